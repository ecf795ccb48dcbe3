namespace App.Engine.DecisionAnalysis;

/// <summary>How a candidate does over the worlds. Regret is what it costs more than the world's best.</summary>
/// <param name="BestProbability">Share of worlds in which it is best; ties are split.</param>
/// <param name="ExpectedRegret">Mean regret, USD.</param>
/// <param name="BadRegret">Regret that a share of worlds (the policy's loss quantile) stays below, USD.</param>
/// <param name="WorstRegret">Largest regret of any world, USD.</param>
/// <param name="ConditionalValueAtRisk">Mean cost of the worst worlds beyond the loss quantile (CVaR), USD.</param>
public sealed record OptionRisk(
    Estimate BestProbability, Estimate ExpectedRegret, Estimate BadRegret, double WorstRegret, Estimate ConditionalValueAtRisk)
{
    /// <summary>The risks of all candidates.</summary>
    /// <param name="benefits">Net benefits.</param>
    /// <param name="lossQuantile">Share of worlds beyond which a loss counts as bad, above 0 and below 1.</param>
    /// <param name="cancellation">Stops between statistics.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<OptionRisk> Of(NetBenefits benefits, double lossQuantile, CancellationToken cancellation = default)
    {
        double[] highest = new double[benefits.Worlds];
        int[] winners = new int[benefits.Worlds];
        for (int world = 0; world < highest.Length; world++)
        {
            highest[world] = benefits.Highest(world);
            winners[world] = benefits.Values.Count(option => option[world] == highest[world]);
        }

        List<OptionRisk> risks = [];
        foreach (double[] values in benefits.Values)
        {
            double[] regret = new double[values.Length];
            double[] wins = new double[values.Length];
            double[] cost = new double[values.Length];
            for (int world = 0; world < values.Length; world++)
            {
                regret[world] = highest[world] - values[world];
                wins[world] = values[world] == highest[world] ? 1.0 / winners[world] : 0;
                cost[world] = -values[world];
            }

            risks.Add(new(
                Replicated.Estimate(benefits.ReplicateStarts, wins, Replicated.Mean, cancellation),
                Replicated.Estimate(benefits.ReplicateStarts, regret, Replicated.Mean, cancellation),
                Replicated.Estimate(benefits.ReplicateStarts, regret, part => Quantiles.Of(part, lossQuantile), cancellation),
                regret.Max(),
                Replicated.Estimate(benefits.ReplicateStarts, cost, part => Quantiles.TailMean(part, lossQuantile), cancellation)));
        }

        return risks;
    }
}

/// <summary>A statistic over all worlds with its error bar from the replicates.</summary>
public static class Replicated
{
    /// <summary>Computes a statistic of all worlds and of each replicate.</summary>
    /// <param name="starts">First world of each replicate, and behind the last the number of worlds.</param>
    /// <param name="values">One number per world.</param>
    /// <param name="statistic">The statistic; it may reorder what it is given.</param>
    /// <param name="cancellation">Stops between replicates.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Estimate Estimate(
        IReadOnlyList<int> starts, double[] values, Func<double[], double> statistic, CancellationToken cancellation = default)
    {
        double[] each = new double[starts.Count - 1];
        for (int r = 0; r < each.Length; r++)
        {
            cancellation.ThrowIfCancellationRequested();
            each[r] = statistic(values[starts[r]..starts[r + 1]]);
        }

        return DecisionAnalysis.Estimate.FromReplicates(statistic([.. values]), each);
    }

    /// <summary>The mean.</summary>
    /// <param name="values">At least one number.</param>
    public static double Mean(double[] values) => CompensatedSum.Of(values) / values.Length;
}
