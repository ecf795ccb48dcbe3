using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>Where the numbers of one accelerator stand in the input table. Units as in the catalogue's keys.</summary>
/// <param name="PeakTeraflops">Dense peak at the format of the weights, TFLOP/s.</param>
/// <param name="SixteenBitPeakTeraflops">Dense BF16 peak, used for attention and the language-model head, TFLOP/s.</param>
/// <param name="MemoryGigabytes">Memory per card, decimal GB.</param>
/// <param name="MemoryBandwidthTerabytesPerSecond">Memory bandwidth per card, decimal TB/s.</param>
/// <param name="IslandLinkGigabytesPerSecond">Link inside a scale-up island, one way, GB/s.</param>
/// <param name="BetweenIslandsLinkGigabytesPerSecond">Link between islands per card, one way, GB/s.</param>
/// <param name="PrefillComputeEfficiencyFraction">Share of peak reached when reading prompts.</param>
/// <param name="DecodeComputeEfficiencyFraction">Share of peak reached when writing outputs.</param>
/// <param name="MemoryEfficiencyFraction">Share of memory bandwidth reached.</param>
/// <param name="NetworkEfficiencyFraction">Share of link rate reached.</param>
/// <param name="CollectiveLatencyMicroseconds">Fixed cost of a collective, microseconds.</param>
/// <param name="LayerOverheadMicroseconds">Fixed cost of a layer, microseconds.</param>
/// <param name="WeightBytes">Bytes per weight at the format.</param>
/// <param name="Efficiency">The further constants that calibration fits; null for F1 as it stands.</param>
/// <param name="LinearPeakTeraflops">Dense peak at the format of weights outside routed experts, where it is another; else null.</param>
/// <param name="LinearWeightBytes">Bytes per weight outside routed experts, where it is another; else null.</param>
public sealed record AcceleratorSlots(
    Slot PeakTeraflops,
    Slot SixteenBitPeakTeraflops,
    Slot MemoryGigabytes,
    Slot MemoryBandwidthTerabytesPerSecond,
    Slot IslandLinkGigabytesPerSecond,
    Slot BetweenIslandsLinkGigabytesPerSecond,
    Slot PrefillComputeEfficiencyFraction,
    Slot DecodeComputeEfficiencyFraction,
    Slot MemoryEfficiencyFraction,
    Slot NetworkEfficiencyFraction,
    Slot CollectiveLatencyMicroseconds,
    Slot LayerOverheadMicroseconds,
    Slot WeightBytes,
    EfficiencySlots? Efficiency = null,
    Slot? LinearPeakTeraflops = null,
    Slot? LinearWeightBytes = null);

/// <summary>Where the numbers of a parallel layout stand in the input table. They are decisions of the planner.</summary>
/// <param name="Cards">Cards of a replica, g*q*p.</param>
/// <param name="TensorRanks">Cards over which each layer is split, g.</param>
/// <param name="ExpertRanks">Groups of g cards over which the experts are spread, q; each serves its own sequences.</param>
/// <param name="PipelineStages">Stages of consecutive layers, p; each works on its own part of the batch.</param>
/// <param name="RanksInIsland">Tensor ranks inside one island.</param>
/// <param name="IslandsSpanned">Islands that the tensor ranks span.</param>
/// <param name="IslandStages">1 where a collective runs inside an island, else 0.</param>
/// <param name="BetweenStages">1 where a collective runs between islands, else 0.</param>
/// <param name="ExpertStages">1 where experts are spread over groups, else 0.</param>
/// <param name="ExpertsInIslandFraction">Share of a group's experts that other groups of its island hold.</param>
/// <param name="ExpertsBeyondFraction">Share of a group's experts that lie beyond its island.</param>
/// <param name="HopsInIsland">Boundaries between pipeline stages inside an island.</param>
/// <param name="HopsBeyond">Boundaries between pipeline stages of different islands.</param>
public sealed record LayoutSlots(
    Slot Cards,
    Slot TensorRanks,
    Slot ExpertRanks,
    Slot PipelineStages,
    Slot RanksInIsland,
    Slot IslandsSpanned,
    Slot IslandStages,
    Slot BetweenStages,
    Slot ExpertStages,
    Slot ExpertsInIslandFraction,
    Slot ExpertsBeyondFraction,
    Slot HopsInIsland,
    Slot HopsBeyond);

/// <summary>Where the numbers that hold for every accelerator and model stand in the input table.</summary>
/// <param name="MemoryUseFraction">Share of memory the engine may use, u.</param>
/// <param name="CardMemoryOverheadGigabytes">Memory per card that is neither weights nor cache, GB.</param>
/// <param name="TimeToFirstTokenFactor">Time to the first token over the bare prefill time.</param>
/// <param name="SplitPrefillEfficiencyFraction">Share of a prefill pool's rate that a split fleet keeps.</param>
/// <param name="SplitDecodeEfficiencyFraction">Share of a decode pool's rate that a split fleet keeps.</param>
/// <param name="ExpertLoadSkew">Busiest expert rank over mean.</param>
/// <param name="KeyValueTransferGigabytesPerSecond">Rate at which a prefill replica hands over its cache, GB/s.</param>
/// <param name="EmbeddingLookupEfficiencyFraction">Share of memory bandwidth that random embedding rows reach.</param>
/// <param name="Queue">Numbers of queueing; null where nothing queues.</param>
public sealed record ServingSlots(
    Slot MemoryUseFraction,
    Slot CardMemoryOverheadGigabytes,
    Slot TimeToFirstTokenFactor,
    Slot SplitPrefillEfficiencyFraction,
    Slot SplitDecodeEfficiencyFraction,
    Slot ExpertLoadSkew,
    Slot KeyValueTransferGigabytesPerSecond,
    Slot EmbeddingLookupEfficiencyFraction,
    QueueSlots? Queue = null);

/// <summary>Where the numbers of a workload stand in the input table.</summary>
/// <param name="MeanRequestsPerSecond">Mean rate in the first month.</param>
/// <param name="PeakToMeanRatio">Busiest hour over mean.</param>
/// <param name="GrowthPerYearFraction">Growth of the rate per year.</param>
/// <param name="PromptTokens">Mean prompt, tokens.</param>
/// <param name="OutputTokens">Mean output, tokens.</param>
/// <param name="TimeToFirstTokenSeconds">Target, seconds.</param>
/// <param name="TimePerOutputTokenSeconds">Target, seconds.</param>
/// <param name="KeyValueBytes">Bytes per element of the key-value cache.</param>
/// <param name="PrefixHitFraction">Share of the prompt found in a prefix cache; null where no text is read.</param>
/// <param name="DraftTokens">Tokens drafted per step; null where no text is written.</param>
/// <param name="DraftAcceptanceFraction">Share of them accepted, each given that those before it were; null where no text is written.</param>
public sealed record WorkloadSlots(
    Slot MeanRequestsPerSecond,
    Slot PeakToMeanRatio,
    Slot GrowthPerYearFraction,
    Slot PromptTokens,
    Slot OutputTokens,
    Slot TimeToFirstTokenSeconds,
    Slot TimePerOutputTokenSeconds,
    Slot KeyValueBytes,
    Slot? PrefixHitFraction = null,
    Slot? DraftTokens = null,
    Slot? DraftAcceptanceFraction = null);
