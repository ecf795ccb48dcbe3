using System.Text.Json;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Comparisons;

/// <summary>What must hold of every comparison.</summary>
public sealed class FleetComparisonTests
{
    private static readonly string[] s_bought = ["atlas-350-112gb", "h20-96gb"];
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    [Fact]
    public void Exposure_NothingMovesTheDecision_NoShareOfAnyStatus()
    {
        ProcurementCase dear = SeededCase.Create() with
        {
            Overrides = [new() { AssumptionId = "accelerators/atlas-350-112gb/priceUsDollars", Value = 1e7, Reason = "A test." }],
        };
        DecisionExposure exposure = SwingAnalysis.Exposure(SwingAnalysis.Swings(FleetComparison.EvaluateBound(dear, PlannerCatalog.Default)));
        Assert.NotEmpty(exposure.Swings);
        Assert.All(exposure.Swings, swing => Assert.Equal(0, swing.RangeUsDollars));
        Assert.Empty(exposure.ShareByStatus);
        Assert.Equal(0, exposure.UnverifiedShareFraction);
    }

    [Fact]
    public void Evaluation_SeededCaseTwice_IsTheSameBytes() => Assert.Equal(
        Evaluation.Write(Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default)),
        Evaluation.Write(Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default)));

    [Fact]
    public void Evaluate_SeededCase_ComparesTheFourOptionsOfTheQuestion()
    {
        Comparison comparison = Evaluate(s_seeded);

        Assert.Equal(["atlas", "h20", "mixed", "rented-h100"], comparison.Options.Select(option => option.Option.Id));
        Assert.All(comparison.Options, option => Assert.NotNull(option.Figures));
        Assert.NotNull(comparison.Verdict);
        Assert.All(comparison.Options, option =>
        {
            Assert.True(option.Figures!.Cards > 1000 && option.Figures.Servers * 8 >= option.Figures.Cards);
            Assert.True(option.Figures.OutputUsDollarsPerMegatoken > 0 && option.Figures.InputUsDollarsPerMegatoken > 0);
            Assert.Equal(option.IsReference, option.Figures.SiteMegawatts == 0);
            Assert.Equal(option.IsReference, option.Figures.TokensPerKilowattHour == 0);
        });
        Assert.Equal(1, comparison.Options.Single(option => option.IsReference).Figures!.PerformancePerDollarRatio);
    }

    [Fact]
    public void Evaluate_AnyCase_HoldsTogether() => Generators.Case.Sample(
        procurement =>
        {
            Comparison comparison = Evaluate(procurement);
            OptionResult[] known = [.. comparison.Options.Where(option => option.Figures is not null)];
            Assert.True(known.Select(option => option.Figures!.TokensPerDay).Distinct().Count() <= 1, "Demand is equal.");
            Assert.All(comparison.Options, option => Assert.Equal(option.Reasons.Count == 0, option.IsFeasible));
            Assert.All(comparison.Options, option => Assert.True(
                option.IsFeasible ? option.Figures is not null : option.Reasons.All(reason => reason.Length > 10)));
            Assert.All(known, AssertHoldsTogether);
            AssertVerdict(comparison);
        },
        iter: 60, threads: 1);

    [Fact]
    public void Evaluate_OptionsInAnotherOrder_ChangesNoFigure() => Generators.Case.Sample(
        procurement =>
        {
            Comparison forward = Evaluate(procurement);
            Comparison backward = Evaluate(procurement with { Options = [.. procurement.Options.Reverse()] });
            foreach (OptionResult option in forward.Options)
            {
                OptionResult other = backward.Options.Single(result => result.Option.Id == option.Option.Id);
                Assert.Equal(JsonSerializer.Serialize(option.Figures), JsonSerializer.Serialize(other.Figures));
                Assert.Equal(option.Reasons, other.Reasons);
                Assert.Equal(JsonSerializer.Serialize(option.Statement), JsonSerializer.Serialize(other.Statement));
            }

            // Of options that cost the same the first counts, so only the costs must agree.
            Assert.Equal(forward.Verdict?.AdvantageUsDollars, backward.Verdict?.AdvantageUsDollars);
            Assert.Equal(forward.Verdict?.ReferenceAdvantageUsDollars, backward.Verdict?.ReferenceAdvantageUsDollars);
        },
        iter: 30, threads: 1);

    [Fact]
    public void Evaluate_BudgetOrPowerTooSmall_SaysSoAndKeepsTheFigures()
    {
        Comparison poor = Evaluate(s_seeded with { Finance = s_seeded.Finance with { BudgetUsDollars = 1e6 } });
        Comparison dark = Evaluate(s_seeded with { Site = s_seeded.Site with { PowerLimitMegawatts = 0.5 } });

        Assert.All(poor.Options.Where(option => !option.IsReference), option =>
            Assert.Contains(option.Reasons, reason => reason.Contains("above the budget of 0.00 billion USD", StringComparison.Ordinal)));
        Assert.All(dark.Options.Where(option => !option.IsReference), option =>
            Assert.Contains(option.Reasons, reason => reason.Contains("above the site's 0.5 MW", StringComparison.Ordinal)));
        Assert.All(dark.Options, option => Assert.NotNull(option.Figures));
        Assert.Null(poor.Verdict);
        Assert.True(poor.Options.Single(option => option.IsReference).IsFeasible);
    }

    [Fact]
    public void Evaluate_ImpossibleTarget_SaysWhichWorkAndWhy()
    {
        Workload chat = s_seeded.Workloads[0] with { TimePerOutputTokenSeconds = 0.0001 };
        Comparison comparison = Evaluate(s_seeded with { Workloads = [chat, .. s_seeded.Workloads.Skip(1)] });

        Assert.All(comparison.Options, option =>
        {
            Assert.Null(option.Figures);
            Assert.Contains(option.Reasons, reason => reason.Contains("Chat", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Evaluate_OneGeneration_BlendsInputAndOutputByTokens()
    {
        Workload chat = s_seeded.Workloads[0];
        foreach (OptionResult option in Evaluate(s_seeded with { Workloads = [chat] }).Options)
        {
            OptionFigures figures = option.Figures!;
            double blended = ((chat.PromptTokens * figures.InputUsDollarsPerMegatoken) + (chat.OutputTokens * figures.OutputUsDollarsPerMegatoken))
                / (chat.PromptTokens + chat.OutputTokens);
            Assert.Equal(blended, figures.BlendedUsDollarsPerMegatoken, blended * Tolerance.WorkedByHand);
        }
    }

    [Fact]
    public void Evaluate_TwiceTheWork_TakesTwiceTheFleet()
    {
        // Neither supply nor the site's power is a limit here, or the larger fleet would wait longer and rent more.
        ProcurementCase supplied = s_seeded with
        {
            Site = s_seeded.Site with { PowerLimitMegawatts = 10_000 },
            Overrides = [.. s_bought.Select(card => new AssumptionOverride
            {
                AssumptionId = $"accelerators/{card}/supplyCardsPerMonth",
                Value = 1e7,
                Reason = "Stated by the test.",
            })],
        };
        Comparison once = Evaluate(supplied);
        Comparison twice = Evaluate(supplied with
        {
            Workloads = [.. supplied.Workloads.Select(work => work with { MeanRequestsPerSecond = 2 * work.MeanRequestsPerSecond })],
        });

        foreach ((OptionResult small, OptionResult large) in once.Options.Zip(twice.Options))
        {
            Assert.Equal(2, (double)large.Figures!.Cards / small.Figures!.Cards, 2 * Tolerance.WholeServers);
            Assert.Equal(2, large.Figures.PresentCostUsDollars / small.Figures.PresentCostUsDollars, 2 * Tolerance.WholeServers);
            Assert.Equal(2, large.Figures.TokensPerDay / small.Figures.TokensPerDay, Tolerance.Reduction);
        }
    }

    private static Comparison Evaluate(ProcurementCase procurement) => FleetComparison.Evaluate(procurement, PlannerCatalog.Default);

    private static void AssertHoldsTogether(OptionResult option)
    {
        OptionFigures figures = option.Figures!;
        FleetPlan plan = option.Plan!;
        Assert.Equal(plan.Groups.Sum(group => group.Cards), figures.Cards);
        Assert.Equal(-figures.PresentCostUsDollars, figures.NetPresentValueUsDollars);
        Assert.InRange(figures.BridgeShareFraction, 0, 1);
        foreach (GroupPlan group in plan.Groups)
        {
            // Every card that a pool uses is paid for, those of the other phase of a split workload too.
            long used = plan.Pools.Where(pool => pool.AcceleratorId == group.AcceleratorId).Sum(pool => pool.Cards);
            Assert.InRange(group.Cards - used, 0, 7);
            Assert.Equal(group.Cards, group.Servers * 8);
        }
    }

    private static void AssertVerdict(Comparison comparison)
    {
        OptionResult[] ranked =
        [
            .. comparison.Options.Where(option => option is { IsReference: false, IsFeasible: true, Figures: not null })
                .OrderBy(option => option.Figures!.PresentCostUsDollars),
        ];
        if (comparison.Verdict is not { } verdict)
        {
            Assert.True(ranked.Length == 0 || comparison.Options.Single(option => option.IsReference).Figures is null);
            return;
        }

        Assert.Equal(ranked[0].Option.Id, verdict.BestOption);
        Assert.Equal(ranked.Length > 1 ? ranked[1].Option.Id : null, verdict.RunnerUpOption);
        Assert.True(verdict.AdvantageUsDollars >= 0);
        Assert.InRange(verdict.AdvantageFraction, 0, 1);
    }
}
