
namespace App.Engine.Serving;

/// <content>What a step costs beside its own operators: the exchange between groups of experts, and the writing of drafts.</content>
public readonly partial struct Replica<T>
{
    /// <summary>A step with the writing of its drafts: each a step of its own through one layer and the head.</summary>
    private StepCost<T> Drafting(in StepCost<T> step, T drafts, EfficiencySlots efficiency)
    {
        T one = T.Constant(1);
        T layers = one + (drafts / Sizes.Layers);
        T overhead = _inputs[efficiency.DecodeTimeFactor] * _inputs[efficiency.StepOverheadMicroseconds] * T.Constant(1e-6);
        return step with
        {
            LinearReadSeconds = step.LinearReadSeconds * layers,
            HeadReadSeconds = step.HeadReadSeconds * (one + drafts),
            FixedSeconds = (step.FixedSeconds * layers) + (drafts * overhead),
        };
    }

    /// <summary>Fixed cost of an exchange, microseconds: more with each doubling of the islands that it spans.</summary>
    private T ExchangeLatency(EfficiencySlots efficiency)
    {
        T one = T.Constant(1);
        T doublings = T.Log(one - _inputs[_layout.ExpertsBeyondFraction]) / T.Constant(-Math.Log(2));
        return _inputs[efficiency.ExpertExchangeLatencyMicroseconds] * (one + (_inputs[efficiency.ExchangeGrowthFraction] * doublings));
    }

    /// <summary>
    /// Exchange of a token with the other groups of experts (F9), inside the island and beyond it (F10): dispatch and combine of
    /// 16-bit activations to each expert; as measured engines do it, dispatch in 8 bits, one copy to each other island, partly hidden.
    /// </summary>
    private T ExpertExchange(EfficiencySlots? efficiency, T island, T between)
    {
        T one = T.Constant(1);
        T perToken = Sizes.ExpertLayers * Sizes.HiddenSize;
        T inside = _inputs[_layout.ExpertsInIslandFraction];
        T beyond = _inputs[_layout.ExpertsBeyondFraction];
        if (efficiency is null)
        {
            return perToken * Sizes.ExpertsPerToken * T.Constant(4) * ((inside / island) + (beyond / between));
        }

        T islands = one / (one - beyond);
        T missed = T.Exp(Sizes.ExpertsPerToken * T.Log(T.Max(T.Constant(1e-9), one - (one / islands))));
        T reached = islands * (one - missed);
        reached = _slots.RoutingNodeLimit is { } limit ? T.Min(reached, _inputs[limit]) : reached;
        return _inputs[efficiency.ExposedExchangeFraction] * perToken * T.Constant(3)
            * ((Sizes.ExpertsPerToken * inside / island) + (reached * beyond / between));
    }
}
