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

/// <summary>Throughput of replicas of language models under the latency targets (F12-F14, F18).</summary>
public static class LanguageServing
{
    /// <summary>Both phases on the same cards (F13): prompts delay the outputs that are being written.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static Throughput<T> Shared<T>(in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T prompt = inputs[workload.PromptTokens];
        T output = inputs[workload.OutputTokens];
        T prefill = replica.PrefillStep(prompt).Seconds(one);
        StepCost<T> step = replica.DecodeStep(prompt + (output / T.Constant(2)));
        T burden = prefill / output;
        T memory = replica.MemoryBatch(prompt + output);
        T batch = T.Max(
            T.Constant(0), T.Min(memory, step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds], burden)));
        T timePerOutput = step.Seconds(batch) + (batch * burden);
        T first = FirstToken(inputs, replica, serving, prefill);
        return new(
            batch / (first + (output * timePerOutput)), batch, first, timePerOutput, batch * burden / timePerOutput, memory);
    }

    /// <summary>Prompts only, for cards that hand their cache over to others (F18).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static Throughput<T> SplitPrefill<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T prompt = inputs[workload.PromptTokens];
        T prefill = replica.PrefillStep(prompt).Seconds(T.Constant(1));
        T handOver = prompt * replica.CacheBytesPerToken
            / (inputs[serving.KeyValueTransferGigabytesPerSecond] * T.Constant(1e9));
        return new(
            inputs[serving.SplitPrefillEfficiencyFraction] / prefill,
            replica.Groups,
            FirstToken(inputs, replica, serving, prefill) + handOver,
            T.Constant(0),
            T.Constant(1),
            replica.MemoryBatch(prompt));
    }

    /// <summary>Outputs only, for cards that take the cache over from others (F18).</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static Throughput<T> SplitDecode<T>(
        in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T prompt = inputs[workload.PromptTokens];
        T output = inputs[workload.OutputTokens];
        StepCost<T> step = replica.DecodeStep(prompt + (output / T.Constant(2)));
        T memory = replica.MemoryBatch(prompt + output);
        T batch = T.Max(zero, T.Min(memory, step.BatchWithin(inputs[workload.TimePerOutputTokenSeconds], zero)));
        T timePerOutput = step.Seconds(batch);
        return new(
            inputs[serving.SplitDecodeEfficiencyFraction] * batch / (output * timePerOutput),
            batch, zero, timePerOutput, zero, memory);
    }

    /// <summary>Scoring: prompts without outputs, batched as far as the answer time and memory allow.</summary>
    /// <typeparam name="T">The reading.</typeparam>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="replica">The replica.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="serving">Numbers common to all.</param>
    public static Throughput<T> Ranking<T>(in CaseInputs<T> inputs, in Replica<T> replica, WorkloadSlots workload, ServingSlots serving)
        where T : struct, IReal<T>
    {
        T zero = T.Constant(0);
        T prompt = inputs[workload.PromptTokens];
        StepCost<T> step = replica.PrefillStep(prompt);
        T allowed = inputs[workload.TimeToFirstTokenSeconds] / inputs[serving.TimeToFirstTokenFactor];
        T memory = replica.MemoryBatch(prompt);
        T batch = T.Max(zero, T.Min(memory, step.BatchWithin(allowed, zero)));
        T seconds = step.Seconds(batch);
        return new(
            batch / seconds, batch, seconds * inputs[serving.TimeToFirstTokenFactor], zero, T.Constant(1), memory);
    }

    /// <summary>A prompt is read by one group, so it takes as long as the groups' prompts together.</summary>
    private static T FirstToken<T>(in CaseInputs<T> inputs, in Replica<T> replica, ServingSlots serving, T prefill)
        where T : struct, IReal<T> => inputs[serving.TimeToFirstTokenFactor] * replica.Groups * prefill;
}
