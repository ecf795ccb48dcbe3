using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Costs;

/// <summary>Each line of the timeline is one formula, the same in every month: what the workbook and the kernel rest on.</summary>
public sealed class TimelineShapeTests
{
    private static readonly BoundComparison s_seeded = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);

    public static TheoryData<string> Options => [.. s_seeded.Plans.Keys];

    [Theory]
    [MemberData(nameof(Options))]
    public void MonthlyLine_EveryMonth_HasTheSameFormula(string option)
    {
        RecordedSheet<Formula> sheet = new();
        PlanSlots plan = s_seeded.Plans[option].Slots;
        FleetModel.Evaluate(CaseInputs.Formulas(plan.Table.Inputs.Count), plan, ref sheet);
        LineCells cells = new(sheet.Lines);
        foreach (SheetLine<Formula> line in sheet.Lines.Where(line => line.IsMonthly && line.Section != "Timing"))
        {
            Assert.Equal(plan.HorizonMonths + 1, line.Values.Count);
            for (int month = 0; month <= plan.HorizonMonths; month++)
            {
                Assert.True(
                    cells.SameFormula(line, month, line, 1),
                    $"{line.Section} / {line.Name}: the formula of month {month} is not that of month 1");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void MonthlyLine_Formula_ReachesBackOneMonthAtMost(string option)
    {
        RecordedSheet<Formula> sheet = new();
        PlanSlots plan = s_seeded.Plans[option].Slots;
        FleetModel.Evaluate(CaseInputs.Formulas(plan.Table.Inputs.Count), plan, ref sheet);
        LineCells cells = new(sheet.Lines);
        foreach (SheetLine<Formula> line in sheet.Lines.Where(line => line.IsMonthly))
        {
            Assert.All(cells.MonthsReadBy(line, 5), month => Assert.InRange(month, 4, 5));
        }
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Line_Formula_IsShortEnoughForACell(string option)
    {
        RecordedSheet<Formula> sheet = new();
        PlanSlots plan = s_seeded.Plans[option].Slots;
        FleetModel.Evaluate(CaseInputs.Formulas(plan.Table.Inputs.Count), plan, ref sheet);
        LineCells cells = new(sheet.Lines);
        HashSet<string> pools = [.. plan.Pools.Concat(plan.Bridge).Select(pool => pool.Title)];
        foreach (SheetLine<Formula> line in sheet.Lines.Where(line => !pools.Contains(line.Section) && !line.Section.StartsWith("Bridge: ", StringComparison.Ordinal)))
        {
            int size = cells.OperationsOf(line, line.IsMonthly ? 5 : 0);
            Assert.True(size <= 18, $"{line.Section} / {line.Name} takes {size} operations");
        }
    }

    [Fact]
    public void MonthlyLine_EveryMonthOfAnyCase_HasTheSameFormula() => Generators.MoneyCase.Sample(
        procurement =>
        {
            foreach (PlanSlots plan in FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans.Values.Select(bound => bound.Slots))
            {
                RecordedSheet<Formula> sheet = new();
                FleetModel.Evaluate(CaseInputs.Formulas(plan.Table.Inputs.Count), plan, ref sheet);
                LineCells cells = new(sheet.Lines);
                Assert.Equal(sheet.Lines.Count, sheet.Lines.DistinctBy(line => (line.Section, line.Name)).Count());
                foreach (SheetLine<Formula> line in sheet.Lines.Where(line => line.IsMonthly && line.Section != "Timing"))
                {
                    Assert.Equal(plan.HorizonMonths + 1, line.Values.Count);
                    foreach (int month in new[] { 0, 2, plan.HorizonMonths })
                    {
                        Assert.True(cells.SameFormula(line, month, line, 1), $"{line.Section} / {line.Name}: month {month}");
                    }
                }
            }
        },
        iter: 10, threads: 1);

    [Theory]
    [MemberData(nameof(Options))]
    public void Evaluate_InAWorkspace_AllocatesNothing(string option)
    {
        PlanSlots plan = s_seeded.Plans[option].Slots;
        double[] values = plan.Table.BaseValues();
        CaseInputs<Lanes> inputs = new([.. values.Select(Lanes.Constant)]);
        FleetWorkspace<Lanes> workspace = new(plan);
        NoSheet<Lanes> sheet = default;
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int run = 0; run < 10; run++)
            {
                FleetModel.Evaluate(inputs, workspace, ref sheet);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Evaluate_InAUsedWorkspace_GivesTheSameNumbers(string option)
    {
        PlanSlots plan = s_seeded.Plans[option].Slots;
        double[] values = plan.Table.BaseValues();
        FleetWorkspace<Scalar> workspace = new(plan);
        NoSheet<Scalar> sheet = default;
        Outcome<Scalar> first = FleetModel.Evaluate(CaseInputs.Scalars(values), workspace, ref sheet);
        double[] other = [.. values.Select(value => value * 1.01)];
        FleetModel.Evaluate(CaseInputs.Scalars(other), workspace, ref sheet);
        Assert.Equal(first, FleetModel.Evaluate(CaseInputs.Scalars(values), workspace, ref sheet));
    }
}
