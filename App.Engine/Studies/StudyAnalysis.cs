using App.Engine.Comparisons;
using App.Engine.DecisionAnalysis;
using App.Engine.Evidence;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>Turns evaluated worlds into a study.</summary>
public static class StudyAnalysis
{
    private const int Bins = 48;
    private const double HistogramTail = 0.001;

    /// <summary>Analyses a run whose worlds are all evaluated.</summary>
    /// <param name="run">The run.</param>
    /// <param name="threads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Stops within any part of it: between blocks of worlds or between sorts of them.</param>
    /// <exception cref="InvalidOperationException">Worlds are missing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static StudyResult Of(StudyRun run, int threads, CancellationToken cancellation)
    {
        if (run.WorldsDone != run.Settings.Worlds)
        {
            throw new InvalidOperationException($"Only {run.WorldsDone} of {run.Settings.Worlds} worlds are evaluated.");
        }

        (int unbounded, double largestCost) = run.BoundResults();
        UncertainCase uncertain = run.Uncertain;
        Comparison comparison = uncertain.Bound.Comparison;
        int[] candidates = [.. Enumerable.Range(0, uncertain.Options.Count).Where(o => uncertain.Options[o].IsCandidate)];
        double[][] costs = run.Results[WorldMetric.PresentCost];
        NetBenefits? benefits = candidates.Length == 0 ? null : new(
            [.. candidates.Select(o => Array.ConvertAll(costs[o], cost => -cost))], run.Starts);
        ScoreReader scores = ScoreCache.Of(run, threads, cancellation);
        InformationValue? value = benefits is null ? null : new(benefits, uncertain.Variables.Count, scores, threads, cancellation);
        RegressionBasis[] bases = [.. uncertain.Variables.Select(variable => RegressionBasis.For(variable.Distribution))];
        IReadOnlyList<VariableStudy> variables = benefits is null ? [] : VariableAnalysis.Of(run, benefits, value!, bases, candidates, largestCost, cancellation);
        double[] edges = benefits is null ? [] : Edges(candidates.Select(o => costs[o]), cancellation);
        return new(
            "study/1", StudyRun.IdOf(comparison.CaseHash, comparison.CatalogHash, comparison.EngineVersion, run.Settings), comparison.Case.Name, comparison.CaseHash, comparison.CatalogHash,
            comparison.EngineVersion, run.Settings, OptionsOf(run, benefits, candidates, edges, cancellation),
            benefits is null ? null : Decision(uncertain, benefits, value!, candidates, variables, edges, cancellation), variables,
            value is null ? [] : GroupAnalysis.Of(uncertain, value, bases),
            benefits is null ? null : PilotAdvice.Of(uncertain, benefits, scores, run.Settings.World, threads, cancellation), Notices(run, candidates, unbounded));
    }

    private static List<OptionStudy> OptionsOf(StudyRun run, NetBenefits? benefits, int[] candidates, double[] edges, CancellationToken cancellation)
    {
        Comparison comparison = run.Uncertain.Bound.Comparison;
        IReadOnlyList<OptionRisk> risks = benefits is null ? [] : OptionRisk.Of(benefits, run.Uncertain.Policy.LossQuantile, cancellation);
        List<OptionStudy> options = [];
        for (int o = 0; o < run.Uncertain.Options.Count; o++)
        {
            UncertainOption option = run.Uncertain.Options[o];
            OptionResult result = comparison.Options.Single(other => other.Option.Id == option.Id);
            double[] sorted = Sorted(run.Results[WorldMetric.PresentCost][o], cancellation);
            bool bought = result.Option.Tenure == Tenure.Buy;
            int candidate = Array.IndexOf(candidates, o);
            options.Add(new(
                option.Id, option.Name, option.IsCandidate, result.Figures!.PresentCostUsDollars,
                [.. WorldMetric.All.Select((metric, m) => MetricOf(run, metric, m, o, cancellation))],
                [.. Enumerable.Range(0, 101).Select(percent => Quantiles.OfSorted(sorted, percent / 100.0))],
                HistogramOf(sorted, edges),
                Above(run, WorldMetric.Capital, o, bought ? comparison.Limits.BudgetUsDollars : double.PositiveInfinity, cancellation),
                Above(run, WorldMetric.SitePower, o, bought ? comparison.Limits.PowerMegawatts : double.PositiveInfinity, cancellation),
                candidate >= 0 ? risks[candidate] : null));
        }

        return options;
    }

    private static MetricStudy MetricOf(StudyRun run, WorldMetric metric, int index, int option, CancellationToken cancellation)
    {
        double[] values = run.Results[index][option];
        IReadOnlyList<int> starts = index == WorldMetric.PresentCost ? run.Starts : run.KeptStarts;
        Estimate At(double probability) => Replicated.Estimate(starts, values, part => Quantiles.Of(part, probability), cancellation);
        return new(
            metric.Id, metric.Label, metric.Unit.Symbol, Replicated.Estimate(starts, values, Replicated.Mean, cancellation), At(0.1), At(0.5), At(0.9));
    }

    private static Estimate Above(StudyRun run, int metric, int option, double limit, CancellationToken cancellation) => Replicated.Estimate(
        run.KeptStarts, run.Results[metric][option], part => part.Count(value => value > limit) / (double)part.Length, cancellation);

    private static DecisionStudy Decision(
        UncertainCase uncertain, NetBenefits benefits, InformationValue value, int[] candidates, IReadOnlyList<VariableStudy> variables,
        double[] edges, CancellationToken cancellation)
    {
        string Id(int candidate) => uncertain.Options[candidates[candidate]].Id;
        double[] lead = [.. benefits.Values[benefits.Best].Zip(benefits.Values[benefits.RunnerUp], (best, next) => best - next)];
        double[] sorted = Sorted(lead, cancellation);
        double[][] ordered = [.. benefits.Values.Select(option => Sorted(option, cancellation))];
        List<DominanceStudy> dominances = [];
        for (int better = 0; better < ordered.Length; better++)
        {
            for (int worse = 0; worse < ordered.Length; worse++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (better != worse && Dominance.Of(ordered[better], ordered[worse]) is var order and not DominanceOrder.None)
                {
                    dominances.Add(new(Id(better), Id(worse), order));
                }
            }
        }

        double explained = variables.Sum(variable => variable.VarianceShare.Value);
        Dictionary<EvidenceStatus, double> shares = variables.GroupBy(variable => variable.Status).ToDictionary(
            group => group.Key, group => explained > 0 ? group.Sum(variable => variable.VarianceShare.Value) / explained : 0);
        return new(
            Id(benefits.Best), benefits.Options > 1 ? Id(benefits.RunnerUp) : null,
            Replicated.Estimate(benefits.ReplicateStarts, lead, Replicated.Mean, cancellation),
            Quantiles.OfSorted(sorted, 0.1), Quantiles.OfSorted(sorted, 0.9),
            Replicated.Estimate(benefits.ReplicateStarts, lead, part => part.Count(ahead => ahead > 0) / (double)part.Length, cancellation),
            value.Evpi(), shares, explained > 0 ? 1 - shares.GetValueOrDefault(EvidenceStatus.Verified) : 0, dominances, edges,
            uncertain.Policy.LossQuantile);
    }

    private static double[] Sorted(double[] values, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static double[] Edges(IEnumerable<double[]> costs, CancellationToken cancellation)
    {
        double[] all = [.. costs.Select(values => Sorted(values, cancellation))
            .SelectMany(sorted => new[] { Quantiles.OfSorted(sorted, HistogramTail), Quantiles.OfSorted(sorted, 1 - HistogramTail) })];
        (double low, double high) = (all.Min(), all.Max());
        return high > low ? [.. Enumerable.Range(0, Bins + 1).Select(i => low + ((high - low) * i / Bins))] : [low, low];
    }

    private static int[] HistogramOf(double[] sorted, double[] edges)
    {
        if (edges.Length == 0)
        {
            return [];
        }

        // The outermost bins take what lies beyond them.
        int[] counts = new int[edges.Length - 1];
        foreach (double cost in sorted)
        {
            int above = Array.BinarySearch(edges, cost);
            counts[Math.Clamp(above >= 0 ? above : ~above - 1, 0, counts.Length - 1)]++;
        }

        return counts;
    }

    private static List<string> Notices(StudyRun run, int[] candidates, int unbounded)
    {
        List<string> notices = [.. run.Uncertain.Copula.Notices];
        if (unbounded > 0)
        {
            notices.Add($"In {unbounded} worlds neither an option nor the rented bridge could serve within the latency targets; such a cost counts as the largest seen.");
        }

        if (candidates.Length == 0)
        {
            notices.Add(run.Uncertain.Bound.Comparison.Options.Any(option => option.IsFeasible)
                ? "No option beside the reference is feasible, so there is no choice to study."
                : "No option is feasible, nor is the reference, so there is no choice to study.");
        }

        if (run.Settings.Sampler == Sampler.Sobol && (run.Settings.Worlds & (run.Settings.Worlds - 1)) != 0)
        {
            notices.Add("Sobol's sequence is most even when the number of worlds is a power of two.");
        }

        return notices;
    }
}
