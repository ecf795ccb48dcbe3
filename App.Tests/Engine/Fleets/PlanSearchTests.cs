using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;
using CsCheck;

namespace App.Tests.Engine.Fleets;

public sealed class PlanSearchTests
{
    [Theory]
    [InlineData("atlas")]
    [InlineData("h20")]
    [InlineData("mixed")]
    public void Of_SeededOption_CoversTwentyThousandLayoutsTimesBatches(string option)
    {
        OptionSearch search = PlanSearch.Of(SeededCase.Create(), PlannerCatalog.Default, option);

        Assert.InRange(search.Candidates, 20_000, long.MaxValue);
        Assert.InRange(search.Evaluated, 1, search.Candidates + (100 * search.Workloads.Count));
    }

    [Fact]
    public void Of_AnyCase_FrontIsThatOfBruteForce() => Gen.Select(Generators.Case, Gen.Int[0, 3]).Sample(
        (procurement, option) =>
        {
            FleetOption entry = procurement.Options[option];
            OptionSearch search = PlanSearch.Of(procurement, PlannerCatalog.Default, entry.Id);
            CaseBinding binding = new(procurement, PlannerCatalog.Default);
            for (int w = 0; w < procurement.Workloads.Count; w++)
            {
                HashSet<(double PerUser, double PerCard)> all = [.. BruteForce(binding, entry, w)];
                List<(double PerUser, double PerCard)> front = [.. search.Workloads[w].Front.Select(point => (point.PerUser, point.PerCard))];

                Assert.True(all.IsSupersetOf(front));
                Assert.Equal(front.Count, front.Distinct().Count());
                foreach ((double PerUser, double PerCard) point in all)
                {
                    Assert.False(front.Exists(other => Beats(point, other)), $"{point} beats a point of the front");
                    Assert.True(front.Exists(other => other == point || Beats(other, point)), $"{point} is missing");
                }
            }
        },
        iter: 6);

    [Fact]
    public void Of_AnyCase_ChosenNeedsTheFewestCardsOfAllThatMeetTheTargets() => Generators.Case.Sample(
        procurement =>
        {
            CaseBinding binding = new(procurement, PlannerCatalog.Default);
            CaseInputs<Scalar> inputs = CaseInputs.Scalars(binding.Table.BaseValues());
            foreach (FleetOption option in procurement.Options.Where(entry => entry.Accelerators.Count == 1))
            {
                OptionSearch search = PlanSearch.Of(procurement, PlannerCatalog.Default, option.Id);
                for (int w = 0; w < search.Workloads.Count; w++)
                {
                    WorkloadSearch workload = search.Workloads[w];
                    double rate = FleetSizing.PeakRate(binding.Workloads[w], procurement.Finance.HorizonMonths, inputs)
                        / PoolStates.Usable(inputs, binding.Economy).Value;
                    double Fewest(ServingRole role) => workload.Pools.Where(pool => pool.Role == role).SelectMany(pool => pool.Layouts)
                        .Where(layout => layout.Rejection is null)
                        .Select(layout => Cards(layout.Layout, layout.RequestsPerSecondAndCard * layout.Layout.Cards))
                        .DefaultIfEmpty(double.PositiveInfinity).Min();
                    double Cards(Layout layout, double replicaRate) => Math.Ceiling(rate / replicaRate) * layout.Cards;

                    double fewest = Math.Min(Fewest(ServingRole.Both), Fewest(ServingRole.Prefill) + Fewest(ServingRole.Decode));
                    double chosen = workload.Chosen?.Pools.Sum(pool => Cards(
                        pool.Layout,
                        workload.Pools.Single(entry => entry.Role == pool.Role).Layouts
                            .Single(layout => layout.Layout == pool.Layout && layout.FormatId == pool.FormatId)
                            .RequestsPerSecondAndCard * pool.Layout.Cards)) ?? double.PositiveInfinity;

                    Assert.True(workload.Chosen is null || workload.Chosen.MeetsTargets);
                    if (search.Workloads.All(entry => entry.Chosen is not null))
                    {
                        Assert.Equal(fewest, chosen);
                    }
                }
            }
        },
        iter: 20);

    [Fact]
    public async Task Of_ManyThreads_GivesTheSameAnswer()
    {
        ProcurementCase procurement = SeededCase.Create();
        string expected = Text(PlanSearch.Of(procurement, PlannerCatalog.Default, "mixed"));

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Text(PlanSearch.Of(procurement, PlannerCatalog.Default, "mixed")), TestContext.Current.CancellationToken)));

        Assert.All(answers, answer => Assert.Equal(expected, answer));
    }

    [Fact]
    public void Of_UnknownOption_IsRefused() => Assert.Throws<ArgumentException>(
        () => PlanSearch.Of(SeededCase.Create(), PlannerCatalog.Default, "no-such-option"));

    [Fact]
    public void Of_FormatThatTheMatrixRefuses_IsNeitherTriedNorChosen()
    {
        OptionSearch search = PlanSearch.Of(SeededCase.Create(), PlannerCatalog.Default, "atlas");

        PoolOutcome pool = search.Workloads[0].Pools[0];
        Assert.Contains(pool.RefusedFormats, refusal => refusal.Combination.Contains("FP8", StringComparison.Ordinal) && refusal.Facts.Contains("hw-0088"));
        Assert.DoesNotContain(pool.Layouts, layout => layout.FormatId is "fp8" or "mxfp8" or "hif8" or "mxfp4");
        Assert.DoesNotContain(search.Workloads[0].Front, point => point.Pools.Any(entry => entry.FormatId is "fp8" or "mxfp4"));
    }

    [Fact]
    public void Of_EveryLayout_IsEitherRejectedForAReasonOrYieldsSomething()
    {
        OptionSearch search = PlanSearch.Of(SeededCase.Create(), PlannerCatalog.Default, "mixed");

        List<LayoutOutcome> layouts = [.. search.Workloads.SelectMany(workload => workload.Pools).SelectMany(pool => pool.Layouts)];
        Assert.All(layouts, layout => Assert.True(layout.Rejection is null == layout.RequestsPerSecondAndCard > 0));
        Assert.Contains(layouts, layout => layout.Rejection is Rejection.NotSupported);
        Assert.Contains(layouts, layout => layout.Rejection is Rejection.HeadsNotDivisible);
        Assert.Contains(layouts, layout => layout.Rejection is Rejection.MemoryExceeded);
        Assert.All(layouts.Where(layout => layout.Rejection is not null), layout => Assert.NotEmpty(layout.Rejection!.ToString()));
    }

    [Theory]
    [InlineData(0.000001, 0.05, typeof(Rejection.FirstTokenTooLate))]
    [InlineData(3, 0.000001, typeof(Rejection.OutputTooSlow))]
    public void Of_TargetThatNothingMeets_SaysWhichTarget(double firstToken, double perToken, Type reason)
    {
        ProcurementCase seeded = SeededCase.Create();
        Workload chat = seeded.Workloads[0] with { TimeToFirstTokenSeconds = firstToken, TimePerOutputTokenSeconds = perToken };
        ProcurementCase procurement = seeded with { Workloads = [chat] };

        OptionSearch search = PlanSearch.Of(procurement, PlannerCatalog.Default, "h20");

        Assert.Null(search.Workloads[0].Chosen);
        Assert.Contains(search.Workloads[0].Pools[0].Layouts, layout => layout.Rejection?.GetType() == reason);
        Assert.DoesNotContain(search.Workloads[0].Pools[0].Layouts, layout => layout.Rejection is null);
        Assert.DoesNotContain(search.Workloads[0].Front, point => point.MeetsTargets);
    }

    [Fact]
    public void Plan_SmallDemand_TakesTheSmallReplica()
    {
        ProcurementCase seeded = SeededCase.Create();
        Workload chat = seeded.Workloads[0] with { MeanRequestsPerSecond = 0.001 };
        ProcurementCase small = seeded with { Workloads = [chat] };

        ServingPoint chosen = PlanSearch.Of(small, PlannerCatalog.Default, "h20").Workloads[0].Chosen!;

        Assert.Equal(1, chosen.Pools.Sum(pool => pool.Layout.Cards));
    }

    /// <summary>Every point of the space on its own: each layout bound anew, each batch judged, each prefill with each decode.</summary>
    private static List<(double PerUser, double PerCard)> BruteForce(CaseBinding binding, FleetOption option, int index)
    {
        Workload workload = binding.Case.Workloads[index];
        List<(double PerUser, double PerCard)> points = [];
        foreach (IReadOnlyList<(string Card, ServingRole Role)> roles in FleetPlanner.Roles(option, workload.Kind))
        {
            List<LayoutTrial> last = Trials(binding, index, roles[^1].Card, roles[^1].Role);
            List<LayoutTrial?> first = roles.Count == 1
                ? [null]
                : [.. Trials(binding, index, roles[0].Card, roles[0].Role).Where(trial => trial.Curve!.Value.MemoryBatch.Value >= 1
                    && trial.AtTarget.FirstToken95Seconds.Value <= workload.TimeToFirstTokenSeconds * (1 + 1e-9))];
            foreach (LayoutTrial trial in last.Where(trial => trial.Curve!.Value.MemoryBatch.Value >= 1))
            {
                ServingCurve<Scalar> curve = trial.Curve!.Value;
                List<double> batches = [.. PlanSearch.Batches.Where(batch => batch <= curve.MemoryBatch.Value)];
                Throughput<Scalar> target = trial.AtTarget;
                if (curve.TargetBatch.Value >= 1 && (workload.Kind == WorkloadKind.Recommendation
                    || target.FirstToken95Seconds.Value <= workload.TimeToFirstTokenSeconds * (1 + 1e-9)))
                {
                    points.AddRange(first.Select(prefill => Point(workload, trial.Layout, target, prefill)));
                }

                foreach (double batch in batches)
                {
                    points.AddRange(first.Select(prefill => Point(workload, trial.Layout, trial.At(batch), prefill)));
                }
            }
        }

        return points;
    }

    private static (double PerUser, double PerCard) Point(
        Workload workload, Layout layout, Throughput<Scalar> at, LayoutTrial? prefill)
    {
        double cardSeconds = layout.Cards / at.RequestsPerSecond.Value;
        if (prefill is not null)
        {
            cardSeconds += 1 / prefill.RatePerCard;
        }

        bool writes = workload.Kind == WorkloadKind.Generation;
        return (1 / (writes ? at.TimePerOutputTokenSeconds.Value : at.TimeToFirstTokenSeconds.Value), (writes ? workload.OutputTokens : 1) / cardSeconds);
    }

    private static List<LayoutTrial> Trials(CaseBinding binding, int index, string cardId, ServingRole role)
    {
        Workload workload = binding.Case.Workloads[index];
        Accelerator card = binding.Catalog.Accelerators[cardId];
        ModelArchitecture model = binding.Models[workload.ModelId].Architecture;
        List<LayoutTrial> trials = [];
        foreach ((string format, Quantity peak) in card.PeakTeraflops)
        {
            if (peak.Value is null || binding.Catalog.Formats[format].BitsPerElement < workload.WeightBits
                || binding.Catalog.Support.Find(card, model, format)?.Support != SupportStatus.Supported)
            {
                continue;
            }

            for (int tensor = 1; tensor <= 64; tensor *= 2)
            {
                for (int expert = 1; expert <= 64; expert *= 2)
                {
                    for (int stages = 1; stages <= 8; stages *= 2)
                    {
                        Layout layout = new(tensor, expert, stages);
                        PoolCandidate? candidate = PoolCandidate.Bind(
                            binding, binding.Table.Grow(), index, card, role, binding.Catalog.Formats[format], []);
                        if (layout.Cards <= 64 && candidate is not null
                            && LayoutSpace.Refuse(layout, model, card, candidate.IsLinkBeyondIslandKnown) is null
                            && binding.Catalog.Support.FindAgainst(card, model, format, tensor, expert, stages) is null)
                        {
                            PoolSlots pool = candidate.AddTo(candidate.Table, "brute", 0, layout, Corrections.None, 1);
                            Scalar[] values = [.. candidate.Table.BaseValues().Select(value => new Scalar(value))];
                            LayoutLadder? ladder = candidate.Calibration?.Ladder(layout);
                            (ServingCurve<Scalar> curve, Corrections corrections) = PoolSearch.AtOwnBatch(values, pool, binding, ladder);
                            trials.Add(new(format, layout, null, curve, curve.AtTarget(), ladder, corrections, candidate.Calibration?.EngineId ?? ""));
                        }
                    }
                }
            }
        }

        return trials;
    }

    private static bool Beats((double PerUser, double PerCard) one, (double PerUser, double PerCard) other) =>
        one.PerUser >= other.PerUser && one.PerCard >= other.PerCard && one != other;

    private static string Text(OptionSearch search) => string.Join('\n', search.Workloads.Select(workload =>
        $"{workload.Chosen} {string.Join('|', workload.Front.Select(point => $"{point.PerUser:R} {point.PerCard:R} {string.Join('+', point.Pools)}"))} "
        + string.Join('|', workload.Pools.SelectMany(pool => pool.Layouts))));
}
