using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Engine.Uncertainty;

namespace App.Tests.Engine.Uncertainty;

public sealed class PilotDesignTests
{
    private static readonly PilotRule s_house = WorkedCase.Policy.Pilots;

    public static TheoryData<string, PilotDesign> Unsound => new()
    {
        { "id", Sound() with { Id = "Two Weeks" } },
        { "label", Sound() with { Label = "  " } },
        { "points", Sound() with { Points = 0 } },
        { "errorSigma", Sound() with { ErrorSigma = 0 } },
        { "errorSigma", Sound() with { ErrorSigma = double.NaN } },
        { "days", Sound() with { Days = -1 } },
        { "cards", Sound() with { Cards = 100_001 } },
        { "costUsDollars", Sound() with { CostUsDollars = -1 } },
        { "delayDays", Sound() with { DelayDays = 1000 } },
        { "why", Sound() with { Why = new string('x', 501) } },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Check_OneWrongField_IsNamedWithValueAndBounds(string field, PilotDesign design)
    {
        CaseProblem problem = CaseRules.Check(With(design), PlannerCatalog.Default).Single();
        Assert.Equal($"uncertainty.pilots.designs[3].{field}", problem.Field);
        Assert.NotEmpty(problem.Value);
        Assert.Matches("[0-9]", problem.Accepted);
    }

    [Fact]
    public void Check_TheSameIdTwiceOrTooMany_IsRefused()
    {
        Assert.Equal("uncertainty.pilots.designs[3].id", CaseRules.Check(With(s_house.Designs[0]), PlannerCatalog.Default).Single().Field);
        PilotDesign[] many = [.. Enumerable.Range(0, PilotRule.MostDesigns + 1 - s_house.Designs.Count).Select(i => Sound() with { Id = $"pilot-{i}" })];
        Assert.Equal("uncertainty.pilots.designs", CaseRules.Check(With(many), PlannerCatalog.Default).Single().Field);
    }

    [Fact]
    public void Case_WithADesignOfItsOwn_ReadsBackTheSame()
    {
        PilotDesign own = Sound() with { AcceleratorId = "atlas-350-112gb", ModelId = SeededCase.Create().Workloads[0].ModelId, CostUsDollars = 250_000, DelayDays = 0 };
        string written = CaseReader.Write(With(own));
        CaseReading read = CaseReader.Read(written, PlannerCatalog.Default);
        Assert.Empty(read.Problems);
        Assert.Equal(own, read.Case!.Uncertainty!.Pilots.Designs[^1]);
        Assert.Equal(written, CaseReader.Write(read.Case));
        Assert.DoesNotContain("delayDays", CaseReader.Write(With(Sound())), StringComparison.Ordinal);
    }

    [Fact]
    public void CostUsDollars_ByCardDaysOrAsStated()
    {
        // 60,000 + 16 cards x 10 days x 60 = 69,600.
        PilotRule rule = new([], 60_000, 60, "");
        PilotDesign design = Sound() with { Cards = 16, Days = 10 };
        Assert.Equal(69_600, rule.CostUsDollars(design));
        Assert.Equal(5, rule.CostUsDollars(design with { CostUsDollars = 5 }));
        Assert.Equal((10, 4), (design.SigningDelayDays, (design with { DelayDays = 4 }).SigningDelayDays));
    }

    [Fact]
    public void ErrorSigmaAt_BetweenAndBeyondTheDesigns_GoesEvenlyOnLogarithms()
    {
        // Half way between 3 and 12 batches on a logarithmic scale is 6: the geometric mean of 0.26 and 0.17 is 0.210.
        Assert.Equal(Math.Sqrt(0.26 * 0.17), s_house.ErrorSigmaAt(6)!.Value, Tolerance.WorkedByHand);
        Assert.Equal((0.51, 0.26, 0.17, 0.17), (s_house.ErrorSigmaAt(1), s_house.ErrorSigmaAt(3), s_house.ErrorSigmaAt(12), s_house.ErrorSigmaAt(500)));
        Assert.Null((s_house with { Designs = [] }).ErrorSigmaAt(3));
    }

    private static PilotDesign Sound() => new("of-our-own", "Of our own", 6, 0.2, 5, 8, "");

    private static ProcurementCase With(params PilotDesign[] added) => SeededCase.Create() with
    {
        Uncertainty = WorkedCase.Policy with { Pilots = s_house with { Designs = [.. s_house.Designs, .. added] } },
    };
}
