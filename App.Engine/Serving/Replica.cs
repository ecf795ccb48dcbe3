using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>A phase of serving.</summary>
public enum ServingPhase
{
    /// <summary>Reading the prompt; bound by compute.</summary>
    Prefill,

    /// <summary>Writing the output; bound by memory bandwidth until the batch is large.</summary>
    Decode,
}

/// <summary>One replica: a model on an accelerator in a layout, with what it computes from them.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <remarks>SI units: bytes, FLOP/s, bytes/s, seconds.</remarks>
public readonly struct Replica<T>
    where T : struct, IReal<T>
{
    private readonly CaseInputs<T> _inputs;
    private readonly ModelSlots _slots;
    private readonly AcceleratorSlots _card;
    private readonly LayoutSlots _layout;
    private readonly ServingSlots _serving;
    private readonly T _cacheBytesPerElement;

    /// <summary>Puts a replica together.</summary>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="model">The model.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <param name="cacheBytesPerElement">Bytes per key-value element.</param>
    public Replica(
        in CaseInputs<T> inputs, ModelSlots model, AcceleratorSlots card, LayoutSlots layout, ServingSlots serving, Slot cacheBytesPerElement)
    {
        _inputs = inputs;
        _slots = model;
        _card = card;
        _layout = layout;
        _serving = serving;
        _cacheBytesPerElement = inputs[cacheBytesPerElement];
        Sizes = ModelSizes.Of(inputs, model);
    }

    /// <summary>The model's sizes.</summary>
    public ModelSizes<T> Sizes { get; }

    /// <summary>Cards of the replica, g*q*p.</summary>
    public T Cards => _inputs[_layout.Cards];

    /// <summary>Groups that serve their own sequences, q.</summary>
    public T Groups => _inputs[_layout.ExpertRanks];

    /// <summary>Parts of a batch that are in work at the same moment: one for each group and pipeline stage, q*p.</summary>
    public T PartsSideBySide => Groups * _inputs[_layout.PipelineStages];

    /// <summary>Bytes of cache that a token takes on each card that holds it (F4; F5 replicates it on each tensor rank).</summary>
    public T CacheBytesPerTokenAndCard
    {
        get
        {
            T bytes = Sizes.CacheElementsPerToken * _cacheBytesPerElement / _inputs[_layout.PipelineStages];
            return _slots.HasLatentAttention
                ? bytes
                : bytes * T.Max(T.Constant(1) / _inputs[_slots.KeyValueHeads], T.Constant(1) / _inputs[_layout.TensorRanks]);
        }
    }

    /// <summary>Bytes of cache of one token in one copy, which a split fleet hands over (F4).</summary>
    public T CacheBytesPerToken => Sizes.CacheElementsPerToken * _cacheBytesPerElement;

    /// <summary>Bytes of weights on each card (F6, F12): linear and experts at their format, embedding and head at 16 bits.</summary>
    public T WeightBytesPerCard
    {
        get
        {
            T ranks = _inputs[_layout.TensorRanks] * _inputs[_layout.PipelineStages];
            T weightBytes = _inputs[_card.WeightBytes];
            T replicated = ((Sizes.LinearWeights * weightBytes)
                + (Sizes.HeadWeights * _inputs[_slots.EmbeddingCopies] * T.Constant(2))) / ranks;
            return _slots.HasExperts
                ? replicated + (Sizes.ExpertLayers * Sizes.Experts * Sizes.ExpertWeights * weightBytes / Cards)
                : replicated;
        }
    }

    /// <summary>Sequences that fit into memory (F12), for the whole replica; negative where the weights do not fit.</summary>
    /// <param name="tokensPerSequence">Prompt plus output, tokens.</param>
    public T MemoryBatch(T tokensPerSequence)
    {
        T giga = T.Constant(1e9);
        T free = (_inputs[_card.MemoryGigabytes] * giga * _inputs[_serving.MemoryUseFraction])
            - (_inputs[_serving.CardMemoryOverheadGigabytes] * giga)
            - WeightBytesPerCard;
        return Groups * free / (CacheBytesPerTokenAndCard * tokensPerSequence);
    }

    /// <summary>The cost of a prefill step for prompts of a length; a sequence brings that many tokens (F1, F2, F5-F11).</summary>
    /// <param name="promptTokens">Prompt, tokens.</param>
    public StepCost<T> PrefillStep(T promptTokens)
    {
        T flop = Sizes.PrefillFlopPerSquaredToken * promptTokens * promptTokens;
        return Step(ServingPhase.Prefill, promptTokens, flop / _inputs[_layout.TensorRanks] / SixteenBitFlops(ServingPhase.Prefill));
    }

    /// <summary>The cost of a decode step at a mean context; a sequence brings one token (F1, F3, F5-F11).</summary>
    /// <param name="contextTokens">Mean context, tokens: prompt plus half the output.</param>
    public StepCost<T> DecodeStep(T contextTokens)
    {
        T flopSeconds = Sizes.DecodeFlopPerContextToken * contextTokens
            / _inputs[_layout.TensorRanks] / SixteenBitFlops(ServingPhase.Decode);
        T byteSeconds = CacheBytesPerTokenAndCard * _inputs[_layout.PipelineStages] * contextTokens / Bandwidth;
        return Step(ServingPhase.Decode, T.Constant(1), T.Max(flopSeconds, byteSeconds));
    }

    private T Bandwidth =>
        _inputs[_card.MemoryBandwidthTerabytesPerSecond] * T.Constant(1e12) * _inputs[_card.MemoryEfficiencyFraction];

    private T Efficiency(ServingPhase phase) => _inputs[
        phase == ServingPhase.Prefill ? _card.PrefillComputeEfficiencyFraction : _card.DecodeComputeEfficiencyFraction];

    private T SixteenBitFlops(ServingPhase phase) =>
        _inputs[_card.SixteenBitPeakTeraflops] * T.Constant(1e12) * Efficiency(phase);

    private StepCost<T> Step(ServingPhase phase, T tokensPerSequence, T attentionSeconds)
    {
        T two = T.Constant(2);
        T ranks = _inputs[_layout.TensorRanks];
        T groups = Groups;
        T parts = PartsSideBySide;
        T flops = _inputs[_card.PeakTeraflops] * T.Constant(1e12) * Efficiency(phase);
        T weightBytes = _inputs[_card.WeightBytes];
        T linkEfficiency = T.Constant(1e9) * _inputs[_card.NetworkEfficiencyFraction];
        T island = _inputs[_card.IslandLinkGigabytesPerSecond] * linkEfficiency;
        T between = _inputs[_card.BetweenIslandsLinkGigabytesPerSecond] * linkEfficiency;
        T alpha = _inputs[_card.CollectiveLatencyMicroseconds] * T.Constant(1e-6);
        T inIsland = _inputs[_layout.RanksInIsland];
        T islands = _inputs[_layout.IslandsSpanned];
        T stages = _inputs[_layout.IslandStages] + _inputs[_layout.BetweenStages];

        // Two all-reduces a layer of 2*(n-1)/n * h * 2 bytes a token, inside the island and then between islands (F8, F10).
        T reducePerToken = T.Constant(8) * Sizes.Layers * Sizes.HiddenSize
            * (((inIsland - T.Constant(1)) / inIsland / island) + ((islands - T.Constant(1)) / islands / between));

        // A stage hands 16-bit activations of its part to the next; a part passes all stages in a step.
        reducePerToken += two * Sizes.HiddenSize / ranks
            * ((_inputs[_layout.HopsInIsland] / island) + (_inputs[_layout.HopsBeyond] / between));
        T fixedSeconds = (Sizes.Layers * _inputs[_card.LayerOverheadMicroseconds] * T.Constant(1e-6))
            + (((two * Sizes.Layers * stages) + _inputs[_layout.HopsInIsland] + _inputs[_layout.HopsBeyond]) * alpha);
        T expertReadSeconds = T.Constant(0);
        T expertSecondsPerToken = T.Constant(0);
        if (_slots.HasExperts)
        {
            T spread = _inputs[_layout.ExpertStages];
            T skew = T.Constant(1) + (spread * (_inputs[_serving.ExpertLoadSkew] - T.Constant(1)));
            T expertTotal = Sizes.ExpertLayers * Sizes.ExpertWeights * skew / (ranks * groups);
            expertReadSeconds = expertTotal * weightBytes / Bandwidth;
            expertSecondsPerToken = two * Sizes.ExpertsPerToken * expertTotal / flops;

            // Dispatch and combine of 16-bit activations to the other groups (F9), inside the island and beyond it (F10).
            reducePerToken += Sizes.ExpertLayers * two * Sizes.ExpertsPerToken * Sizes.HiddenSize * two / ranks
                * ((_inputs[_layout.ExpertsInIslandFraction] / island) + (_inputs[_layout.ExpertsBeyondFraction] / between));
            fixedSeconds += Sizes.ExpertLayers * two * spread * alpha;
        }

        return new(
            tokensPerSequence / parts,
            Sizes.LinearWeights * weightBytes / ranks / Bandwidth,
            two * Sizes.LinearWeights / ranks / flops,
            Sizes.HeadWeights * two / ranks / Bandwidth,
            two * Sizes.HeadWeights / ranks / SixteenBitFlops(phase) / parts,
            _slots.HasExperts,
            Sizes.Experts,
            Sizes.ExpertsPerToken,
            groups,
            expertReadSeconds,
            expertSecondsPerToken,
            attentionSeconds / parts,
            reducePerToken,
            fixedSeconds);
    }
}
