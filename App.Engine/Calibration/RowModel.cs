using App.Engine.Algebra;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Calibration;

/// <summary>What the serving model says of a measured deployment, before the ladder of evidence corrects it.</summary>
/// <param name="TimePerOutputTokenSeconds">Mean time per output token; NaN where there is no output.</param>
/// <param name="TimeToFirstTokenSeconds">Mean time to the first token; NaN where only outputs are written.</param>
/// <param name="OutputTokensPerSecond">Of the whole deployment; NaN where there is no output.</param>
/// <param name="InputTokensPerSecond">Of the whole deployment; NaN where only outputs are written.</param>
/// <param name="Batch">Sequences in flight per group.</param>
internal readonly record struct RowPrediction(
    double TimePerOutputTokenSeconds, double TimeToFirstTokenSeconds, double OutputTokensPerSecond, double InputTokensPerSecond, double Batch)
{
    /// <summary>The same with measured over modelled times corrected.</summary>
    /// <param name="decode">Factor on times of outputs.</param>
    /// <param name="first">Factor on times to the first token.</param>
    /// <param name="row">The deployment.</param>
    public RowPrediction Corrected(double decode, double first, Deployment row)
    {
        double output = TimePerOutputTokenSeconds * decode;
        double start = TimeToFirstTokenSeconds * first;
        double rate = OutputTokensPerSecond / decode;
        if (row.Regime is LoadRegime.Closed or LoadRegime.SingleStream && row.Concurrency is { } flight && row.DecodeLayout is null)
        {
            // With requests in flight fixed, the rate follows from the two times (Little).
            rate = flight * row.OutputTokens / (start + (Math.Max(1, row.OutputTokens - 1) * output));
            rate = row.RequestsPerSecond is { } arrivals ? Math.Min(rate, arrivals * row.OutputTokens) : rate;
        }

        double input = row.Regime == LoadRegime.Prefill || double.IsNaN(rate) ? InputTokensPerSecond / first : rate * row.PromptTokens / row.OutputTokens;
        return new(output, start, row.Regime == LoadRegime.Prefill ? OutputTokensPerSecond / first : rate, input, Batch);
    }
}

/// <summary>Runs the equations of serving on measured deployments. Not safe for several threads: it keeps its array.</summary>
internal sealed class RowModel
{
    /// <summary>Prompts are read in chunks of this many tokens where a deployment does nothing else.</summary>
    private const double SaturatedPrefillTokens = 16_384;

    /// <summary>Share of memory that a deployment which ran had left for its cache, whatever the model knows.</summary>
    private const double LeastCacheFraction = 0.04;

    private static readonly int s_firstToken = ServingConstants.Place("firstTokenOverheadMilliseconds");
    private static readonly int s_steps = ServingConstants.Place("firstTokenSteps");
    private static readonly int s_synchrony = ServingConstants.Place("synchronyFraction");
    private static readonly int s_interference = ServingConstants.Place("interferenceFraction");
    private static readonly int s_spread = ServingConstants.Place("spreadLengthsInterference");
    private readonly Scalar[] _values = new Scalar[RowSlots.Count];

    /// <summary>Predicts.</summary>
    /// <param name="row">The deployment.</param>
    /// <param name="model">Its model, bound.</param>
    /// <param name="weightBytes">Bytes per weight.</param>
    /// <param name="sequenceLimit">Sequences that the engine takes per group.</param>
    /// <param name="constants">Constants of the row's engine.</param>
    public RowPrediction Predict(Deployment row, BoundArchitecture model, double weightBytes, double sequenceLimit, ReadOnlySpan<double> constants)
    {
        RowSlots.WriteFixed(_values, row, model, weightBytes);
        RowSlots.WriteConstants(_values, constants, row.SoftwareYears);
        RowSlots.WriteLayout(_values, row.Layout, row.Hardware.IslandCards);
        CaseInputs<Scalar> inputs = new(_values);
        Replica<Scalar> replica = new(
            inputs, model.Slots, RowSlots.Accelerator, RowSlots.Layout, RowSlots.Serving, RowSlots.CacheBytes);
        double prompt = row.PromptTokens;
        double output = row.OutputTokens;
        double parts = replica.PartsSideBySide.Value;
        StepCost<Scalar> prefill = replica.PrefillStep(new(prompt), new(row.PrefixHitFraction));
        double onePrompt = replica.PromptSeconds(new(prompt), new(row.PrefixHitFraction)).Value;
        double overhead = constants[s_firstToken] * 1e-3;
        double flight = (row.Concurrency ?? double.PositiveInfinity) / row.Replicas;
        if (row.Regime == LoadRegime.Prefill)
        {
            return Prefill(row, prefill, parts, flight, onePrompt, overhead);
        }

        double copies = row.Replicas;
        double decodeParts = parts;
        if (row.DecodeLayout is { } decodeLayout)
        {
            RowSlots.WriteLayout(_values, decodeLayout, row.Hardware.IslandCards);
            replica = new(inputs, model.Slots, RowSlots.Accelerator, RowSlots.Layout, RowSlots.Serving, RowSlots.CacheBytes);
            copies = row.DecodeReplicas;
            decodeParts = replica.PartsSideBySide.Value;
            flight = (row.Concurrency ?? double.PositiveInfinity) / copies;
        }

        double context = prompt + (output / 2);
        double drafted = row.Speculation.DraftTokens;
        double accepted = AcceptedTokens(row.Speculation);
        StepCost<Scalar> decode = replica.DecodeStep(new(context), new(drafted + 1));
        double memory = replica.MemoryBatch(new(context)).Value;
        memory = Math.Max(memory, replica.Groups.Value * LeastCacheFraction * row.Hardware.MemoryGigabytes * 1e9
            / replica.SequenceBytesPerCard(new(context)).Value);
        double limit = Math.Max(1, Math.Min(memory, sequenceLimit * decodeParts));
        double Output(double batch) => decode.Seconds(new(Math.Max(batch, decodeParts))).Value / accepted;
        double perGroup(double batch) => Math.Max(1, batch / decodeParts);
        double batch;
        switch (row.Regime)
        {
            case LoadRegime.Decode:
            case LoadRegime.SeparatePhases:
                batch = double.IsFinite(flight) ? flight : Math.Min(limit, 64 * decodeParts);
                double first = row.Regime == LoadRegime.SeparatePhases ? prefill.Seconds(new(Math.Max(batch, parts))).Value : double.NaN;
                double perToken = Output(batch);
                return new(
                    perToken, first, copies * row.RateShare * batch / perToken,
                    row.Regime == LoadRegime.SeparatePhases ? copies * batch * prompt / first : double.NaN, perGroup(batch));
            case LoadRegime.StaticBatch:
                batch = double.IsFinite(flight) ? flight : limit;
                double whole = prefill.Seconds(new(Math.Max(batch, parts))).Value;
                perToken = Output(batch);
                double static_ = copies * row.RateShare * batch * output / (whole + (output * perToken));
                return new(perToken, whole, static_, static_ * prompt / output, perGroup(batch));
            case LoadRegime.SingleStream:
                perToken = Output(1);
                double stream = output / (onePrompt + (output * perToken));
                return new(perToken, onePrompt, stream, stream * prompt / output, 1);
            default:
                return Mixed(row, parts, decodeParts, copies, flight, limit, onePrompt, overhead, constants, Output);
        }
    }

    /// <summary>Mean tokens per step with drafting (F16).</summary>
    /// <param name="speculation">How tokens are drafted.</param>
    public static double AcceptedTokens(Speculation speculation) => speculation.DraftTokens <= 0
        ? 1
        : (1 - Math.Pow(speculation.Acceptance, speculation.DraftTokens + 1)) / (1 - speculation.Acceptance);

    private static RowPrediction Prefill(
        Deployment row, in StepCost<Scalar> prefill, double parts, double flight, double onePrompt, double overhead)
    {
        bool timed = double.IsFinite(flight);
        double batch = timed ? Math.Max(flight, parts) : Math.Max(parts, parts * SaturatedPrefillTokens / row.PromptTokens);
        double seconds = batch > parts ? prefill.Seconds(new(batch)).Value : onePrompt;
        double prompts = row.Replicas * row.RateShare * (timed ? flight : batch) / seconds;
        return new(double.NaN, seconds + (timed ? overhead : 0), prompts * row.OutputTokens, prompts * row.PromptTokens, Math.Max(1, batch / parts));
    }

    /// <summary>Both phases at once: shared serving (F13), or split serving whose prompts other cards read (F18).</summary>
    private static RowPrediction Mixed(
        Deployment row, double parts, double decodeParts, double copies, double flight, double limit, double onePrompt, double overhead,
        ReadOnlySpan<double> constants, Func<double, double> output)
    {
        double tokens = row.OutputTokens;
        bool split = row.DecodeLayout is not null;
        double batch = Math.Max(1, Math.Min(flight, limit));
        if (split && double.IsFinite(flight))
        {
            // Prompts and outputs share the requests in flight; prompts may be the bottleneck.
            double prompts = parts * row.Replicas / onePrompt / copies;
            for (int pass = 0; pass < 3; pass++)
            {
                double time = output(batch);
                double rate = Math.Min(prompts, flight / (overhead + onePrompt + (tokens * time)));
                batch = Math.Max(1, Math.Min(limit, rate * tokens * time));
            }
        }

        double interference = constants[s_interference] * (row.HasSpreadLengths && row.Regime == LoadRegime.Burst ? constants[s_spread] : 1);
        double burden = split ? 0 : interference * (batch / decodeParts) * onePrompt / tokens;
        double perToken = output(batch) + burden;
        double shared = Math.Min(flight, limit);
        double waves = double.IsFinite(flight) ? Math.Max(1, flight / limit) : 1;
        double queue = Math.Max(0, (shared / decodeParts) - 1) / 2 * onePrompt;
        double first = overhead + onePrompt + (constants[s_steps] * perToken)
            + (double.IsFinite(queue) ? constants[s_synchrony] * queue : 0) + ((waves - 1) * tokens * perToken);
        double perSecond;
        if (row.Regime == LoadRegime.Burst)
        {
            double whole = (tokens * perToken * waves) + onePrompt + overhead;
            first = overhead + (waves > 1.01 ? whole / 2 : onePrompt + queue);
            perSecond = flight * tokens / whole;
        }
        else if (double.IsFinite(flight))
        {
            perSecond = flight * tokens / (first + (Math.Max(1, tokens - 1) * perToken));
        }
        else
        {
            perSecond = batch / perToken;
        }

        double rate_ = copies * row.RateShare * perSecond;
        rate_ = row.RequestsPerSecond is { } arrivals ? Math.Min(rate_, arrivals * tokens) : rate_;
        return new(perToken, first, rate_, rate_ * row.PromptTokens / tokens, Math.Max(1, batch / decodeParts));
    }
}
