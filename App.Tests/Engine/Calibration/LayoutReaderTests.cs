using App.Engine.Calibration;

namespace App.Tests.Engine.Calibration;

public sealed class LayoutReaderTests
{
    [Theory]
    [InlineData("TP8", 8, 8, 1, 1)]
    [InlineData("TP8 DP2 EP", 16, 8, 2, 1)]
    [InlineData("PP2-TP8", 16, 8, 1, 2)]
    [InlineData("DP32-EP32", 32, 1, 32, 1)]
    [InlineData("DEP8", 8, 1, 8, 1)]
    [InlineData("EP16", 16, 1, 16, 1)]
    [InlineData("TP8 DP-attn", 8, 1, 8, 1)]
    public void Read_OneLayout_GivesItsRanks(string text, double accelerators, int ranks, int groups, int stages) =>
        Assert.Equal(new MeasuredLayout(ranks, groups, stages), LayoutReader.Read(text, accelerators).Layout);

    [Theory]
    [InlineData("TP64 attnDP1 moeTP8 EP8", 8, 1)]
    [InlineData("TP1 attnDP64 moeTP8 EP8", 1, 8)]
    public void Read_RanksOfAttentionTimesThoseOfExperts_CountsTheCardsOnce(string text, int ranks, int groups)
    {
        LayoutReading reading = LayoutReader.Read(text, 64);

        Assert.True(reading.CountsCardsTwice);
        Assert.Equal(new MeasuredLayout(ranks, groups, 1), reading.Layout);
        Assert.Equal(8, reading.Layout!.Value.Cards);
    }

    [Fact]
    public void Read_SeparatePhases_KeepsTheSidesApart()
    {
        LayoutReading reading = LayoutReader.Read("PD-disagg P(TP8 EP8) D(TP1 DP32 EP32)", 40);

        Assert.Equal(new MeasuredLayout(8, 1, 1), reading.Layout);
        Assert.Equal(new MeasuredLayout(1, 32, 1), reading.Decode);
    }

    [Fact]
    public void Read_ListOfInstances_CountsEachSide()
    {
        LayoutReading reading = LayoutReader.Read("PD-disagg TP16 DP2; TP16 DP2; TP4 DP8", 96);

        Assert.Equal((2, 1), (reading.Copies, reading.DecodeCopies));
        Assert.Equal((new MeasuredLayout(16, 2, 1), new MeasuredLayout(4, 8, 1)), (reading.Layout!.Value, reading.Decode!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("TP999999 DP999999")]
    public void Read_WordsThatAreNoLayout_GivesNone(string text) => Assert.Null(LayoutReader.Read(text, 8).Layout);
}
