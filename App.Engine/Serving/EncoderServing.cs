using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>Where the sizes of a transformer stand that reads an item as a whole: a picture, a text, the latent of a film.</summary>
/// <param name="Layers">Layers, L.</param>
/// <param name="HiddenSize">Width, h.</param>
/// <param name="AttentionHeads">Heads, H.</param>
/// <param name="HeadSize">Head size, d.</param>
/// <param name="FeedForwardSize">Width of the feed-forward block, f.</param>
/// <param name="FeedForwardMatrices">Matrices of that block, m: 2, or 3 where it is gated.</param>
/// <param name="TokensPerItem">Tokens of an item, T; null where the workload states them.</param>
/// <param name="Passes">Passes through the layers per item, N: denoising steps times guidance; null for one.</param>
/// <param name="ConditionTokens">Tokens that every layer attends to beside the item's own, T_c; null for none.</param>
/// <param name="OtherTeraflopPerItem">Work beside the passes, TFLOP per item; null for none.</param>
/// <param name="OtherWeightBillions">Weights beside one set of layers that stay in memory, billions; null for none.</param>
public sealed record EncoderSlots(
    Slot Layers,
    Slot HiddenSize,
    Slot AttentionHeads,
    Slot HeadSize,
    Slot FeedForwardSize,
    Slot FeedForwardMatrices,
    Slot? TokensPerItem,
    Slot? Passes,
    Slot? ConditionTokens,
    Slot? OtherTeraflopPerItem,
    Slot? OtherWeightBillions);

/// <summary>
/// Where the shares stand that work in large batches without a cache reaches on an accelerator. They lie above those of reading
/// prompts, in which batches are small and cards wait for each other.
/// </summary>
/// <param name="ComputeEfficiencyFraction">Share of peak of dense products.</param>
/// <param name="AttentionEfficiencyFraction">Share of 16-bit peak of attention over a whole item.</param>
/// <param name="UnhiddenFraction">Share of the shorter of reading and computing that is not hidden behind the longer.</param>
public sealed record BatchWorkSlots(Slot ComputeEfficiencyFraction, Slot AttentionEfficiencyFraction, Slot UnhiddenFraction);

/// <summary>Serving curves of transformers that read an item as a whole (docs/models/serving-other.md).</summary>
public static class EncoderServing
{
    /// <summary>Elements per token and layer that are in work at a time: eight of the width and two of the feed-forward block.</summary>
    private const double HiddenElements = 8;

    private const double FeedForwardElements = 2;

    /// <summary>Serving curve of one replica; a sequence is an item, batched as far as the answer time and memory allow.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="shares">What it reaches in large batches.</param>
    /// <param name="layout">The layout; groups of experts do not occur.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static ServingCurve<T> Of<T>(
        in CaseInputs<T> inputs,
        EncoderSlots model,
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
        T four = T.Constant(4);
        T tera = T.Constant(1e12);
        T giga = T.Constant(1e9);
        T micro = T.Constant(1e-6);
        T layers = inputs[model.Layers];
        T hidden = inputs[model.HiddenSize];
        T width = inputs[model.AttentionHeads] * inputs[model.HeadSize];
        T tokens = inputs[model.TokensPerItem ?? workload.PromptTokens];
        T passes = model.Passes is { } slot ? inputs[slot] : one;
        T ranks = inputs[layout.TensorRanks];
        T parts = inputs[layout.PipelineStages];

        // Query, key, value and output; with a condition, query and output a second time, its keys and values read once per item.
        T feedForward = inputs[model.FeedForwardMatrices] * hidden * inputs[model.FeedForwardSize];
        T weights = layers * ((four * hidden * width) + feedForward);
        T attention = four * tokens * tokens * width * layers;
        T reductions = two;
        T conditionWeights = zero;
        if (model.ConditionTokens is { } condition)
        {
            weights += layers * two * hidden * width;
            conditionWeights = layers * two * hidden * width;
            attention += (four * tokens * inputs[condition] * width * layers) + (two * inputs[condition] * conditionWeights);
            reductions = T.Constant(3);
        }

        T peak = inputs[card.PeakTeraflops] * tera * inputs[shares.ComputeEfficiencyFraction];
        T sixteen = inputs[card.SixteenBitPeakTeraflops] * tera;
        T memory = inputs[card.MemoryBandwidthTerabytesPerSecond] * tera * inputs[card.MemoryEfficiencyFraction];
        T perItem = attention * passes / (sixteen * inputs[shares.AttentionEfficiencyFraction]);
        if (model.OtherTeraflopPerItem is { } other)
        {
            perItem += inputs[other] * tera / (sixteen * inputs[shares.ComputeEfficiencyFraction]);
        }

        T stored = (weights + conditionWeights) * inputs[card.WeightBytes];
        T all = model.OtherWeightBillions is { } more ? stored + (inputs[more] * giga * inputs[card.WeightBytes]) : stored;
        (T exchange, T latency) = Exchange(inputs, card, layout, hidden, layers * reductions);
        StepCost<T> step = new(
            tokens / parts,
            passes * stored / ranks / memory,
            passes * two * weights / ranks / peak,
            zero,
            zero,
            false,
            zero,
            zero,
            one,
            zero,
            zero,
            perItem / ranks / parts,
            passes * exchange,
            passes * ((layers * inputs[card.LayerOverheadMicroseconds] * micro) + latency),
            inputs[shares.UnhiddenFraction]);
        T free = (inputs[card.MemoryGigabytes] * giga * inputs[serving.MemoryUseFraction])
            - (inputs[serving.CardMemoryOverheadGigabytes] * giga) - (all / ranks / parts);
        T working = tokens * two
            * ((T.Constant(HiddenElements) * hidden) + (T.Constant(FeedForwardElements) * inputs[model.FeedForwardSize])) / ranks;
        T memoryBatch = parts * free / working;
        T factor = inputs[serving.TimeToFirstTokenFactor];
        T latencyBatch = step.BatchWithin(inputs[workload.TimeToFirstTokenSeconds] / factor, zero);
        return new(
            ServingShape.Scoring, step, parts, one, zero, zero, factor, one, memoryBatch, T.Max(zero, T.Min(memoryBatch, latencyBatch)));
    }

    /// <summary>All-reduces of 16-bit activations, inside the island and then between islands (F8, F10): per token, and fixed.</summary>
    private static (T PerToken, T Fixed) Exchange<T>(
        in CaseInputs<T> inputs, AcceleratorSlots card, LayoutSlots layout, T hidden, T reductions)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T share = T.Constant(1e9) * inputs[card.NetworkEfficiencyFraction];
        T island = inputs[card.IslandLinkGigabytesPerSecond] * share;
        T between = inputs[card.BetweenIslandsLinkGigabytesPerSecond] * share;
        T inIsland = inputs[layout.RanksInIsland];
        T islands = inputs[layout.IslandsSpanned];
        T alpha = inputs[card.CollectiveLatencyMicroseconds] * T.Constant(1e-6);
        T perToken = T.Constant(4) * hidden * reductions
            * (((inIsland - one) / inIsland / island) + ((islands - one) / islands / between));
        T hops = inputs[layout.HopsInIsland] + inputs[layout.HopsBeyond];
        perToken += T.Constant(2) * hidden / inputs[layout.TensorRanks]
            * ((inputs[layout.HopsInIsland] / island) + (inputs[layout.HopsBeyond] / between));
        return (perToken, ((reductions * (inputs[layout.IslandStages] + inputs[layout.BetweenStages])) + hops) * alpha);
    }
}
