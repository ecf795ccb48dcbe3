using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>
/// The time of one step of a replica as a function of the sequences in it (F1, F6, F7, F11). Each operator takes the longer of
/// reading its weights and computing, so the time is convex and piecewise linear in the batch, but for the experts touched, which
/// is concave.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="TokensPerSequence">Tokens that a sequence brings to its group: 1 or the prompt, over the groups.</param>
/// <param name="LinearReadSeconds">Time to read the weights outside routed experts.</param>
/// <param name="LinearSecondsPerToken">Compute time of those per token of the group.</param>
/// <param name="HeadReadSeconds">Time to read the head.</param>
/// <param name="HeadSecondsPerSequence">Compute time of the head per sequence.</param>
/// <param name="HasExperts">Whether there are routed experts.</param>
/// <param name="Experts">Experts per layer.</param>
/// <param name="ExpertsPerToken">Experts per token.</param>
/// <param name="Groups">Groups over which experts are spread; tokens of all groups reach them.</param>
/// <param name="ExpertReadSeconds">Time to read one expert of every layer.</param>
/// <param name="ExpertSecondsPerToken">Compute time of the experts per token of the replica.</param>
/// <param name="AttentionSecondsPerSequence">Attention time per sequence.</param>
/// <param name="ExchangeSecondsPerToken">Communication per token of the group.</param>
/// <param name="FixedSeconds">Layer overhead and latencies.</param>
public readonly record struct StepCost<T>(
    T TokensPerSequence,
    T LinearReadSeconds,
    T LinearSecondsPerToken,
    T HeadReadSeconds,
    T HeadSecondsPerSequence,
    bool HasExperts,
    T Experts,
    T ExpertsPerToken,
    T Groups,
    T ExpertReadSeconds,
    T ExpertSecondsPerToken,
    T AttentionSecondsPerSequence,
    T ExchangeSecondsPerToken,
    T FixedSeconds)
    where T : struct, IReal<T>
{
    /// <summary>Newton steps that solve for the batch; tested against bisection.</summary>
    private const int NewtonSteps = 12;

    /// <summary>The time of a step, seconds.</summary>
    /// <param name="sequences">Sequences in the replica, above 0.</param>
    public T Seconds(T sequences)
    {
        T tokens = sequences * TokensPerSequence;
        T time = FixedSeconds
            + T.Max(LinearReadSeconds, LinearSecondsPerToken * tokens)
            + T.Max(HeadReadSeconds, HeadSecondsPerSequence * sequences)
            + (AttentionSecondsPerSequence * sequences)
            + (ExchangeSecondsPerToken * tokens);
        if (!HasExperts)
        {
            return time;
        }

        T all = tokens * Groups;
        return time + T.Max(ExpertReadSeconds * ExpertRouting.Touched(Experts, ExpertsPerToken, all), ExpertSecondsPerToken * all);
    }

    /// <summary>The batch at which a step, plus a burden per sequence, takes a given time (F14).</summary>
    /// <param name="seconds">The time allowed.</param>
    /// <param name="burdenSecondsPerSequence">Further time that each sequence costs the step, 0 or more.</param>
    /// <returns>Sequences; 0 where even an empty step takes longer. Not rounded: it is a mean number in flight.</returns>
    /// <remarks>
    /// With the experts touched replaced by their tangent, the time is the largest of eight straight lines, so the batch is the
    /// smallest of eight quotients. The tangent lies above, so the steps approach the root from below and do not overshoot.
    /// </remarks>
    public T BatchWithin(T seconds, T burdenSecondsPerSequence)
    {
        T zero = T.Constant(0);
        T slack = seconds - FixedSeconds;
        T slope = burdenSecondsPerSequence + AttentionSecondsPerSequence + (ExchangeSecondsPerToken * TokensPerSequence);
        T linear = LinearSecondsPerToken * TokensPerSequence;
        if (!HasExperts)
        {
            return T.Max(zero, Smallest(slack, slope, linear));
        }

        T perSequence = TokensPerSequence * Groups;
        T computed = Smallest(slack, slope + (ExpertSecondsPerToken * perSequence), linear);
        T batch = T.Constant(1);
        for (int step = 0; step < NewtonSteps; step++)
        {
            T tokens = batch * perSequence;
            T missed = ExpertRouting.Missed(Experts, ExpertsPerToken, tokens);
            T gain = -(T.Log(T.Constant(1) - (ExpertsPerToken / Experts)) * missed) * ExpertReadSeconds;
            T read = (ExpertReadSeconds * (Experts - missed)) - (gain * tokens);
            batch = T.Max(zero, T.Min(computed, Smallest(slack - read, slope + (gain * perSequence), linear)));
        }

        return batch;
    }

    private T Smallest(T slack, T slope, T linear)
    {
        T readBoth = (slack - LinearReadSeconds - HeadReadSeconds) / slope;
        T readHead = (slack - HeadReadSeconds) / (slope + linear);
        T readLinear = (slack - LinearReadSeconds) / (slope + HeadSecondsPerSequence);
        T computeBoth = slack / (slope + linear + HeadSecondsPerSequence);
        return T.Min(T.Min(readBoth, readHead), T.Min(readLinear, computeBoth));
    }
}
