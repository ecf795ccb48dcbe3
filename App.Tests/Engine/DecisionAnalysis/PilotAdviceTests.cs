using App.Engine.DecisionAnalysis;
using App.Engine.Studies;
using App.Engine.Uncertainty;
using App.Tests.Engine.Uncertainty;

namespace App.Tests.Engine.DecisionAnalysis;

public sealed class PilotAdviceTests
{
    private static readonly StudyResult s_study = Study(WorkedCase.Uncertain);

    [Fact]
    public void Of_EveryPilot_WorthNoMoreThanKnowingEverything()
    {
        PilotPlan plan = s_study.Pilots!;
        Assert.NotEmpty(plan.Pilots);
        Assert.All(plan.Pilots, pilot => Assert.InRange(
            pilot.Value.Value, 0, plan.PerfectInformation.Value + (Tolerance.StandardErrors * pilot.Value.StandardError)));
        Assert.Equal(plan.Pilots.OrderByDescending(pilot => pilot.NetUsDollars), plan.Pilots);
    }

    [Fact]
    public void Of_Order_StopsWhereTheNextIsNotWorthItsCost()
    {
        PilotPlan plan = s_study.Pilots!;
        Assert.All(plan.Order, pilot => Assert.True(pilot.NetUsDollars > 0));
        Assert.Equal(plan.Order.Count, plan.Order.Select(pilot => pilot.CardId).Distinct().Count());
        Assert.Equal(plan.Pilots.Any(pilot => pilot.NetUsDollars > 0), plan.Order.Count > 0);
    }

    [Fact]
    public void Of_FreePilots_PreciseOnesAreWorthMore()
    {
        UncertaintyPolicy policy = WorkedCase.Policy with
        {
            Pilots = WorkedCase.Policy.Pilots with { SetUpUsDollars = 0, CardDayUsDollars = 0 },
            ModelError = WorkedCase.Policy.ModelError with { SigmaFactor = 2 },
        };
        StudyResult study = Study(UncertainCase.Of(WorkedCase.Bound, policy, WorkedCase.NoneOfTheirOwn));
        foreach (IGrouping<string, PilotValue> card in study.Pilots!.Pilots.GroupBy(pilot => pilot.CardId))
        {
            PilotValue[] byError = [.. card.OrderBy(pilot => pilot.Design.ErrorSigma)];
            double slack = Tolerance.StandardErrors * byError.Max(pilot => pilot.Value.StandardError);
            Assert.All(byError.Zip(byError.Skip(1)), pair => Assert.True(pair.First.Value.Value >= pair.Second.Value.Value - slack));
        }
    }

    [Fact]
    public void Of_Thresholds_AcceptanceIsStricterThanBreakEven()
    {
        Assert.NotEmpty(s_study.Pilots!.Thresholds);
        foreach (AcceptanceThreshold threshold in s_study.Pilots.Thresholds)
        {
            Assert.True(threshold.BaseRate > 0);
            if (threshold.BreakEvenRate is { } breakEven)
            {
                Assert.True(breakEven < threshold.BaseRate);
                Assert.True(threshold.AcceptanceRate > breakEven);
            }
        }
    }

    [Fact]
    public void Of_DesignsOfTheirOwn_RunOnTheirCardWithTheirCostAndDelay()
    {
        string model = WorkedCase.Bound.Comparison.Case.Workloads[0].ModelId;
        PilotDesign two = WorkedCase.Policy.Pilots.Designs[1] with { Id = "quoted", AcceleratorId = "h20-96gb", CostUsDollars = 123_456, DelayDays = 0 };
        PilotPlan plan = PlanOf(two, two with { Id = "one-model", ModelId = model }, two with { Id = "elsewhere", AcceleratorId = "h100-sxm" }, two with { Id = "no-language", ModelId = "no-such-model" });
        PilotValue quoted = plan.Pilots.Single(pilot => pilot.Design.Id == "quoted");
        PilotValue narrow = plan.Pilots.Single(pilot => pilot.Design.Id == "one-model");
        Assert.Equal(("h20-96gb", 123_456, 0), (quoted.CardId, quoted.CostUsDollars, quoted.DelayUsDollars));
        Assert.ProperSuperset(narrow.Variables.ToHashSet(), quoted.Variables.ToHashSet());
        Assert.All(narrow.Variables, id => Assert.StartsWith("modelError/h20-96gb/", id, StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Pilots, pilot => pilot.Design.Id == "no-language");
        Assert.All(plan.Thresholds.Where(threshold => threshold.CardId == "atlas-350-112gb"), threshold => Assert.Equal((null, null), (threshold.Test, threshold.AcceptanceRate)));
    }

    [Fact]
    public void Of_NoDesigns_OrdersNoneAndStillKnowsTheBreakEven()
    {
        PilotPlan plan = PlanOf();
        Assert.Empty(plan.Pilots);
        Assert.Empty(plan.Order);
        Assert.Equal(
            s_study.Pilots!.Thresholds.Select(threshold => (threshold.CardId, threshold.BreakEvenRate)),
            plan.Thresholds.Select(threshold => (threshold.CardId, threshold.BreakEvenRate)));
    }

    private static PilotPlan PlanOf(params PilotDesign[] designs) => Study(UncertainCase.Of(
        WorkedCase.Bound, WorkedCase.Policy with { Pilots = WorkedCase.Policy.Pilots with { Designs = designs } }, WorkedCase.NoneOfTheirOwn)).Pilots!;

    private static StudyResult Study(UncertainCase uncertain)
    {
        StudyRun run = new(uncertain, new(4_096, 5, Sampler.Sobol));
        run.Run(2, TestContext.Current.CancellationToken);
        return StudyAnalysis.Of(run, 2, TestContext.Current.CancellationToken);
    }
}
