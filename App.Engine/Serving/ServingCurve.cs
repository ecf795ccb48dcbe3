using App.Engine.Algebra;

namespace App.Engine.Serving;

/// <summary>What the steps of a replica do.</summary>
public enum ServingShape
{
    /// <summary>Both phases on the same cards: steps write outputs, and prompts delay them (F13).</summary>
    Shared,

    /// <summary>Steps read prompts whose cache is handed over to other cards (F18).</summary>
    Prefill,

    /// <summary>Steps write outputs whose prompts other cards have read (F18).</summary>
    Decode,

    /// <summary>A step finishes its whole batch; there is no output to write.</summary>
    Scoring,
}

/// <summary>
/// What one replica delivers as a function of the sequences that it works on at a time. The time of a step grows with the batch:
/// the rate of a user falls and, with weights read once for all, the rate of the replica rises.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Shape">What the steps do.</param>
/// <param name="Step">The time of a step.</param>
/// <param name="PartsSideBySide">Prompts that are read at the same moment, one by each group and stage: fewer take as long.</param>
/// <param name="StepsPerRequest">Output tokens; 1 where there are none.</param>
/// <param name="BurdenSecondsPerSequence">Shared: what each sequence adds to a step for reading prompts.</param>
/// <param name="FirstTokenSeconds">Shared: the time to the first token. Prefill: the hand-over of the cache.</param>
/// <param name="FirstTokenFactor">Prefill and scoring: time to the first token over the time of a step.</param>
/// <param name="KeptFraction">Prefill and decode: share of the rate that a split fleet keeps.</param>
/// <param name="MemoryBatch">Sequences that memory allows; below 1 where not even one fits.</param>
/// <param name="TargetBatch">The batch at which latency target or memory is reached; 0 where even one sequence is too slow.</param>
public readonly record struct ServingCurve<T>(
    ServingShape Shape,
    StepCost<T> Step,
    T PartsSideBySide,
    T StepsPerRequest,
    T BurdenSecondsPerSequence,
    T FirstTokenSeconds,
    T FirstTokenFactor,
    T KeptFraction,
    T MemoryBatch,
    T TargetBatch)
    where T : struct, IReal<T>
{
    /// <summary>The replica at a batch.</summary>
    /// <param name="batch">Batch, above 0; at 0 the times are those of an empty step and the rate is 0.</param>
    public Throughput<T> At(T batch)
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T seconds;
        switch (Shape)
        {
            case ServingShape.Shared:
                T burden = batch * BurdenSecondsPerSequence;
                seconds = Step.Seconds(batch) + burden;
                return new(
                    batch / (FirstTokenSeconds + (StepsPerRequest * seconds)), batch, FirstTokenSeconds, seconds, burden / seconds, MemoryBatch);
            case ServingShape.Prefill:
                seconds = Step.Seconds(T.Max(batch, PartsSideBySide));
                return new(
                    KeptFraction * batch / seconds, batch, (FirstTokenFactor * seconds) + FirstTokenSeconds, zero, one, MemoryBatch);
            case ServingShape.Decode:
                seconds = Step.Seconds(batch);
                return new(KeptFraction * batch / (StepsPerRequest * seconds), batch, zero, seconds, zero, MemoryBatch);
            default:
                seconds = Step.Seconds(T.Max(batch, PartsSideBySide));
                return new(batch / seconds, batch, FirstTokenFactor * seconds, zero, one, MemoryBatch);
        }
    }

    /// <summary>The replica as full as the targets and memory allow.</summary>
    public Throughput<T> AtTarget() => At(TargetBatch);
}
