using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Engine.Comparisons;

public sealed class FigureFormulaTests
{
    private static readonly BoundComparison s_bound = FleetComparison.EvaluateBound(SeededCase.Create(), PlannerCatalog.Default);

    [Fact]
    public void Of_EveryFigure_IsReadableAndNamesLinesOrInputs() => Assert.All(s_bound.Plans.Values, plan => Assert.All(Lineage.Of(plan), figure =>
    {
        string text = FigureFormula.Of(plan, figure.Line)!;
        Assert.InRange(text.Length, 1, 4000);
        Assert.True(figure.Inputs.Count == 0 || text.Contains('['), $"{figure.Line}: {text}");
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }));

    [Fact]
    public void Of_TheNetPresentValue_IsMinusThePresentCost()
    {
        string text = FigureFormula.Of(s_bound.Plans.Values.First(), "Net present value")!;

        Assert.Contains("[Present cost so far", text, StringComparison.Ordinal);
        Assert.Contains("−", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AFigureThatIsNotThere_IsNothing() => Assert.Null(FigureFormula.Of(s_bound.Plans.Values.First(), "Nothing"));
}
