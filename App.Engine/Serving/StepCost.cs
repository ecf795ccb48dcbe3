using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>
/// The time of one step of a replica as a function of the sequences in it (F1, F6, F7, F11). Each operator takes the longer of
/// reading its weights and computing, and a share of the shorter that is not hidden behind it, so the time is convex and piecewise
/// linear in the batch, but for the experts touched, which is concave.
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
/// <param name="SerialFraction">Share of the shorter of computing and reading that is not hidden behind the longer.</param>
/// <param name="LinearTileTokens">Tokens that the products outside routed experts compute beside those of the group.</param>
/// <param name="ExpertTileTokens">Tokens that each expert touched computes beside those routed to it.</param>
/// <param name="SpreadLoss">1 less the exponent on tokens above one at which experts touched grow: 0 where tokens choose independently.</param>
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
    T FixedSeconds,
    T SerialFraction = default,
    T LinearTileTokens = default,
    T ExpertTileTokens = default,
    T SpreadLoss = default)
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
            + Operator(LinearReadSeconds, LinearSecondsPerToken * (tokens + LinearTileTokens))
            + Operator(HeadReadSeconds, HeadSecondsPerSequence * sequences)
            + (AttentionSecondsPerSequence * sequences)
            + (ExchangeSecondsPerToken * tokens);
        if (!HasExperts)
        {
            return time;
        }

        T all = tokens * Groups;
        T touched = ExpertRouting.Touched(Experts, ExpertsPerToken, Spread(all));
        return time + Operator(ExpertReadSeconds * touched, ExpertSecondsPerToken * (all + (ExpertTileTokens / ExpertsPerToken * touched)));
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
        T one = T.Constant(1);
        T slack = seconds - FixedSeconds;
        T slope = burdenSecondsPerSequence + AttentionSecondsPerSequence + (ExchangeSecondsPerToken * TokensPerSequence);
        if (!HasExperts)
        {
            return T.Max(zero, Smallest(slack, slope));
        }

        T perSequence = TokensPerSequence * Groups;
        T visit = ExpertSecondsPerToken * ExpertTileTokens / ExpertsPerToken;
        T hidden = ExpertReadSeconds + (SerialFraction * visit);
        T bare = visit + (SerialFraction * ExpertReadSeconds);
        T compute = ExpertSecondsPerToken * perSequence;
        T rate = -T.Log(one - (ExpertsPerToken / Experts));
        T batch = one;
        for (int step = 0; step < NewtonSteps; step++)
        {
            T all = batch * perSequence;
            T spread = Spread(all);
            T missed = ExpertRouting.Missed(Experts, ExpertsPerToken, spread);

            // Slope of the experts touched in the tokens of all groups, and the touched where its tangent meets zero tokens.
            T gain = rate * missed * T.SelectLess(one, all, (one - SpreadLoss) * spread / all, one);
            T touched = Experts - missed - (gain * all);
            gain *= perSequence;
            T read = Smallest(slack - (hidden * touched), slope + (hidden * gain) + (SerialFraction * compute));
            T computed = Smallest(slack - (bare * touched), slope + (bare * gain) + compute);
            batch = T.Max(zero, T.Min(read, computed));
        }

        return batch;
    }

    /// <summary>The longer of reading and computing and the share of the shorter that is not hidden.</summary>
    private T Operator(T read, T compute) => T.Max(read + (SerialFraction * compute), compute + (SerialFraction * read));

    /// <summary>Tokens that would touch as many experts if each chose independently.</summary>
    private T Spread(T tokens)
    {
        T one = T.Constant(1);
        return T.SelectLess(one, tokens, T.Exp((one - SpreadLoss) * T.Log(T.Max(one, tokens))), tokens);
    }

    /// <summary>The smallest of four quotients: each of linear products and head bound by reading or by computing.</summary>
    private T Smallest(T slack, T slope)
    {
        T linear = LinearSecondsPerToken * TokensPerSequence;
        T tile = LinearSecondsPerToken * LinearTileTokens;
        T linearRead = LinearReadSeconds + (SerialFraction * tile);
        T linearCompute = tile + (SerialFraction * LinearReadSeconds);
        T headCompute = SerialFraction * HeadReadSeconds;
        T slopeRead = slope + (SerialFraction * linear);
        T slopeCompute = slope + linear;
        T headSlope = SerialFraction * HeadSecondsPerSequence;
        T readBoth = (slack - linearRead - HeadReadSeconds) / (slopeRead + headSlope);
        T readHead = (slack - linearCompute - HeadReadSeconds) / (slopeCompute + headSlope);
        T readLinear = (slack - linearRead - headCompute) / (slopeRead + HeadSecondsPerSequence);
        T computeBoth = (slack - linearCompute - headCompute) / (slopeCompute + HeadSecondsPerSequence);
        return T.Min(T.Min(readBoth, readHead), T.Min(readLinear, computeBoth));
    }
}
