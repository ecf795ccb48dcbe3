using App.Engine.Fleets;
using App.Engine.Serving;

namespace App.Benchmarks.PlainLoop;

/// <summary>A dense model with grouped-query attention on cards in a layout: the times of its steps, and the memory it needs.</summary>
internal readonly struct PlainReplica
{
    private const double Tera = 1e12;
    private const double Giga = 1e9;
    private const double Micro = 1e-6;
    private readonly PlainInputs _inputs;
    private readonly AcceleratorSlots _card;
    private readonly EfficiencySlots _efficiency;
    private readonly LayoutSlots _layout;
    private readonly ServingSlots _serving;
    private readonly double _layers;
    private readonly double _hidden;
    private readonly double _headWidth;
    private readonly double _linearWeights;
    private readonly double _headWeights;
    private readonly double _embeddingCopies;
    private readonly double _cacheBytesPerToken;
    private readonly double _ranks;
    private readonly double _stages;
    private readonly double _bandwidth;

    public PlainReplica(PlainInputs inputs, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
    {
        ModelSlots model = pool.Model!;
        (_inputs, _card, _layout, _serving) = (inputs, pool.Card, pool.Layout, serving);
        _efficiency = pool.Card.Efficiency!;
        _layers = inputs[model.Layers];
        _hidden = inputs[model.HiddenSize];
        _headWidth = inputs[model.AttentionHeads] * inputs[model.HeadSize];
        double keys = inputs[model.KeyValueHeads];
        _linearWeights = (_layers * _hidden * inputs[model.HeadSize] * 2 * (inputs[model.AttentionHeads] + keys))
            + (inputs[model.DenseLayers] * 3 * _hidden * inputs[model.FeedForwardSize]);
        _headWeights = inputs[model.VocabularySize] * _hidden;
        _embeddingCopies = inputs[model.EmbeddingCopies];
        _ranks = inputs[pool.Layout.TensorRanks];
        _stages = inputs[pool.Layout.PipelineStages];
        _cacheBytesPerToken = 2 * keys * inputs[model.HeadSize] * _layers * inputs[workload.KeyValueBytes] * Math.Max(1 / keys, 1 / _ranks);
        _bandwidth = inputs[pool.Card.MemoryBandwidthTerabytesPerSecond] * Tera;
    }

    /// <summary>Prompts or parts of a batch in work at the same moment.</summary>
    public double Parts => _inputs[_layout.ExpertRanks] * _stages;

    /// <summary>Share of a prompt's time by which it delays outputs.</summary>
    public double Interference => _inputs[_efficiency.InterferenceFraction];

    /// <summary>Sequences that memory allows.</summary>
    public double MemoryBatch(double tokens)
    {
        double weights = ((_linearWeights * _inputs[_card.WeightBytes]) + (_headWeights * _embeddingCopies * 2)) / (_ranks * _stages);
        double free = (((_inputs[_card.MemoryGigabytes] * _inputs[_serving.MemoryUseFraction]) - _inputs[_serving.CardMemoryOverheadGigabytes]) * Giga) - weights;
        return _inputs[_layout.ExpertRanks] * free / (_cacheBytesPerToken * tokens / _stages);
    }

    /// <summary>Reading prompts of which a share stands in a prefix cache.</summary>
    public PlainStep Prefill(double prompt, double hit)
    {
        double found = prompt * hit;
        double flop = 2 * _headWidth * _layers * ((prompt * prompt) - (found * found)) / _ranks;
        double peak = _inputs[_card.SixteenBitPeakTeraflops] * Tera;
        double attention = Compute(flop, peak * _inputs[_efficiency.AttentionPrefillEfficiencyFraction]);
        PlainStep step = Step(
            prompt * (1 - hit), 1, attention, _inputs[_card.PrefillComputeEfficiencyFraction],
            _inputs[_efficiency.PrefillLayerOverheadMicroseconds], _inputs[_efficiency.PromptTokenOverheadMicroseconds] * Micro,
            _inputs[_efficiency.PrefillTimeFactor]);
        return step;
    }

    /// <summary>The time of a prompt; long ones go through the stages in chunks.</summary>
    public double PromptSeconds(in PlainStep prefill, double prompt)
    {
        double chunks = Math.Max(1, prompt / _inputs[_efficiency.PrefillChunkTokens]);
        return prefill.Seconds(Parts) * (chunks + _stages - 1) / (chunks * _stages);
    }

    /// <summary>Writing outputs at a mean context, each sequence with its drafted tokens.</summary>
    public PlainStep Decode(double context, double drafts)
    {
        double tokens = 1 + drafts;
        double peak = _inputs[_card.SixteenBitPeakTeraflops] * Tera;
        double compute = 4 * _headWidth * _layers * context * tokens / _ranks / (peak * _inputs[_efficiency.AttentionDecodeEfficiencyFraction]);
        double read = _cacheBytesPerToken * context / (_bandwidth * _inputs[_efficiency.CacheMemoryEfficiencyFraction]);
        double attention = Math.Max(read, compute) + (_inputs[_efficiency.SerialFraction] * Math.Min(read, compute));
        double factor = _inputs[_efficiency.DecodeTimeFactor];
        PlainStep step = Step(
            tokens, tokens, attention, _inputs[_card.DecodeComputeEfficiencyFraction], _inputs[_card.LayerOverheadMicroseconds], 0, factor);
        double layers = 1 + (drafts / _layers);
        step.LinearRead *= layers;
        step.HeadRead *= tokens;
        step.Fixed = (step.Fixed * layers) + (drafts * factor * _inputs[_efficiency.StepOverheadMicroseconds] * Micro);
        return step;
    }

    private PlainStep Step(
        double tokens, double headTokens, double attention, double computeShare, double layerMicroseconds, double perToken, double factor)
    {
        double memory = _bandwidth * _inputs[_card.MemoryEfficiencyFraction];
        double link = Giga * _inputs[_card.NetworkEfficiencyFraction];
        double island = _inputs[_card.IslandLinkGigabytesPerSecond] * link;
        double between = _inputs[_card.BetweenIslandsLinkGigabytesPerSecond] * link;
        double inIsland = _inputs[_layout.RanksInIsland];
        double islands = _inputs[_layout.IslandsSpanned];
        double hopsInside = _inputs[_layout.HopsInIsland];
        double hopsBeyond = _inputs[_layout.HopsBeyond];
        double alpha = _inputs[_card.CollectiveLatencyMicroseconds];
        double exchange = (8 * _layers * _hidden * (((inIsland - 1) / inIsland / island) + ((islands - 1) / islands / between)))
            + (2 * _hidden / _ranks * ((hopsInside / island) + (hopsBeyond / between)))
            + perToken;
        double microseconds = (_layers * layerMicroseconds)
            + (2 * _layers * (_inputs[_layout.IslandStages] + _inputs[_layout.BetweenStages]) * alpha)
            + ((hopsInside + hopsBeyond) * (alpha + _inputs[_efficiency.StageOverheadMicroseconds]))
            + _inputs[_efficiency.StepOverheadMicroseconds]
            + (2 * _layers * (inIsland + islands - 2) * _inputs[_efficiency.HopLatencyMicroseconds]);
        double parts = Parts;
        PlainStep step;
        step.TokensPerSequence = tokens / parts;
        step.LinearRead = factor * _linearWeights * _inputs[_card.WeightBytes] / _ranks / memory;
        step.LinearPerToken = factor * Compute(2 * _linearWeights / _ranks, _inputs[_card.PeakTeraflops] * Tera * computeShare);
        step.HeadRead = factor * _headWeights * 2 / _ranks / memory;
        step.HeadPerSequence = factor * Compute(2 * _headWeights / _ranks, _inputs[_card.SixteenBitPeakTeraflops] * Tera * computeShare)
            / parts * headTokens;
        step.AttentionPerSequence = factor * ((attention / parts) + (_inputs[_efficiency.SequenceOverheadMicroseconds] * Micro));
        step.ExchangePerToken = factor * exchange;
        step.Fixed = factor * microseconds * Micro;
        step.Serial = _inputs[_efficiency.SerialFraction];
        step.TileTokens = _inputs[_efficiency.LinearTileTokens];
        return step;
    }

    /// <summary>Products at a rate, with their operands through the memory system.</summary>
    private double Compute(double flop, double rate) => (flop / rate) + (flop / (_inputs[_efficiency.ReuseFlopPerByte] * _bandwidth));
}
