using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Benchmarks.PlainLoop;

/// <summary>What a replica does at full load.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="PrefillShare">Share of its time that reads prompts.</param>
internal readonly record struct PlainThroughput(double Rate, double PrefillShare);

/// <summary>Replicas as full as their targets and memory allow.</summary>
internal static class PlainServing
{
    private const double Giga = 1e9;
    private const double Tera = 1e12;
    private const double Micro = 1e-6;

    /// <summary>A replica of a pool.</summary>
    public static PlainThroughput Of(PlainInputs inputs, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
    {
        if (pool.Recommendation is { } recommendation)
        {
            return Recommendation(inputs, recommendation, pool, workload, serving);
        }

        if (pool.Encoder is { } encoder)
        {
            return Encoder(inputs, encoder, pool, workload, serving);
        }

        PlainReplica replica = new(inputs, pool, workload, serving);
        return (pool.Kind, pool.Role) switch
        {
            (WorkloadKind.Ranking, _) => Ranking(inputs, replica, pool.Calibration!, workload, serving),
            (_, ServingRole.Prefill) => Prefill(inputs, replica, pool.Calibration!, workload, serving),
            (_, ServingRole.Decode) => Decode(inputs, replica, pool.Calibration!, workload, serving),
            _ => Shared(inputs, replica, pool.Calibration!, workload, serving),
        };
    }

    private static PlainThroughput Shared(
        PlainInputs inputs, in PlainReplica replica, CalibrationSlots calibration, WorkloadSlots workload, ServingSlots serving)
    {
        double promptTokens = inputs[workload.PromptTokens];
        double output = inputs[workload.OutputTokens];
        double decode = inputs[calibration.DecodeCorrection];
        double firstToken = inputs[calibration.FirstTokenCorrection];
        double parts = replica.Parts;
        double prompt = inputs[calibration.PrefillErrorFactor]
            * replica.PromptSeconds(replica.Prefill(promptTokens, inputs[workload.PrefixHitFraction!.Value]), promptTokens);
        PlainStep step = replica.Decode(promptTokens + (output / 2), inputs[workload.DraftTokens!.Value]);
        double stepFactor = decode / Accepted(inputs, workload);
        double burden = decode * replica.Interference * prompt / parts / output;
        double steps = firstToken / decode * inputs[calibration.FirstTokenSteps];
        double together = firstToken * inputs[calibration.SynchronyFraction] * prompt / (2 * parts);
        double alone = firstToken * ((inputs[calibration.FirstTokenOverheadMilliseconds] * 1e-3) + prompt);
        double memory = replica.MemoryBatch(promptTokens + output);

        // As many as the rate of a user and memory allow, then as many as the first token allows beside the wait at that batch.
        double batch = Bounded(memory, step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds] / stepFactor, burden / stepFactor));
        double rate = Rate(batch);
        double peak = inputs[workload.MeanRequestsPerSecond] * inputs[workload.PeakToMeanRatio];
        double slack = inputs[workload.TimeToFirstTokenSeconds] - alone - Wait(inputs, serving.Queue!, prompt, parts, peak, rate);
        double perStep = steps * stepFactor;
        batch = Bounded(batch, step.BatchWithin(slack / perStep, ((steps * burden) + together) / perStep));
        return new(Rate(batch), batch * burden / Seconds(batch));

        double Seconds(double sequences) => (stepFactor * step.Seconds(sequences)) + (sequences * burden);
        double Rate(double sequences)
        {
            double seconds = Seconds(sequences);
            double first = alone + (steps * seconds) + (together * Math.Max(0, sequences - parts));
            return sequences / (first + (Math.Max(1, output - 1) * seconds));
        }
    }

    private static PlainThroughput Prefill(
        PlainInputs inputs, in PlainReplica replica, CalibrationSlots calibration, WorkloadSlots workload, ServingSlots serving)
    {
        double prompt = inputs[workload.PromptTokens];
        double seconds = inputs[calibration.FirstTokenCorrection] * inputs[calibration.PrefillErrorFactor]
            * replica.PromptSeconds(replica.Prefill(prompt, inputs[workload.PrefixHitFraction!.Value]), prompt);
        return new(inputs[serving.SplitPrefillEfficiencyFraction] * replica.Parts / seconds, 1);
    }

    private static PlainThroughput Decode(
        PlainInputs inputs, in PlainReplica replica, CalibrationSlots calibration, WorkloadSlots workload, ServingSlots serving)
    {
        double prompt = inputs[workload.PromptTokens];
        double output = inputs[workload.OutputTokens];
        PlainStep step = replica.Decode(prompt + (output / 2), inputs[workload.DraftTokens!.Value]);
        double stepFactor = inputs[calibration.DecodeCorrection] / Accepted(inputs, workload);
        double batch = Bounded(
            replica.MemoryBatch(prompt + output), step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds] / stepFactor, 0));
        return new(inputs[serving.SplitDecodeEfficiencyFraction] * batch / (output * stepFactor * step.Seconds(batch)), 0);
    }

    private static PlainThroughput Ranking(
        PlainInputs inputs, in PlainReplica replica, CalibrationSlots calibration, WorkloadSlots workload, ServingSlots serving)
    {
        double prompt = inputs[workload.PromptTokens];
        double firstToken = inputs[calibration.FirstTokenCorrection];
        double stepFactor = firstToken * inputs[calibration.PrefillErrorFactor];
        double overhead = firstToken * inputs[calibration.FirstTokenOverheadMilliseconds] * 1e-3;
        PlainStep step = replica.Prefill(prompt, inputs[workload.PrefixHitFraction!.Value]);
        double allowed = (inputs[workload.TimeToFirstTokenSeconds] - overhead) / inputs[serving.TimeToFirstTokenFactor] / stepFactor;
        double batch = Bounded(replica.MemoryBatch(prompt), step.BatchWithin(allowed, 0));
        return new(batch / (stepFactor * step.Seconds(Math.Max(batch, replica.Parts))), 1);
    }

    private static PlainThroughput Recommendation(
        PlainInputs inputs, RecommendationSlots model, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
    {
        (AcceleratorSlots card, LayoutSlots layout, BatchWorkSlots shares) = (pool.Card, pool.Layout, pool.BatchWork!);
        double cards = inputs[layout.TensorRanks];
        double row = inputs[model.EmbeddingSize];
        double lookup = inputs[model.LookupsPerCandidate] * row * inputs[workload.KeyValueBytes]
            / (inputs[card.MemoryBandwidthTerabytesPerSecond] * Tera * inputs[serving.EmbeddingLookupEfficiencyFraction]);
        double dense = 2 * inputs[model.MultiplyAddsPerCandidate]
            / (inputs[card.PeakTeraflops] * Tera * inputs[shares.ComputeEfficiencyFraction]);
        double islands = inputs[layout.IslandsSpanned];
        double exchange = inputs[model.SparseFeatures] * row * 2 / (Giga * inputs[card.NetworkEfficiencyFraction])
            * (((inputs[layout.RanksInIsland] - 1) / cards / inputs[card.IslandLinkGigabytesPerSecond])
                + ((islands - 1) / islands / inputs[card.BetweenIslandsLinkGigabytesPerSecond]));
        double work = Math.Max(lookup, dense) + (inputs[shares.UnhiddenFraction] * Math.Min(lookup, dense));
        double perCandidate = (work + exchange) / cards;
        double alone = ((inputs[model.Products] / 6 * inputs[card.LayerOverheadMicroseconds])
            + ((inputs[layout.IslandStages] + inputs[layout.BetweenStages]) * inputs[card.CollectiveLatencyMicroseconds])) * Micro;
        double allowed = inputs[workload.TimeToFirstTokenSeconds] / inputs[serving.TimeToFirstTokenFactor];
        double batch = Math.Max(0, (allowed - alone) / perCandidate);
        return new(batch / (alone + (perCandidate * Math.Max(batch, 1))), 1);
    }

    private static PlainThroughput Encoder(
        PlainInputs inputs, EncoderSlots model, PoolSlots pool, WorkloadSlots workload, ServingSlots serving)
    {
        (AcceleratorSlots card, LayoutSlots layout, BatchWorkSlots shares) = (pool.Card, pool.Layout, pool.BatchWork!);
        double layers = inputs[model.Layers];
        double hidden = inputs[model.HiddenSize];
        double width = inputs[model.AttentionHeads] * inputs[model.HeadSize];
        double tokens = inputs[model.TokensPerItem ?? workload.PromptTokens];
        double ranks = inputs[layout.TensorRanks];
        double parts = inputs[layout.PipelineStages];
        double weights = layers * ((4 * hidden * width) + (inputs[model.FeedForwardMatrices] * hidden * inputs[model.FeedForwardSize]));
        double stored = weights * inputs[card.WeightBytes];
        double link = Giga * inputs[card.NetworkEfficiencyFraction];
        double island = inputs[card.IslandLinkGigabytesPerSecond] * link;
        double between = inputs[card.BetweenIslandsLinkGigabytesPerSecond] * link;
        double inIsland = inputs[layout.RanksInIsland];
        double islands = inputs[layout.IslandsSpanned];
        double hopsInside = inputs[layout.HopsInIsland];
        double hopsBeyond = inputs[layout.HopsBeyond];
        PlainStep step = default;
        step.TokensPerSequence = tokens / parts;
        step.LinearRead = stored / ranks / (inputs[card.MemoryBandwidthTerabytesPerSecond] * Tera * inputs[card.MemoryEfficiencyFraction]);
        step.LinearPerToken = 2 * weights / ranks / (inputs[card.PeakTeraflops] * Tera * inputs[shares.ComputeEfficiencyFraction]);
        step.AttentionPerSequence = 4 * tokens * tokens * width * layers
            / (inputs[card.SixteenBitPeakTeraflops] * Tera * inputs[shares.AttentionEfficiencyFraction]) / ranks / parts;
        step.ExchangePerToken = (8 * hidden * layers * (((inIsland - 1) / inIsland / island) + ((islands - 1) / islands / between)))
            + (2 * hidden / ranks * ((hopsInside / island) + (hopsBeyond / between)));
        double collectives = (2 * layers * (inputs[layout.IslandStages] + inputs[layout.BetweenStages])) + hopsInside + hopsBeyond;
        step.Fixed = ((layers * inputs[card.LayerOverheadMicroseconds]) + (collectives * inputs[card.CollectiveLatencyMicroseconds])) * Micro;
        step.Serial = inputs[shares.UnhiddenFraction];
        double free = (((inputs[card.MemoryGigabytes] * inputs[serving.MemoryUseFraction]) - inputs[serving.CardMemoryOverheadGigabytes]) * Giga)
            - (stored / ranks / parts);
        double working = tokens * 2 * ((8 * hidden) + (2 * inputs[model.FeedForwardSize])) / ranks;
        double allowed = inputs[workload.TimeToFirstTokenSeconds] / inputs[serving.TimeToFirstTokenFactor];
        double batch = Bounded(parts * free / working, step.BatchWithin(allowed, 0));
        return new(batch / step.Seconds(Math.Max(batch, parts)), 1);
    }

    /// <summary>Tokens that a step yields with its drafts.</summary>
    private static double Accepted(PlainInputs inputs, WorkloadSlots workload)
    {
        double share = inputs[workload.DraftAcceptanceFraction!.Value];
        return (1 - Math.Pow(share, inputs[workload.DraftTokens!.Value] + 1)) / (1 - share);
    }

    /// <summary>What 95% of prompts wait at most in the busiest hour.</summary>
    private static double Wait(PlainInputs inputs, QueueSlots queue, double prompt, double parts, double peakRate, double rate)
    {
        double arriving = peakRate * prompt;
        double load = Math.Min(inputs[queue.MaximumLoadFraction] * Math.Min(1, rate * prompt / parts), arriving / parts);
        double servers = Math.Max(parts, arriving / Math.Max(1e-6, load));
        double logWaiting = (Math.Sqrt(2 * (servers + 1)) - 1) * Math.Log(Math.Max(1e-6, load));
        return Math.Max(0, logWaiting - Math.Log(0.05))
            * prompt * (1 + inputs[queue.PromptTimeVariation]) / (2 * servers * (1 - load));
    }

    private static double Bounded(double most, double batch) => Math.Max(0, Math.Min(most, batch));
}
