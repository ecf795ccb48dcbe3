using App.Engine.Evidence;

namespace App.Tests.Engine.Evidence;

public sealed class RetypedValueTests
{
    [Theory]
    [InlineData(16360.82, 16360.82)]
    [InlineData(303.65864722722296, 303.65864722722296)]
    [InlineData(303.65864722722296, 303.6586)]
    [InlineData(-0.0312599999999, -0.03126)]
    [InlineData(1e-20, 1e-20)]
    [InlineData(0.0, 0.0)]
    public void Agrees_AllDigitsOrThoseShown_Is(double asserted, double typed) => Assert.True(RetypedValue.Agrees(asserted, typed));

    [Theory]
    [InlineData(16360.82, 16361.0)]
    [InlineData(16360.82, 16360.8)]
    [InlineData(16360.82, 16360.81)]
    [InlineData(303.65864722722296, 303.6587)]
    [InlineData(303.65864722722296, 303.658647)]
    [InlineData(16030464.0, 16030460.0)]
    [InlineData(1e-20, 0.0)]
    [InlineData(1512.0, null)]
    [InlineData(1512.0, double.NaN)]
    public void Agrees_AnotherNumberOrFewerDigits_IsNot(double asserted, double? typed) => Assert.False(RetypedValue.Agrees(asserted, typed));
}
