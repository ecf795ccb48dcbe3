using System.Globalization;
using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>A layout that meets the targets.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Throughput">What a replica delivers in it.</param>
internal sealed record LayoutChoice(Layout Layout, Throughput<Scalar> Throughput)
{
    public double RatePerCard => Throughput.RequestsPerSecond.Value / Layout.Cards;
}

/// <summary>Searches the layouts of a pool for the highest rate per card that meets memory and latency targets.</summary>
internal static class LayoutSearch
{
    public static LayoutChoice? Best(CaseBinding binding, PoolCandidate candidate, out string whyNot)
    {
        InputTable table = binding.Table.Grow();
        int island = candidate.Card.IslandCards ?? 1;
        PoolSlots pool = candidate.Bind(table, "search", 0, new(1, 1), 1);
        Scalar[] values = [.. table.BaseValues().Select(value => new Scalar(value))];
        CaseInputs<Scalar> inputs = new(values);
        LayoutChoice? best = null;
        Shortfall shortfall = new();
        IReadOnlyDictionary<string, double> counts = candidate.Model.Architecture.Counts;
        foreach (Layout layout in Layout.Candidates(
            candidate.Card.CardsPerServer ?? 1,
            (int)counts.GetValueOrDefault(ModelCounts.AttentionHeads),
            (int)counts.GetValueOrDefault(ModelCounts.RoutedExperts)))
        {
            double[] numbers = layout.Numbers(island);
            for (int i = 0; i < numbers.Length; i++)
            {
                values[pool.Layout.TensorRanks.Index + i] = new(numbers[i]);
            }

            Throughput<Scalar> throughput = PoolStates.ThroughputOf(
                inputs, pool, binding.Workloads[candidate.WorkloadIndex], binding.Serving);
            LayoutChoice choice = new(layout, throughput);
            if (shortfall.Meets(candidate, throughput) && (best is null || choice.RatePerCard > best.RatePerCard))
            {
                best = choice;
            }
        }

        whyNot = best is null ? $"{candidate.Title}: {shortfall}" : "";
        return best;
    }

    /// <summary>Remembers by how little the layouts missed.</summary>
    private sealed class Shortfall
    {
        private double _memoryBatch = double.NegativeInfinity;
        private double _batch = double.NegativeInfinity;
        private double _firstToken = double.PositiveInfinity;
        private double _target;

        public bool Meets(PoolCandidate candidate, Throughput<Scalar> throughput)
        {
            _memoryBatch = Math.Max(_memoryBatch, throughput.MemoryBatch.Value);
            if (!(throughput.MemoryBatch.Value >= 1))
            {
                return false;
            }

            _batch = Math.Max(_batch, throughput.Batch.Value);
            if (!(throughput.Batch.Value >= 1))
            {
                return false;
            }

            if (candidate.Workload.Kind == WorkloadKind.Recommendation)
            {
                return true;
            }

            _target = candidate.Workload.TimeToFirstTokenSeconds;
            _firstToken = Math.Min(_firstToken, throughput.TimeToFirstTokenSeconds.Value);

            // Ranking batches up to the answer time, so it stands at the target but for rounding.
            return throughput.TimeToFirstTokenSeconds.Value <= _target * (1 + 1e-9);
        }

        public override string ToString() => (_memoryBatch < 1, _batch < 1) switch
        {
            (true, _) => "the model and one request do not fit into the memory of a server in any layout",
            (_, true) => "no layout meets the latency target with even one request in flight",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"the best time to the first token is {_firstToken:0.###} s, the target {_target:0.###} s"),
        };
    }
}
