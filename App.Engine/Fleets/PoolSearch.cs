using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>A layout that was tried in a format.</summary>
/// <param name="FormatId">Format of the weights.</param>
/// <param name="Layout">The layout.</param>
/// <param name="Rejection">Why it does not meet the targets; null where it does.</param>
/// <param name="Curve">What a replica delivers at any batch; null where it cannot run at all.</param>
/// <param name="AtTarget">What it delivers as full as targets and memory allow; meaningless where it cannot run at all.</param>
/// <param name="Ladder">Where it stands on the ladder of evidence; null where it cannot run, or for work that is not language.</param>
/// <param name="Corrections">Measured over modelled times at its target.</param>
/// <param name="EngineId">The serving engine it runs on, named or measured nearest; empty for work that is not language.</param>
internal sealed record LayoutTrial(
    string FormatId, Layout Layout, Rejection? Rejection, ServingCurve<Scalar>? Curve, Throughput<Scalar> AtTarget, LayoutLadder? Ladder,
    Corrections Corrections, string EngineId)
{
    /// <summary>What it delivers at a batch; only where it can run.</summary>
    public Throughput<Scalar> At(double batch)
    {
        ServingCurve<Scalar> curve = Curve!.Value;
        if (Ladder is not null)
        {
            Corrections own = Ladder.At(batch);
            curve = curve.Corrected(new(own.Decode / Corrections.Decode), new(own.FirstToken / Corrections.FirstToken));
        }

        return curve.At(new(batch));
    }

    public double RatePerCard => AtTarget.RequestsPerSecond.Value / Layout.Cards;

    /// <summary>Cards of whole replicas that do some requests a second at full load.</summary>
    public double CardsFor(double requestsPerSecond) =>
        Math.Ceiling(requestsPerSecond / AtTarget.RequestsPerSecond.Value) * Layout.Cards;
}

/// <summary>Every format and layout in which an accelerator could do a role of a workload, and what comes of it.</summary>
/// <param name="Card">The accelerator.</param>
/// <param name="Role">The role.</param>
/// <param name="NotKnown">Numbers without which nothing can be tried.</param>
/// <param name="RefusedFormats">Formats that the support matrix refuses whatever the layout.</param>
/// <param name="Trials">The layouts tried, in a fixed order.</param>
internal sealed record PoolSearch(
    Accelerator Card,
    ServingRole Role,
    IReadOnlyList<string> NotKnown,
    IReadOnlyList<Rejection.NotSupported> RefusedFormats,
    IReadOnlyList<LayoutTrial> Trials)
{
    /// <summary>Ranking and recommendation batch up to the answer time, so they stand at the target but for rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Sequences per group at which the search for a layout's batch begins.</summary>
    private const double FirstBatch = 16;

    /// <summary>Batches that differ by less have the same correction to nine digits.</summary>
    private const double SameBatch = 1e-7;

    private const int MostRounds = 40;

    /// <summary>
    /// The layout that meets targets and memory with the fewest cards; of those with the highest rate per card; of those the first.
    /// </summary>
    /// <param name="requestsPerSecond">Requests a second that must be done at full load.</param>
    public LayoutTrial? Best(double requestsPerSecond)
    {
        LayoutTrial? best = null;
        foreach (LayoutTrial trial in Trials)
        {
            if (trial.Rejection is null && (best is null || IsBetter(trial, best)))
            {
                best = trial;
            }
        }

        return best;

        bool IsBetter(LayoutTrial trial, LayoutTrial than)
        {
            double difference = trial.CardsFor(requestsPerSecond) - than.CardsFor(requestsPerSecond);
            return difference < 0 || (difference == 0 && trial.RatePerCard > than.RatePerCard);
        }
    }

    /// <summary>The layout that meets targets and memory with the highest rate per card; the first of equals.</summary>
    public LayoutTrial? BestPerCard
    {
        get
        {
            LayoutTrial? best = null;
            foreach (LayoutTrial trial in Trials)
            {
                if (trial.Rejection is null && (best is null || trial.RatePerCard > best.RatePerCard))
                {
                    best = trial;
                }
            }

            return best;
        }
    }

    public static PoolSearch Of(CaseBinding binding, int workload, Accelerator card, ServingRole role, string? engine)
    {
        Workload work = binding.Case.Workloads[workload];
        BoundModel model = binding.Models[work.ModelId];
        List<string> notKnown = [.. model.NotKnown];
        List<Rejection.NotSupported> refused = [];
        List<LayoutTrial> trials = [];
        string? named = engine is null ? null : binding.Catalog.EngineName(engine);
        IEnumerable<NumberFormatInfo> formats = card.PeakTeraflops.Keys.Select(id => binding.Catalog.Formats[id])
            .Where(format => format.BitsPerElement >= work.WeightBits
                && binding.IsKnown($"accelerators/{card.Id}/peakTeraflops/{format.Id}", card.PeakTeraflops[format.Id]))
            .OrderBy(format => format.BitsPerElement).ThenBy(format => format.Id, StringComparer.Ordinal);
        foreach (NumberFormatInfo format in formats)
        {
            SupportRow? row = binding.Catalog.Support.Find(card, model.Architecture, format.Id, engine);
            if (row?.Support != SupportStatus.Supported)
            {
                refused.Add(Refuse(format, card, row, named));
            }
            else if (model.NotKnown.Count == 0)
            {
                List<string> missing = [];
                if (PoolCandidate.Bind(binding, binding.Table.Grow(), workload, card, role, format, missing, engine) is { } candidate)
                {
                    Try(binding, candidate, trials);
                }

                notKnown.AddRange(missing.Except(notKnown));
            }
        }

        return new(card, role, notKnown, refused, trials);
    }

    /// <summary>Why there is no best layout, in one sentence.</summary>
    /// <param name="workload">The workload.</param>
    public string WhyNot(Workload workload)
    {
        string title = PoolCandidate.TitleOf(workload, Card, Role);
        if (Trials.Count == 0)
        {
            return $"{title}: no supported format of at least {workload.WeightBits} bits"
                + (RefusedFormats.Count > 0 ? $" ({string.Join("; ", RefusedFormats)})" : "");
        }

        // The layout that came furthest: memory is checked before latency, latency of the first token before that of the others.
        Rejection nearest = Trials.Select(trial => trial.Rejection!).MaxBy(rejection => rejection switch
        {
            Rejection.OutputTooSlow slow => (4, -slow.Seconds),
            Rejection.FirstTokenTooLate late => (3, -late.Seconds),
            Rejection.MemoryExceeded memory => (2, memory.Sequences),
            Rejection.NotSupported => (1, 0d),
            _ => (0, 0d),
        })!;
        return $"{title}: in the best of {Trials.Count} layouts {nearest}";
    }

    private static Rejection.NotSupported Refuse(NumberFormatInfo format, Accelerator card, SupportRow? row, string? named) => new(
        named is null ? $"{format.Name} on {card.Name}" : $"{format.Name} on {card.Name} with {named}", row?.Why ?? "No report of this combination was found.", row?.Facts ?? []);

    private static void Try(CaseBinding binding, PoolCandidate candidate, List<LayoutTrial> trials)
    {
        ModelArchitecture model = candidate.Model.Architecture;
        PoolSlots pool = candidate.AddTo(candidate.Table, "search", 0, new(1, 1, 1), Corrections.None, 1);
        Scalar[] values = [.. candidate.Table.BaseValues().Select(value => new Scalar(value))];
        Span<double> numbers = stackalloc double[Layout.NumberCount];
        string engine = candidate.Calibration?.EngineId ?? "";
        string? named = candidate.Engine is { } id ? binding.Catalog.EngineName(id) : null;
        foreach (Layout layout in LayoutSpace.All(model.Counts.ContainsKey(ModelCounts.RoutedExperts)))
        {
            if (LayoutSpace.Refuse(layout, model, candidate.Card, candidate.IsLinkBeyondIslandKnown) is { } refusal)
            {
                trials.Add(new(candidate.Format.Id, layout, refusal, null, default, null, Corrections.None, engine));
                continue;
            }

            if (binding.Catalog.Support.FindAgainst(
                candidate.Card, model, candidate.Format.Id, layout.TensorRanks, layout.ExpertRanks, layout.PipelineStages, candidate.Engine) is { } row)
            {
                trials.Add(new(candidate.Format.Id, layout, Refuse(candidate.Format, candidate.Card, row, named), null, default, null, Corrections.None, engine));
                continue;
            }

            layout.Write(candidate.Card.IslandCards ?? 1, numbers);
            for (int i = 0; i < numbers.Length; i++)
            {
                values[pool.Layout.Cards.Index + i] = new(numbers[i]);
            }

            LayoutLadder? ladder = candidate.Calibration?.Ladder(layout);
            (ServingCurve<Scalar> curve, Corrections corrections) = AtOwnBatch(values, pool, binding, ladder);
            Throughput<Scalar> throughput = curve.AtTarget();
            trials.Add(new(
                candidate.Format.Id, layout, Judge(candidate.Workload, curve, throughput), curve, throughput, ladder, corrections, engine));
        }
    }

    /// <summary>The corrections of the ladder depend on the batch, and the batch at the targets on them: round until neither moves.</summary>
    internal static (ServingCurve<Scalar> Curve, Corrections Corrections) AtOwnBatch(
        Scalar[] values, PoolSlots pool, CaseBinding binding, LayoutLadder? ladder)
    {
        CaseInputs<Scalar> inputs = new(values);
        ServingCurve<Scalar> Curve() => PoolStates.CurveOf(inputs, pool, binding.Workloads[pool.Workload], binding.Serving);
        if (ladder is null || pool.Calibration is not { } slots)
        {
            return (Curve(), Corrections.None);
        }

        // Only the corrections move, so the replica is computed once for the search and once more at its end.
        ServingCurve<Scalar> uncorrected = With(Corrections.None);
        WorkloadSlots workload = binding.Workloads[pool.Workload];
        (Scalar perToken, Scalar first) = (inputs[workload.TimePerOutputTokenSeconds], inputs[workload.TimeToFirstTokenSeconds]);
        double batch = FirstBatch * ladder.Parts;
        Corrections corrections = Corrections.None;
        for (int round = 0; round < MostRounds && uncorrected.MemoryBatch.Value >= 1; round++)
        {
            corrections = ladder.At(batch);
            double next = uncorrected.Corrected(new(corrections.Decode), new(corrections.FirstToken)).Within(perToken, first).TargetBatch.Value;
            if (!(Math.Abs(next - batch) > batch * SameBatch))
            {
                break;
            }

            batch = next;
        }

        return (With(corrections), corrections);

        ServingCurve<Scalar> With(Corrections own)
        {
            values[slots.DecodeCorrection.Index] = new(own.Decode);
            values[slots.FirstTokenCorrection.Index] = new(own.FirstToken);
            return Curve();
        }
    }

    private static Rejection? Judge(Workload workload, in ServingCurve<Scalar> curve, in Throughput<Scalar> throughput)
    {
        double target = workload.TimeToFirstTokenSeconds;
        Throughput<Scalar> alone = curve.At(new(1));
        return !(curve.MemoryBatch.Value >= 1) ? new Rejection.MemoryExceeded(curve.MemoryBatch.Value)
            : !(curve.TargetBatch.Value >= 1) && workload.Kind.WritesText() && !(alone.TimePerOutputTokenSeconds.Value <= workload.TimePerOutputTokenSeconds)
                ? new Rejection.OutputTooSlow(alone.TimePerOutputTokenSeconds.Value, workload.TimePerOutputTokenSeconds)
            : !(curve.TargetBatch.Value >= 1)
                ? new Rejection.FirstTokenTooLate(alone.FirstToken95Seconds.Value, target)
            : target > 0 && !(throughput.FirstToken95Seconds.Value <= target * (1 + Rounding))
                ? new Rejection.FirstTokenTooLate(throughput.FirstToken95Seconds.Value, target)
            : null;
    }
}
