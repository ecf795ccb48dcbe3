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
/// <param name="FirstTokenSeconds">The time to the first token that does not depend on the batch; in prefill the hand-over of the cache.</param>
/// <param name="FirstTokenFactor">Scoring: time to the answer over the time of a step.</param>
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
    private const double LeastLoad = 1e-6;

    /// <summary>Measured over modelled time of a step, over the tokens that it yields per sequence.</summary>
    public T StepFactor { get; init; } = T.Constant(1);

    /// <summary>Shared: times per output token that a new prompt waits for.</summary>
    public T FirstTokenSteps { get; init; } = T.Constant(0);

    /// <summary>Shared: what each sequence beyond those read side by side adds to the time to the first token, for prompts come together.</summary>
    public T FirstTokenSecondsPerSequence { get; init; } = T.Constant(0);

    /// <summary>Shared and prefill: the time of a prompt, for which others queue.</summary>
    public T PromptSeconds { get; init; } = T.Constant(0);

    /// <summary>Load of the busiest hour over full load; 0 where nothing queues.</summary>
    public T LoadFraction { get; init; } = T.Constant(0);

    /// <summary>Arrivals of the whole fleet in the busiest hour of the first month, requests per second.</summary>
    public T PeakRequestsPerSecond { get; init; } = T.Constant(0);

    /// <summary>Variance of a prompt's time over its squared mean.</summary>
    public T PromptTimeVariation { get; init; } = T.Constant(0);

    /// <summary>The replica at a batch.</summary>
    /// <param name="batch">Batch, above 0; at 0 the times are those of an empty step and the rate is 0.</param>
    public Throughput<T> At(T batch)
    {
        T zero = T.Constant(0);
        T one = T.Constant(1);
        T seconds;
        T first;
        T rate;
        switch (Shape)
        {
            case ServingShape.Shared:
                T burden = batch * BurdenSecondsPerSequence;
                seconds = (StepFactor * Step.Seconds(batch)) + burden;
                first = FirstTokenSeconds + (FirstTokenSteps * seconds) + (FirstTokenSecondsPerSequence * T.Max(zero, batch - PartsSideBySide));
                rate = batch / (first + (T.Max(one, StepsPerRequest - one) * seconds));
                return new(rate, batch, first, first + Wait(rate), seconds, burden / seconds, MemoryBatch);
            case ServingShape.Prefill:
                seconds = StepFactor * Step.Seconds(T.Max(batch, PartsSideBySide));
                first = seconds + FirstTokenSeconds;
                rate = KeptFraction * batch / seconds;
                return new(rate, batch, first, first + Wait(rate), zero, one, MemoryBatch);
            case ServingShape.Decode:
                seconds = StepFactor * Step.Seconds(batch);
                return new(KeptFraction * batch / (StepsPerRequest * seconds), batch, zero, zero, seconds, zero, MemoryBatch);
            default:
                seconds = StepFactor * Step.Seconds(T.Max(batch, PartsSideBySide));
                first = (FirstTokenFactor * seconds) + FirstTokenSeconds;
                return new(batch / seconds, batch, first, first, zero, one, MemoryBatch);
        }
    }

    /// <summary>The replica as full as the targets and memory allow.</summary>
    public Throughput<T> AtTarget() => At(TargetBatch);

    /// <summary>Shared: whether the target of the first token bounds the batch too; only where calibration says what it depends on.</summary>
    public bool BoundsFirstToken { get; init; }

    /// <summary>The same curve with the batch at which targets or memory are reached, for language models.</summary>
    /// <param name="perTokenSeconds">Target of the time per output token.</param>
    /// <param name="firstSeconds">Target of the time to the first token that 95% stay below, or to the answer.</param>
    public ServingCurve<T> Within(T perTokenSeconds, T firstSeconds)
    {
        T zero = T.Constant(0);
        if (Shape == ServingShape.Prefill)
        {
            return this;
        }

        if (Shape == ServingShape.Scoring)
        {
            return this with { TargetBatch = Bounded(Step.BatchWithin((firstSeconds - FirstTokenSeconds) / FirstTokenFactor / StepFactor, zero)) };
        }

        ServingCurve<T> byOutput = this with
        {
            TargetBatch = Bounded(Step.BatchWithin(perTokenSeconds / StepFactor, BurdenSecondsPerSequence / StepFactor)),
        };
        if (!BoundsFirstToken)
        {
            return byOutput;
        }

        // The wait at the batch that outputs allow is the longest; what the target leaves beside it bounds the steps waited for.
        Throughput<T> fullest = byOutput.AtTarget();
        T slack = firstSeconds - (fullest.FirstToken95Seconds - fullest.TimeToFirstTokenSeconds) - FirstTokenSeconds;
        T perStep = FirstTokenSteps * StepFactor;
        T byFirst = Step.BatchWithin(slack / perStep, ((FirstTokenSteps * BurdenSecondsPerSequence) + FirstTokenSecondsPerSequence) / perStep);
        return byOutput with { TargetBatch = T.Max(zero, T.Min(byOutput.TargetBatch, byFirst)) };
    }

    private T Bounded(T batch) => T.Max(T.Constant(0), T.Min(MemoryBatch, batch));

    /// <summary>The same curve with other corrections by the ladder of evidence, which depend on the batch.</summary>
    /// <param name="decode">Factor on times of outputs.</param>
    /// <param name="firstToken">Factor on times to the first token.</param>
    public ServingCurve<T> Corrected(T decode, T firstToken) => this with
    {
        StepFactor = StepFactor * (Shape is ServingShape.Shared or ServingShape.Decode ? decode : firstToken),
        BurdenSecondsPerSequence = BurdenSecondsPerSequence * decode,
        FirstTokenSeconds = FirstTokenSeconds * firstToken,
        FirstTokenSteps = FirstTokenSteps * firstToken / decode,
        FirstTokenSecondsPerSequence = FirstTokenSecondsPerSequence * firstToken,
    };

    /// <summary>
    /// What 95% of requests wait at most for a prompt's turn in the busiest hour. The fleet has one queue: as many prompts are read side
    /// by side as the arrivals keep busy at that load, and not fewer than in one replica, which they may not fill.
    /// </summary>
    private T Wait(T requestsPerSecond)
    {
        T arriving = PeakRequestsPerSecond * PromptSeconds;
        T load = T.Min(LoadFraction * T.Min(T.Constant(1), requestsPerSecond * PromptSeconds / PartsSideBySide), arriving / PartsSideBySide);
        T servers = T.Max(PartsSideBySide, arriving / T.Max(T.Constant(LeastLoad), load));
        return Queueing.Wait95(PromptSeconds, servers, load, PromptTimeVariation);
    }
}
