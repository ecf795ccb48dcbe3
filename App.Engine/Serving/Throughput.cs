using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>What one replica delivers.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="RequestsPerSecond">Requests (candidates) per second at full load.</param>
/// <param name="Batch">Sequences in flight.</param>
/// <param name="TimeToFirstTokenSeconds">Time to the first token, or to the answer.</param>
/// <param name="TimePerOutputTokenSeconds">Time per output token; zero where there is no output.</param>
/// <param name="PrefillShare">Share of busy time that reads prompts (F27), 0 to 1.</param>
/// <param name="MemoryBatch">Sequences that memory would allow.</param>
public readonly record struct Throughput<T>(
    T RequestsPerSecond,
    T Batch,
    T TimeToFirstTokenSeconds,
    T TimePerOutputTokenSeconds,
    T PrefillShare,
    T MemoryBatch)
    where T : struct, IReal<T>;

/// <summary>Serving curves of replicas of language models (F12-F14, F18).</summary>
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
    public static ServingCurve<T> Shared<T>(in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T prompt = inputs[workload.PromptTokens];
        T output = inputs[workload.OutputTokens];
        T parts = replica.PartsSideBySide;
        T prefill = replica.PrefillStep(prompt).Seconds(parts);
        StepCost<T> step = replica.DecodeStep(prompt + (output / T.Constant(2)));
        T burden = prefill / parts / output;
        T memory = replica.MemoryBatch(prompt + output);
        T factor = inputs[serving.TimeToFirstTokenFactor];
        return new(
            ServingShape.Shared, step, parts, output, burden, factor * prefill, factor, one, memory,
            Target(memory, step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds], burden)));
    }

    /// <summary>Prompts only, for cards that hand their cache over to others (F18). Each group and stage works on one prompt at a time.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static ServingCurve<T> SplitPrefill<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T prompt = inputs[workload.PromptTokens];
        T handOver = prompt * replica.CacheBytesPerToken
            / (inputs[serving.KeyValueTransferGigabytesPerSecond] * T.Constant(1e9));
        T parts = replica.PartsSideBySide;
        return new(
            ServingShape.Prefill, replica.PrefillStep(prompt), parts, one, zero, handOver,
            inputs[serving.TimeToFirstTokenFactor], inputs[serving.SplitPrefillEfficiencyFraction], replica.MemoryBatch(prompt), parts);
    }

    /// <summary>Outputs only, for cards that take the cache over from others (F18).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static ServingCurve<T> SplitDecode<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T prompt = inputs[workload.PromptTokens];
        T output = inputs[workload.OutputTokens];
        StepCost<T> step = replica.DecodeStep(prompt + (output / T.Constant(2)));
        T memory = replica.MemoryBatch(prompt + output);
        return new(
            ServingShape.Decode, step, replica.PartsSideBySide, output, zero, zero, zero, inputs[serving.SplitDecodeEfficiencyFraction], memory,
            Target(memory, step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds], zero)));
    }

    /// <summary>Scoring: prompts without outputs, batched as far as the answer time and memory allow.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static ServingCurve<T> Ranking<T>(in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T prompt = inputs[workload.PromptTokens];
        T factor = inputs[serving.TimeToFirstTokenFactor];
        StepCost<T> step = replica.PrefillStep(prompt);
        T memory = replica.MemoryBatch(prompt);
        return new(
            ServingShape.Scoring, step, replica.PartsSideBySide, one, zero, zero, factor, one, memory,
            Target(memory, step.BatchWithin(inputs[workload.TimeToFirstTokenSeconds] / factor, zero)));
    }

    private static T Target<T>(T memory, T latency)
        where T : struct, IReal<T> => T.Max(T.Constant(0), T.Min(memory, latency));
}
