using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>Throughput of recommendation models: embedding rows from memory, dense layers by compute, pooled vectors over the links.</summary>
public static class RecommendationServing
{
    /// <summary>Serving curve of one replica whose tables are spread over its cards; a sequence is a candidate.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="layout">The layout; only its cards matter.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <returns>
    /// <see cref="ServingCurve{T}.MemoryBatch"/> is the table space over the tables' size: below 1 they do not fit.
    /// Batches are large, so the answer time is not limiting and is not modelled.
    /// </returns>
    public static ServingCurve<T> Of<T>(
        in CaseInputs<T> inputs, RecommendationSlots model, AcceleratorSlots card, LayoutSlots layout, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T two = T.Constant(2);
        T tera = T.Constant(1e12);
        T cards = inputs[layout.Cards];
        T row = inputs[model.EmbeddingSize];
        T lookup = inputs[model.LookupsPerCandidate] * row * inputs[model.EmbeddingBytes]
            / (inputs[card.MemoryBandwidthTerabytesPerSecond] * tera * inputs[serving.EmbeddingLookupEfficiencyFraction]);
        T dense = two * inputs[model.MultiplyAddsPerCandidate]
            / (inputs[card.SixteenBitPeakTeraflops] * tera * inputs[card.PrefillComputeEfficiencyFraction]);
        T link = inputs[card.IslandLinkGigabytesPerSecond] * T.Constant(1e9) * inputs[card.NetworkEfficiencyFraction];
        T exchange = inputs[model.SparseFeatures] * row * two * (one - (one / cards)) / link;
        T space = cards * ((inputs[card.MemoryGigabytes] * inputs[serving.MemoryUseFraction])
            - inputs[serving.CardMemoryOverheadGigabytes]);
        T zero = T.Constant(0);
        StepCost<T> step = new(
            one, zero, T.Max(lookup, dense) / cards, zero, zero, false, zero, zero, one, zero, zero, zero, exchange / cards, zero);
        return new(ServingShape.Scoring, step, one, one, zero, zero, zero, one, space / inputs[model.EmbeddingTableGigabytes], one);
    }
}
