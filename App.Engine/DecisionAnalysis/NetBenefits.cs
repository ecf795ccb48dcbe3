namespace App.Engine.DecisionAnalysis;

/// <summary>The net benefit of every candidate in every world, USD: minus its present cost, since all serve the same demand.</summary>
public sealed class NetBenefits
{
    /// <summary>Puts a table together.</summary>
    /// <param name="values">By candidate, by world.</param>
    /// <param name="replicateStarts">First world of each replicate, and behind the last the number of worlds.</param>
    /// <exception cref="ArgumentException">There is no candidate, candidates differ in worlds, or the replicates do not cover them.</exception>
    public NetBenefits(double[][] values, IReadOnlyList<int> replicateStarts)
    {
        if (values.Length == 0 || values.Any(option => option.Length != values[0].Length))
        {
            throw new ArgumentException("At least one candidate is needed, each with the same worlds.", nameof(values));
        }

        if (replicateStarts.Count < 3 || replicateStarts[0] != 0 || replicateStarts[^1] != values[0].Length
            || replicateStarts.Zip(replicateStarts.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("The replicates do not divide the worlds.", nameof(replicateStarts));
        }

        (Values, ReplicateStarts) = (values, replicateStarts);
        Means = [.. values.Select(option => CompensatedSum.Of(option) / option.Length)];
        Best = Array.IndexOf(Means, Means.Max());
        RunnerUp = Options == 1 ? Best : Enumerable.Range(0, Options).Where(o => o != Best).MaxBy(o => Means[o]);
    }

    /// <summary>By candidate, by world.</summary>
    public double[][] Values { get; }

    /// <summary>First world of each replicate, and behind the last the number of worlds.</summary>
    public IReadOnlyList<int> ReplicateStarts { get; }

    /// <summary>Candidates.</summary>
    public int Options => Values.Length;

    /// <summary>Worlds.</summary>
    public int Worlds => Values[0].Length;

    /// <summary>Replicates.</summary>
    public int Replicates => ReplicateStarts.Count - 1;

    /// <summary>Mean of each candidate.</summary>
    public double[] Means { get; }

    /// <summary>The candidate with the highest mean: the choice without further information.</summary>
    public int Best { get; }

    /// <summary>The candidate with the next highest mean; the best itself where it is alone.</summary>
    public int RunnerUp { get; }

    /// <summary>The highest net benefit of a world.</summary>
    /// <param name="world">The world.</param>
    public double Highest(int world)
    {
        double highest = Values[0][world];
        for (int o = 1; o < Values.Length; o++)
        {
            highest = Math.Max(highest, Values[o][world]);
        }

        return highest;
    }
}
