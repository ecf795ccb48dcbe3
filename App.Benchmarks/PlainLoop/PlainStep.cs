namespace App.Benchmarks.PlainLoop;

/// <summary>The time of a step of a dense model by the sequences in it: the longer of reading weights and computing, and what is not hidden.</summary>
internal struct PlainStep
{
    public double TokensPerSequence;
    public double LinearRead;
    public double LinearPerToken;
    public double HeadRead;
    public double HeadPerSequence;
    public double AttentionPerSequence;
    public double ExchangePerToken;
    public double Fixed;
    public double Serial;
    public double TileTokens;

    /// <summary>Seconds of a step.</summary>
    public readonly double Seconds(double sequences)
    {
        double tokens = sequences * TokensPerSequence;
        return Fixed
            + Overlap(LinearRead, LinearPerToken * (tokens + TileTokens))
            + Overlap(HeadRead, HeadPerSequence * sequences)
            + (AttentionPerSequence * sequences)
            + (ExchangePerToken * tokens);
    }

    /// <summary>Sequences at which a step takes a given time, where each costs it a further burden; the least of four straight lines' answers.</summary>
    public readonly double BatchWithin(double seconds, double burdenPerSequence)
    {
        double slack = seconds - Fixed;
        double slope = burdenPerSequence + AttentionPerSequence + (ExchangePerToken * TokensPerSequence);
        double linear = LinearPerToken * TokensPerSequence;
        double tile = LinearPerToken * TileTokens;
        double linearRead = LinearRead + (Serial * tile);
        double linearCompute = tile + (Serial * LinearRead);
        double slopeRead = slope + (Serial * linear);
        double slopeCompute = slope + linear;
        double readBoth = (slack - linearRead - HeadRead) / (slopeRead + (Serial * HeadPerSequence));
        double readHead = (slack - linearCompute - HeadRead) / (slopeCompute + (Serial * HeadPerSequence));
        double readLinear = (slack - linearRead - (Serial * HeadRead)) / (slopeRead + HeadPerSequence);
        double computeBoth = (slack - linearCompute - (Serial * HeadRead)) / (slopeCompute + HeadPerSequence);
        return Math.Max(0, Math.Min(Math.Min(readBoth, readHead), Math.Min(readLinear, computeBoth)));
    }

    private readonly double Overlap(double read, double compute) => Math.Max(read, compute) + (Serial * Math.Min(read, compute));
}
