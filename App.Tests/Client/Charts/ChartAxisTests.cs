using App.Client.Charts;
using CsCheck;

namespace App.Tests.Client.Charts;

public sealed class ChartAxisTests
{
    [Fact]
    public void Axis_HoldingBillions_HasRoundTicksWithoutTheScale()
    {
        ChartAxis axis = ChartAxis.Holding([0, 1.08e10]);

        Assert.Equal(["0", "5", "10", "15"], axis.Ticks.Select(axis.Text));
        Assert.Equal("billion USD", axis.Scale.Before("USD"));
    }

    [Fact]
    public void Axis_HoldingAnyValues_HoldsThemBetweenItsEnds() =>
        Gen.Double[-1e12, 1e12].Array[1, 20].Sample(values =>
        {
            ChartAxis axis = ChartAxis.Holding(values);

            Assert.All(values, value => Assert.InRange(axis.Percent(value), -1e-6, 100 + 1e-6));
            Assert.InRange(axis.Ticks.Count, 2, 12);
            Assert.Equal(0, axis.Percent(axis.Ticks[0]), 1e-6);
            Assert.Equal(100, axis.Percent(axis.Ticks[^1]), 1e-6);
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5e9, 5e9)]
    public void Axis_HoldingOneValue_StillHasALength(double low, double high)
    {
        ChartAxis axis = ChartAxis.Holding([low, high]);

        Assert.True(axis.Ticks.Count >= 2);
        Assert.All(axis.Ticks, tick => Assert.True(double.IsFinite(axis.Percent(tick))));
    }
}
