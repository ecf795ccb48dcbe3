using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>
/// Where the constants stand that calibration fits to measurements beside the six of <see cref="AcceleratorSlots"/>. Without them
/// an operator takes the longer of computing and reading, as in F1, and nothing else costs time.
/// </summary>
/// <param name="SerialFraction">Share of the shorter of computing and reading that is not hidden behind the longer, 0 to 1.</param>
/// <param name="ReuseFlopPerByte">
/// Work done per byte of operands that pass through the memory system: it bounds chips that compute much for their bandwidth.
/// </param>
/// <param name="ExpertComputeEfficiencyFraction">Share of peak that the grouped products of routed experts reach.</param>
/// <param name="AttentionPrefillEfficiencyFraction">Share of 16-bit peak that attention reaches reading prompts.</param>
/// <param name="AttentionDecodeEfficiencyFraction">Share of 16-bit peak that attention reaches writing outputs.</param>
/// <param name="ExpertMemoryEfficiencyFraction">Share of memory bandwidth at which weights of experts are read.</param>
/// <param name="CacheMemoryEfficiencyFraction">Share of memory bandwidth at which the cache is read.</param>
/// <param name="LinearTileTokens">Tokens that a product computes beside those it is given.</param>
/// <param name="ExpertTileTokens">The same for each expert that a step touches.</param>
/// <param name="ExpertSpreadExponent">Exponent on the tokens in F6: below 1 tokens prefer the same experts.</param>
/// <param name="HopLatencyMicroseconds">Cost of a collective per rank beyond the first, microseconds.</param>
/// <param name="ExpertExchangeLatencyMicroseconds">Fixed cost of an exchange between groups of experts, microseconds.</param>
/// <param name="ExpertLayerOverheadMicroseconds">Fixed cost of a layer with experts in decode, beside that of any layer.</param>
/// <param name="PrefillLayerOverheadMicroseconds">Fixed cost of a layer in prefill.</param>
/// <param name="StepOverheadMicroseconds">Fixed cost of a step.</param>
/// <param name="SequenceOverheadMicroseconds">Cost of a step per sequence of the replica.</param>
/// <param name="PromptTokenOverheadMicroseconds">Cost of prefill per token of a group.</param>
/// <param name="StageOverheadMicroseconds">Fixed cost of a boundary between pipeline stages.</param>
/// <param name="InterferenceFraction">Share of a prompt's time by which it delays the outputs beside it: below 1 where chunks run along.</param>
/// <param name="ExpertPrefillLayerOverheadMicroseconds">Fixed cost of a layer with experts in prefill, beside that of any layer.</param>
/// <param name="PrefillChunkTokens">Tokens of a prompt that go through the stages of a pipeline together.</param>
/// <param name="ExposedExchangeFraction">Share of the exchange between groups of experts that is not hidden behind computing.</param>
/// <param name="ExchangeGrowthFraction">
/// Growth of the fixed cost of an exchange with each doubling of the islands it spans: published exchanges between 8 to 256 ranks of H800
/// take 163 to 360 microseconds.
/// </param>
/// <param name="LatentLayerOverheadFraction">Further fixed cost of a layer with latent attention, over that of any layer.</param>
/// <param name="SelectionLayerOverheadFraction">The same for a layer that selects tokens by an index.</param>
/// <param name="CompressionLayerOverheadFraction">The same for a layer with a compressed cache.</param>
/// <param name="LinearLayerOverheadFraction">The same for a layer with linear attention.</param>
/// <param name="PrefillTimeFactor">Measured over modelled time of prefill, from the ladder of evidence.</param>
/// <param name="DecodeTimeFactor">Measured over modelled time of decode, from the ladder of evidence.</param>
public sealed record EfficiencySlots(
    Slot SerialFraction,
    Slot ReuseFlopPerByte,
    Slot ExpertComputeEfficiencyFraction,
    Slot AttentionPrefillEfficiencyFraction,
    Slot AttentionDecodeEfficiencyFraction,
    Slot ExpertMemoryEfficiencyFraction,
    Slot CacheMemoryEfficiencyFraction,
    Slot LinearTileTokens,
    Slot ExpertTileTokens,
    Slot ExpertSpreadExponent,
    Slot HopLatencyMicroseconds,
    Slot ExpertExchangeLatencyMicroseconds,
    Slot ExpertLayerOverheadMicroseconds,
    Slot PrefillLayerOverheadMicroseconds,
    Slot StepOverheadMicroseconds,
    Slot SequenceOverheadMicroseconds,
    Slot PromptTokenOverheadMicroseconds,
    Slot StageOverheadMicroseconds,
    Slot InterferenceFraction,
    Slot ExpertPrefillLayerOverheadMicroseconds,
    Slot PrefillChunkTokens,
    Slot ExposedExchangeFraction,
    Slot ExchangeGrowthFraction,
    Slot LatentLayerOverheadFraction,
    Slot SelectionLayerOverheadFraction,
    Slot CompressionLayerOverheadFraction,
    Slot LinearLayerOverheadFraction,
    Slot PrefillTimeFactor,
    Slot DecodeTimeFactor);
