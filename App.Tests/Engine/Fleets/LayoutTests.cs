using App.Engine.Catalog;
using App.Engine.Fleets;

namespace App.Tests.Engine.Fleets;

public sealed class LayoutTests
{
    [Theory]
    // TP8 on islands of four: two islands, an all-reduce inside and one between.
    [InlineData(8, 1, 1, 4, "8 8 1 1 4 2 1 1 0 0 0 0 0")]
    // TP2 with experts over four groups inside one island of eight: nothing goes beyond it.
    [InlineData(2, 4, 1, 8, "8 2 4 1 2 1 1 0 1 0.75 0 0 0")]
    // The same on islands of four: one other group inside, two of four beyond.
    [InlineData(2, 4, 1, 4, "8 2 4 1 2 1 1 0 1 0.25 0.5 0 0")]
    // TP8, two stages, islands of eight: the one hop goes between islands.
    [InlineData(8, 1, 2, 8, "16 8 1 2 8 1 1 0 0 0 0 0 1")]
    // TP2, four stages, islands of four: hops inside, between, inside.
    [InlineData(2, 1, 4, 4, "8 2 1 4 2 1 1 0 0 0 0 2 1")]
    // One card.
    [InlineData(1, 1, 1, 1, "1 1 1 1 1 1 0 0 0 0 0 0 0")]
    public void Write_Layout_DescribesItsPlaceInTheIslands(int tensor, int expert, int stages, int island, string expected)
    {
        double[] numbers = new double[Layout.NumberCount];

        new Layout(tensor, expert, stages).Write(island, numbers);

        Assert.Equal(expected, string.Join(' ', numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void All_DenseModel_HasNoExpertRanksAndEveryLayoutOnce()
    {
        List<Layout> layouts = [.. LayoutSpace.All(hasExperts: false)];

        Assert.All(layouts, layout => Assert.Equal(1, layout.ExpertRanks));
        Assert.All(layouts, layout => Assert.InRange(layout.Cards, 1, LayoutSpace.MaximumCards));
        Assert.Equal(layouts.Count, layouts.Distinct().Count());
    }

    [Theory]
    [InlineData("qwen3-8b", 64, 1, 1, "32 attention heads cannot be shared by 64 cards evenly")]
    [InlineData("minimax-m2.5", 32, 1, 1, "48 attention heads cannot be shared by 32 cards evenly")]
    [InlineData("qwen3-coder-480b-a35b", 1, 64, 1, "160 experts cannot be spread over 64 groups evenly")]
    [InlineData("qwen3-8b", 1, 2, 1, "0 experts cannot be spread over 2 groups evenly")]
    [InlineData("mixtral-8x7b", 8, 8, 1, null)]
    public void Refuse_CountsThatDoNotDivide_SaysWhich(string model, int tensor, int expert, int stages, string? why)
    {
        Rejection? rejection = LayoutSpace.Refuse(
            new(tensor, expert, stages), PlannerCatalog.Default.Models[model], PlannerCatalog.Default.Accelerators["h20-96gb"], linkBeyondIslandKnown: true);

        Assert.Equal(why, rejection?.ToString());
    }

    [Fact]
    public void Refuse_LinkBeyondTheIslandNotKnown_StaysInsideIt()
    {
        Accelerator card = PlannerCatalog.Default.Accelerators["mi300x"];
        ModelArchitecture model = PlannerCatalog.Default.Models["llama-3.1-70b"];

        Assert.Null(LayoutSpace.Refuse(new(8, 1, 1), model, card, linkBeyondIslandKnown: false));
        Assert.Equal(new Rejection.IslandExceeded(16, 8), LayoutSpace.Refuse(new(8, 1, 2), model, card, linkBeyondIslandKnown: false));
    }
}
