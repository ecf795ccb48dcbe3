using App.Engine.DecisionAnalysis;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>What each variable means for the choice.</summary>
internal static class VariableAnalysis
{
    public static IReadOnlyList<VariableStudy> Of(
        StudyRun run, NetBenefits benefits, InformationValue value, RegressionBasis[] bases, int[] candidates, double largestCost,
        CancellationToken cancellation)
    {
        IReadOnlyList<UncertainVariable> variables = run.Uncertain.Variables;
        if (variables.Count == 0)
        {
            return [];
        }

        IReadOnlyList<VariableValue> values = value.Each(bases);
        double[] correlations = RankCorrelations(run, benefits, cancellation);
        double[][][] costs = Tornado.Costs(run.Uncertain.Options, variables);
        List<VariableStudy> studies = [];
        for (int v = 0; v < variables.Count; v++)
        {
            UncertainVariable variable = variables[v];
            double[] leads = [.. costs[v].Select(point => Bounded(point[candidates[benefits.RunnerUp]]) - Bounded(point[candidates[benefits.Best]]))];
            string? other = new[] { costs[v][0], costs[v][^1] }.Select(point => candidates.MinBy(o => point[o]))
                .Where(best => best != candidates[benefits.Best]).Select(best => run.Uncertain.Options[best].Id).FirstOrDefault();
            studies.Add(new(
                variable.Id, variable.Label, variable.UnitSymbol, variable.Status, variable.Base,
                variable.Distribution.Quantile(0.1), variable.Distribution.Quantile(0.5), variable.Distribution.Quantile(0.9),
                variable.Distribution, variable.Rule, variable.Facts, values[v].Evppi, values[v].VarianceShare, correlations[v],
                leads[0], leads[^1], IsMonotone(leads), other));
        }

        return [.. studies.OrderByDescending(study => study.Value.Value).ThenByDescending(study => study.VarianceShare.Value)
            .ThenBy(study => study.Id, StringComparer.Ordinal)];

        // Where nothing can serve, a cost counts as the largest seen, as in the worlds.
        double Bounded(double cost) => double.IsFinite(cost) ? cost : largestCost;
    }

    private static bool IsMonotone(double[] leads)
    {
        double[] steps = [.. leads.Zip(leads.Skip(1), (left, right) => right - left)];
        return steps.All(step => step >= 0) || steps.All(step => step <= 0);
    }

    /// <summary>Rank correlation of each variable with the lead. Values rise with their scores, so the scores' ranks are the values'.</summary>
    private static double[] RankCorrelations(StudyRun run, NetBenefits benefits, CancellationToken cancellation)
    {
        double[] ranks = Spearman.Ranks(
            [.. benefits.Values[benefits.Best].Zip(benefits.Values[benefits.RunnerUp], (best, next) => best - next)]);
        int variables = run.Uncertain.Variables.Count;
        double middle = (ranks.Length - 1) / 2.0;
        double[] products = new double[variables];
        double[] squares = new double[variables];
        double rankSquares = ranks.Sum(rank => (rank - middle) * (rank - middle));
        double[] block = new double[run.Source.BlockLength];
        IReadOnlyList<int> starts = run.Starts;
        for (int r = 0; r < WorldSettings.Replicates; r++)
        {
            for (int first = 0; first < starts[r + 1] - starts[r]; first += WorldSource.BlockWorlds)
            {
                cancellation.ThrowIfCancellationRequested();
                int count = Math.Min(WorldSource.BlockWorlds, starts[r + 1] - starts[r] - first);
                run.Source.FillScores(r, first, count, block);
                for (int v = 0; v < variables; v++)
                {
                    Span<double> place = block.AsSpan(v * WorldSource.BlockWorlds, count);
                    NormalDistribution.Cumulatives(place, place);
                    for (int i = 0; i < count; i++)
                    {
                        double rank = place[i] - 0.5;
                        products[v] += rank * (ranks[starts[r] + first + i] - middle);
                        squares[v] += rank * rank;
                    }
                }
            }
        }

        return [.. products.Zip(squares, (product, square) =>
            square > 0 && rankSquares > 0 ? product / Math.Sqrt(square * rankSquares) : 0)];
    }
}

/// <summary>What variables are worth together.</summary>
internal static class GroupAnalysis
{
    public static IReadOnlyList<GroupStudy> Of(UncertainCase uncertain, InformationValue value, RegressionBasis[] bases)
    {
        List<(GroupKind Kind, string Id, List<int> Members)> groups = [];
        for (int v = 0; v < uncertain.Variables.Count; v++)
        {
            UncertainVariable variable = uncertain.Variables[v];
            Add(GroupKind.Status, $"{variable.Status}", v);
            if (variable.Id.Split('/') is ["accelerators" or "modelError", string card, ..])
            {
                Add(GroupKind.Accelerator, card, v);
            }

            foreach (string fact in variable.Facts)
            {
                Add(GroupKind.Fact, fact, v);
            }
        }

        return [.. groups.Where(group => group.Members.Count > 1)
            .Select(group => new GroupStudy(
                group.Kind, group.Id, [.. group.Members.Select(v => uncertain.Variables[v].Id)], value.Group(group.Members, bases)))
            .OrderBy(group => group.Kind).ThenByDescending(group => group.Value.Value).ThenBy(group => group.Id, StringComparer.Ordinal)];

        void Add(GroupKind kind, string id, int variable)
        {
            int at = groups.FindIndex(group => group.Kind == kind && group.Id == id);
            if (at < 0)
            {
                groups.Add((kind, id, [variable]));
            }
            else
            {
                groups[at].Members.Add(variable);
            }
        }
    }
}
