using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>What one replica delivers.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="RequestsPerSecond">Requests (candidates) per second at full load.</param>
/// <param name="Batch">Sequences in flight.</param>
/// <param name="TimeToFirstTokenSeconds">Mean time to the first token, or to the answer.</param>
/// <param name="FirstToken95Seconds">Time to the first token that 95% of requests stay below in the busiest hour (F15); the target holds for it.</param>
/// <param name="TimePerOutputTokenSeconds">Time per output token; zero where there is no output.</param>
/// <param name="PrefillShare">Share of busy time that reads prompts (F27), 0 to 1.</param>
/// <param name="MemoryBatch">Sequences that memory would allow.</param>
public readonly record struct Throughput<T>(
    T RequestsPerSecond,
    T Batch,
    T TimeToFirstTokenSeconds,
    T FirstToken95Seconds,
    T TimePerOutputTokenSeconds,
    T PrefillShare,
    T MemoryBatch)
    where T : struct, IReal<T>;

/// <summary>Serving curves of replicas of language models (F12-F18).</summary>
public static class LanguageServing
{
    /// <summary>
    /// Both phases on the same cards (F13): prompts delay the outputs that are being written. A prompt is read by one group, stage
    /// after stage, so that as many prompts as there are groups and stages are read side by side.
    /// </summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <param name="calibration">What calibration says of the pool; null for the equations alone.</param>
    public static ServingCurve<T> Shared<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving, CalibrationSlots? calibration)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        ServingFactors<T> factors = ServingFactors<T>.Of(inputs, calibration);
        T output = inputs[workload.OutputTokens];
        T parts = replica.PartsSideBySide;
        T prompt = factors.Prefill * replica.PromptSeconds(inputs[workload.PromptTokens], Hit(inputs, workload));
        (StepCost<T> step, T accepted) = Decode(inputs, replica, workload);
        T stepFactor = factors.Decode / accepted;
        T burden = factors.Decode * replica.InterferenceFraction * prompt / parts / output;
        T steps = factors.FirstToken / factors.Decode * factors.Steps;
        T together = factors.FirstToken * factors.Synchrony * prompt / (T.Constant(2) * parts);
        T memory = replica.MemoryBatch(inputs[workload.PromptTokens] + output);
        return new ServingCurve<T>(
            ServingShape.Shared, step, parts, output, burden, factors.FirstToken * (factors.OverheadSeconds + prompt), one, one, memory, zero)
        {
            StepFactor = stepFactor,
            FirstTokenSteps = steps,
            FirstTokenSecondsPerSequence = together,
            PromptSeconds = prompt,
            LoadFraction = Load(inputs, serving),
            PeakRequestsPerSecond = inputs[workload.MeanRequestsPerSecond] * inputs[workload.PeakToMeanRatio],
            PromptTimeVariation = Variation(inputs, serving),
            BoundsFirstToken = calibration is not null,
        }.Within(inputs[workload.TimePerOutputTokenSeconds], inputs[workload.TimeToFirstTokenSeconds]);
    }

    /// <summary>Prompts only, for cards that hand their cache over to others (F18). Each group and stage works on one prompt at a time.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <param name="calibration">What calibration says of the pool; null for the equations alone.</param>
    public static ServingCurve<T> SplitPrefill<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving, CalibrationSlots? calibration)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        ServingFactors<T> factors = ServingFactors<T>.Of(inputs, calibration);
        T prompt = inputs[workload.PromptTokens];
        T hit = Hit(inputs, workload);
        T handOver = prompt * replica.CacheBytesPerToken
            / (inputs[serving.KeyValueTransferGigabytesPerSecond] * T.Constant(1e9));
        T parts = replica.PartsSideBySide;
        StepCost<T> step = replica.PrefillStep(prompt, hit);
        T seconds = factors.FirstToken * factors.Prefill * replica.PromptSeconds(prompt, hit);
        return new(
            ServingShape.Prefill, step, parts, one, zero, (factors.FirstToken * factors.OverheadSeconds) + handOver,
            one, inputs[serving.SplitPrefillEfficiencyFraction], replica.MemoryBatch(prompt), parts)
        {
            StepFactor = seconds / step.Seconds(parts),
            PromptSeconds = seconds,
            LoadFraction = Load(inputs, serving),
            PeakRequestsPerSecond = inputs[workload.MeanRequestsPerSecond] * inputs[workload.PeakToMeanRatio],
            PromptTimeVariation = Variation(inputs, serving),
        };
    }

    /// <summary>Outputs only, for cards that take the cache over from others (F18).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <param name="calibration">What calibration says of the pool; null for the equations alone.</param>
    public static ServingCurve<T> SplitDecode<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving, CalibrationSlots? calibration)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        ServingFactors<T> factors = ServingFactors<T>.Of(inputs, calibration);
        T output = inputs[workload.OutputTokens];
        (StepCost<T> step, T accepted) = Decode(inputs, replica, workload);
        T stepFactor = factors.Decode / accepted;
        T memory = replica.MemoryBatch(inputs[workload.PromptTokens] + output);
        return new ServingCurve<T>(
            ServingShape.Decode, step, replica.PartsSideBySide, output, zero, zero, zero, inputs[serving.SplitDecodeEfficiencyFraction], memory, zero)
        {
            StepFactor = stepFactor,
        }.Within(inputs[workload.TimePerOutputTokenSeconds], zero);
    }

    /// <summary>Scoring: prompts without outputs, batched as far as the answer time and memory allow.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    /// <param name="calibration">What calibration says of the pool; null for the equations alone.</param>
    public static ServingCurve<T> Ranking<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving, CalibrationSlots? calibration)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        ServingFactors<T> factors = ServingFactors<T>.Of(inputs, calibration);
        T prompt = inputs[workload.PromptTokens];
        T factor = inputs[serving.TimeToFirstTokenFactor];
        T stepFactor = factors.FirstToken * factors.Prefill;
        T overhead = factors.FirstToken * factors.OverheadSeconds;
        StepCost<T> step = replica.PrefillStep(prompt, Hit(inputs, workload));
        T memory = replica.MemoryBatch(prompt);
        return new ServingCurve<T>(ServingShape.Scoring, step, replica.PartsSideBySide, one, zero, overhead, factor, one, memory, zero)
        {
            StepFactor = stepFactor,
        }.Within(zero, inputs[workload.TimeToFirstTokenSeconds]);
    }

    /// <summary>The decode step with drafted tokens, and the tokens that it yields per sequence (F16).</summary>
    private static (StepCost<T> Step, T Accepted) Decode<T>(in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T context = inputs[workload.PromptTokens] + (inputs[workload.OutputTokens] / T.Constant(2));
        if (workload is not { DraftTokens: { } drafted, DraftAcceptanceFraction: { } acceptance })
        {
            return (replica.DecodeStep(context), one);
        }

        T tokens = inputs[drafted] + one;
        T share = inputs[acceptance];
        T all = T.Exp(tokens * T.Log(T.Max(T.Constant(1e-300), share)));
        return (replica.DecodeStep(context, tokens), (one - all) / (one - share));
    }

    private static T Hit<T>(in CaseInputs<T> inputs, WorkloadSlots workload)
        where T : struct, IReal<T> => workload.PrefixHitFraction is { } hit ? inputs[hit] : T.Constant(0);

    private static T Load<T>(in CaseInputs<T> inputs, ServingSlots serving)
        where T : struct, IReal<T> => serving.Queue is { } queue ? inputs[queue.MaximumLoadFraction] : T.Constant(0);

    private static T Variation<T>(in CaseInputs<T> inputs, ServingSlots serving)
        where T : struct, IReal<T> => serving.Queue is { } queue ? inputs[queue.PromptTimeVariation] : T.Constant(0);
}
