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
public readonly partial struct Replica<T>
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

    /// <summary>Share of a prompt's time by which it delays the outputs beside it; 1 without calibration.</summary>
    public T InterferenceFraction => _card.Efficiency is { } efficiency ? _inputs[efficiency.InterferenceFraction] : T.Constant(1);

    /// <summary>Share of the cache that a card of a tensor group holds: a latent or shared head is kept whole on each (F4, F5).</summary>
    public T CacheShareFraction => _slots.HasLatentAttention
        ? T.Constant(1)
        : T.Max(T.Constant(1) / _inputs[_slots.KeyValueHeads], T.Constant(1) / _inputs[_layout.TensorRanks]);

    /// <summary>Bytes of cache that a further token takes on each card that holds it (F4; F5 replicates it on each tensor rank).</summary>
    public T CacheBytesPerTokenAndCard =>
        Sizes.CacheElementsPerToken * _cacheBytesPerElement / _inputs[_layout.PipelineStages] * CacheShareFraction;

    /// <summary>Bytes of cache of one token in one copy, which a split fleet hands over (F4).</summary>
    public T CacheBytesPerToken => Sizes.CacheElementsPerToken * _cacheBytesPerElement;

    /// <summary>Bytes that a sequence keeps on each card: cache, index and states.</summary>
    /// <param name="contextTokens">Tokens of the sequence.</param>
    public T SequenceBytesPerCard(T contextTokens)
    {
        AttentionSizes<T> attention = Sizes.Attention;
        return ((attention.KeptElements(contextTokens) * _cacheBytesPerElement * CacheShareFraction)
            + (attention.IndexElements * contextTokens)
            + (attention.StateElements * T.Constant(4) / _inputs[_layout.TensorRanks])) / _inputs[_layout.PipelineStages];
    }

    /// <summary>Bytes of weights on each card (F6, F12): linear and experts at their format, embedding and head at 16 bits.</summary>
    public T WeightBytesPerCard
    {
        get
        {
            T ranks = _inputs[_layout.TensorRanks] * _inputs[_layout.PipelineStages];
            T replicated = ((Sizes.LinearWeights * LinearWeightBytes)
                + (Sizes.HeadWeights * _inputs[_slots.EmbeddingCopies] * T.Constant(2))) / ranks;
            return _slots.HasExperts
                ? replicated + (Sizes.ExpertLayers * Sizes.Experts * Sizes.ExpertWeights * _inputs[_card.WeightBytes] / Cards)
                : replicated;
        }
    }

    /// <summary>Sequences that fit into memory (F12), for the whole replica; negative where the weights do not fit.</summary>
    /// <param name="tokensPerSequence">Tokens that a sequence is kept room for.</param>
    public T MemoryBatch(T tokensPerSequence)
    {
        T giga = T.Constant(1e9);
        T free = (_inputs[_card.MemoryGigabytes] * giga * _inputs[_serving.MemoryUseFraction])
            - (_inputs[_serving.CardMemoryOverheadGigabytes] * giga)
            - WeightBytesPerCard;
        return Groups * free / SequenceBytesPerCard(tokensPerSequence);
    }

    /// <summary>The cost of a prefill step for prompts of a length; a sequence brings that many tokens (F1, F2, F5-F11).</summary>
    /// <param name="promptTokens">Prompt, tokens.</param>
    public StepCost<T> PrefillStep(T promptTokens) => PrefillStep(promptTokens, T.Constant(0));

    /// <summary>The cost of a prefill step where a prefix is found in a cache: what is left still attends to all of it (F17).</summary>
    /// <param name="promptTokens">Prompt, tokens.</param>
    /// <param name="hitFraction">Share of it found, 0 to below 1.</param>
    public StepCost<T> PrefillStep(T promptTokens, T hitFraction)
    {
        T flop = (Sizes.Attention.PrefillFlop(promptTokens) - Sizes.Attention.PrefillFlop(promptTokens * hitFraction))
            / _inputs[_layout.TensorRanks];
        T peak = _inputs[_card.SixteenBitPeakTeraflops] * T.Constant(1e12);
        T share = _card.Efficiency is { } efficiency
            ? _inputs[efficiency.AttentionPrefillEfficiencyFraction]
            : _inputs[_card.PrefillComputeEfficiencyFraction];
        return Step(ServingPhase.Prefill, promptTokens * (T.Constant(1) - hitFraction), ComputeSeconds(flop, peak, share));
    }

    /// <summary>
    /// The time of a prompt through the replica while every other group and stage reads one too. Long prompts go through the
    /// stages of a pipeline in chunks, so that stages work side by side on one prompt.
    /// </summary>
    /// <param name="promptTokens">Prompt, tokens.</param>
    /// <param name="hitFraction">Share of it found in a prefix cache.</param>
    public T PromptSeconds(T promptTokens, T hitFraction)
    {
        T one = T.Constant(1);
        T whole = PrefillStep(promptTokens, hitFraction).Seconds(PartsSideBySide);
        if (_card.Efficiency is not { } efficiency)
        {
            return whole;
        }

        T stages = _inputs[_layout.PipelineStages];
        T chunks = T.Max(one, promptTokens / _inputs[efficiency.PrefillChunkTokens]);
        return whole * (chunks + stages - one) / (chunks * stages);
    }

    /// <summary>The cost of a decode step at a mean context; a sequence brings one token (F1, F3, F5-F11).</summary>
    /// <param name="contextTokens">Mean context, tokens: prompt plus half the output.</param>
    public StepCost<T> DecodeStep(T contextTokens) => DecodeStep(contextTokens, T.Constant(1));

    /// <summary>The cost of a decode step in which a sequence brings drafted tokens beside its own (F16).</summary>
    /// <param name="contextTokens">Mean context, tokens: prompt plus half the output.</param>
    /// <param name="tokensPerSequence">Drafted tokens and one.</param>
    public StepCost<T> DecodeStep(T contextTokens, T tokensPerSequence)
    {
        AttentionSizes<T> attention = Sizes.Attention;
        T ranks = _inputs[_layout.TensorRanks];
        T flop = attention.DecodeFlop(contextTokens) * tokensPerSequence / ranks;
        T bytes = (attention.ReadElements(contextTokens) * _cacheBytesPerElement * CacheShareFraction)
            + (attention.IndexElements * contextTokens)
            + (attention.StateElements * T.Constant(8) / ranks);
        T peak = _inputs[_card.SixteenBitPeakTeraflops] * T.Constant(1e12);
        if (_card.Efficiency is not { } efficiency)
        {
            return Step(ServingPhase.Decode, tokensPerSequence, T.Max(
                flop / (peak * _inputs[_card.DecodeComputeEfficiencyFraction]), bytes / (Bandwidth * _inputs[_card.MemoryEfficiencyFraction])));
        }

        T compute = flop / (peak * _inputs[efficiency.AttentionDecodeEfficiencyFraction]);
        T read = bytes / (Bandwidth * _inputs[efficiency.CacheMemoryEfficiencyFraction]);
        T serial = _inputs[efficiency.SerialFraction];
        return Drafting(
            Step(ServingPhase.Decode, tokensPerSequence, T.Max(read + (serial * compute), compute + (serial * read))),
            tokensPerSequence - T.Constant(1), efficiency);
    }

    private T Bandwidth => _inputs[_card.MemoryBandwidthTerabytesPerSecond] * T.Constant(1e12);

    private T LinearWeightBytes => _inputs[_card.LinearWeightBytes ?? _card.WeightBytes];

    /// <summary>Time of products: at a share of the peak, and with their operands through the memory system.</summary>
    private T ComputeSeconds(T flop, T peak, T share)
    {
        T seconds = flop / (peak * share);
        return _card.Efficiency is { } efficiency ? seconds + (flop / (_inputs[efficiency.ReuseFlopPerByte] * Bandwidth)) : seconds;
    }

    private StepCost<T> Step(ServingPhase phase, T tokensPerSequence, T attentionSeconds)
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T two = T.Constant(2);
        T tera = T.Constant(1e12);
        T micro = T.Constant(1e-6);
        EfficiencySlots? efficiency = _card.Efficiency;
        T ranks = _inputs[_layout.TensorRanks];
        T groups = Groups;
        T parts = PartsSideBySide;
        bool prefill = phase == ServingPhase.Prefill;
        T share = _inputs[prefill ? _card.PrefillComputeEfficiencyFraction : _card.DecodeComputeEfficiencyFraction];
        T memory = Bandwidth * _inputs[_card.MemoryEfficiencyFraction];
        T linkEfficiency = T.Constant(1e9) * _inputs[_card.NetworkEfficiencyFraction];
        T island = _inputs[_card.IslandLinkGigabytesPerSecond] * linkEfficiency;
        T between = _inputs[_card.BetweenIslandsLinkGigabytesPerSecond] * linkEfficiency;
        T alpha = _inputs[_card.CollectiveLatencyMicroseconds] * micro;
        T inIsland = _inputs[_layout.RanksInIsland];
        T islands = _inputs[_layout.IslandsSpanned];
        T stages = _inputs[_layout.IslandStages] + _inputs[_layout.BetweenStages];
        T boundaries = _inputs[_layout.HopsInIsland] + _inputs[_layout.HopsBeyond];

        // Two all-reduces a layer of 2*(n-1)/n * h * 2 bytes a token, inside the island and then between islands (F8, F10).
        T exchange = T.Constant(8) * Sizes.Layers * Sizes.HiddenSize
            * (((inIsland - one) / inIsland / island) + ((islands - one) / islands / between));

        // A stage hands 16-bit activations of its part to the next; a part passes all stages in a step.
        exchange += two * Sizes.HiddenSize / ranks
            * ((_inputs[_layout.HopsInIsland] / island) + (_inputs[_layout.HopsBeyond] / between));
        T collectives = two * Sizes.Layers * stages * alpha;
        T layer = _inputs[prefill && efficiency is not null ? efficiency.PrefillLayerOverheadMicroseconds : _card.LayerOverheadMicroseconds];
        T fixedSeconds = (LayersByOverhead(efficiency) * layer * micro) + collectives + (boundaries * alpha);
        T sequenceSeconds = zero;
        if (efficiency is not null)
        {
            T hop = _inputs[efficiency.HopLatencyMicroseconds] * micro;
            fixedSeconds += (_inputs[efficiency.StepOverheadMicroseconds] * micro)
                + (two * Sizes.Layers * (inIsland + islands - two) * hop)
                + (boundaries * _inputs[efficiency.StageOverheadMicroseconds] * micro);
            sequenceSeconds = _inputs[efficiency.SequenceOverheadMicroseconds] * micro;
            exchange += prefill ? _inputs[efficiency.PromptTokenOverheadMicroseconds] * micro : zero;
        }

        T expertReadSeconds = zero;
        T expertSecondsPerToken = zero;
        if (_slots.HasExperts)
        {
            T spread = _inputs[_layout.ExpertStages];
            T skew = one + (spread * (_inputs[_serving.ExpertLoadSkew] - one));
            T expertTotal = Sizes.ExpertLayers * Sizes.ExpertWeights * skew / (ranks * groups);
            T expertMemory = efficiency is null ? memory : Bandwidth * _inputs[efficiency.ExpertMemoryEfficiencyFraction];
            expertReadSeconds = expertTotal * _inputs[_card.WeightBytes] / expertMemory;
            expertSecondsPerToken = ComputeSeconds(
                two * Sizes.ExpertsPerToken * expertTotal,
                _inputs[_card.PeakTeraflops] * tera,
                efficiency is null ? share : _inputs[efficiency.ExpertComputeEfficiencyFraction]);

            exchange += ExpertExchange(efficiency, island, between) / ranks;
            T latency = efficiency is null ? alpha : ExchangeLatency(efficiency) * micro;
            fixedSeconds += Sizes.ExpertLayers * two * spread * latency;
            fixedSeconds += efficiency is null ? zero : Sizes.ExpertLayers * micro * _inputs[
                prefill ? efficiency.ExpertPrefillLayerOverheadMicroseconds : efficiency.ExpertLayerOverheadMicroseconds];
        }

        T sixteen = _inputs[_card.SixteenBitPeakTeraflops] * tera;
        T factor = efficiency is null ? one : _inputs[prefill ? efficiency.PrefillTimeFactor : efficiency.DecodeTimeFactor];
        return new(
            tokensPerSequence / parts,
            factor * Sizes.LinearWeights * LinearWeightBytes / ranks / memory,
            factor * ComputeSeconds(
                two * Sizes.LinearWeights / ranks, _inputs[_card.LinearPeakTeraflops ?? _card.PeakTeraflops] * tera, share),
            factor * Sizes.HeadWeights * two / ranks / memory,
            factor * ComputeSeconds(two * Sizes.HeadWeights / ranks, sixteen, share) / parts * (prefill ? one : tokensPerSequence),
            _slots.HasExperts,
            Sizes.Experts,
            Sizes.ExpertsPerToken,
            groups,
            factor * expertReadSeconds,
            factor * expertSecondsPerToken,
            factor * ((attentionSeconds / parts) + sequenceSeconds),
            factor * exchange,
            factor * fixedSeconds,
            efficiency is null ? zero : _inputs[efficiency.SerialFraction],
            efficiency is null ? zero : _inputs[efficiency.LinearTileTokens],
            efficiency is null ? zero : _inputs[efficiency.ExpertTileTokens],
            efficiency is null ? zero : one - _inputs[efficiency.ExpertSpreadExponent]);
    }

    /// <summary>Layers, those whose attention takes more operators counted for more than one.</summary>
    private T LayersByOverhead(EfficiencySlots? efficiency)
    {
        T layers = Sizes.Layers;
        if (efficiency is null)
        {
            return layers;
        }

        T counted = layers;
        counted += _slots.HasLatentAttention ? layers * _inputs[efficiency.LatentLayerOverheadFraction] : T.Constant(0);
        counted += _slots.Compression is not null ? layers * _inputs[efficiency.CompressionLayerOverheadFraction] : T.Constant(0);
        counted += _slots.Selection is { } selection
            ? _inputs[selection.Layers] * _inputs[efficiency.SelectionLayerOverheadFraction]
            : T.Constant(0);
        return _slots.Linear is { } linear
            ? counted + (_inputs[linear.Layers] * _inputs[efficiency.LinearLayerOverheadFraction])
            : counted;
    }
}
