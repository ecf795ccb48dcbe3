using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>
/// Serving curves of recommendation models: embedding rows from memory, dense products by compute, pooled vectors over the links
/// (docs/models/serving-other.md).
/// </summary>
public static class RecommendationServing
{
    /// <summary>Products of a transformer layer, whose fixed cost is known: query, key, value, output and two of the feed-forward block.</summary>
    private const double ProductsOfLayer = 6;

    /// <summary>Serving curve of one replica whose tables are spread over its cards; a sequence is a candidate.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="shares">What it reaches in large batches.</param>
    /// <param name="layout">The layout; only its tensor ranks matter.</param>
    /// <param name="workload">The workload; its cache element is the element of the tables.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <returns><see cref="ServingCurve{T}.MemoryBatch"/> is the table space over the tables' size: below 1 they do not fit.</returns>
    public static ServingCurve<T> Of<T>(
        in CaseInputs<T> inputs,
        RecommendationSlots model,
        AcceleratorSlots card,
        BatchWorkSlots shares,
        LayoutSlots layout,
        WorkloadSlots workload,
        ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T two = T.Constant(2);
        T tera = T.Constant(1e12);
        T cards = inputs[layout.TensorRanks];
        T row = inputs[model.EmbeddingSize];
        T bytes = inputs[workload.KeyValueBytes];
        T bandwidth = inputs[card.MemoryBandwidthTerabytesPerSecond] * tera;
        T lookup = inputs[model.LookupsPerCandidate] * row * bytes / (bandwidth * inputs[serving.EmbeddingLookupEfficiencyFraction]);
        T dense = two * inputs[model.MultiplyAddsPerCandidate]
            / (inputs[card.PeakTeraflops] * tera * inputs[shares.ComputeEfficiencyFraction]);
        T unhidden = inputs[shares.UnhiddenFraction];
        T work = T.Max(lookup + (unhidden * dense), dense + (unhidden * lookup));

        // Pooled 16-bit vectors go to the card that scores the candidate; a card of an island reaches the others at its slower link.
        T share = T.Constant(1e9) * inputs[card.NetworkEfficiencyFraction];
        T islands = inputs[layout.IslandsSpanned];
        T exchange = inputs[model.SparseFeatures] * row * two / share
            * (((inputs[layout.RanksInIsland] - one) / cards / inputs[card.IslandLinkGigabytesPerSecond])
                + ((islands - one) / islands / inputs[card.BetweenIslandsLinkGigabytesPerSecond]));
        T micro = T.Constant(1e-6);
        T fixedSeconds = (inputs[model.Products] / T.Constant(ProductsOfLayer) * inputs[card.LayerOverheadMicroseconds] * micro)
            + ((inputs[layout.IslandStages] + inputs[layout.BetweenStages]) * inputs[card.CollectiveLatencyMicroseconds] * micro);
        T space = cards * ((inputs[card.MemoryGigabytes] * inputs[serving.MemoryUseFraction])
            - inputs[serving.CardMemoryOverheadGigabytes]);
        T tables = inputs[model.EmbeddingTableGigabytes] * bytes / inputs[model.EmbeddingBytes];
        StepCost<T> step = new(
            one, zero, zero, zero, zero, false, zero, zero, one, zero, zero, work / cards, exchange / cards, fixedSeconds);
        T factor = inputs[serving.TimeToFirstTokenFactor];
        T batch = step.BatchWithin(inputs[workload.TimeToFirstTokenSeconds] / factor, zero);
        return new(ServingShape.Scoring, step, one, one, zero, zero, factor, one, space / tables, batch);
    }
}
