using App.Client.Formatting;
using App.Engine.Evidence;
using CsCheck;

namespace App.Tests.Client.Formatting;

public sealed class ShowTests
{
    [Theory]
    [InlineData(735_123_456, "735 million USD")]
    [InlineData(-1_540_000_000, "−1.54 billion USD")]
    [InlineData(999_960_000, "1.00 billion USD")]
    [InlineData(12_345, "12,345 USD")]
    [InlineData(0, "0 USD")]
    [InlineData(double.NaN, "– USD")]
    public void Dollars_OfAnySize_ReadInWords(double value, string expected) => Assert.Equal(expected, Show.Dollars(value));

    [Theory]
    [InlineData(0.0004, "0.0004")]
    [InlineData(1.40, "1.4")]
    [InlineData(16360.82, "16,361")]
    [InlineData(4.0, "4")]
    public void Input_OfFourDigits_HasNoTrailingZeros(double value, string expected) => Assert.Equal(expected, Show.Input(value));

    [Theory]
    [InlineData(16360.82, "16,360.82")]
    [InlineData(303.65864722722296, "303.6586")]
    [InlineData(16030464, "16,030,464")]
    [InlineData(0.53125, "0.53125")]
    [InlineData(-12.5, "-12.5")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    public void Asserted_Value_ShowsTheDigitsThatASignatureAsksFor(double value, string expected) => Assert.Equal(expected, Show.Asserted(value));

    [Fact]
    public void Asserted_WhateverTheValue_TypedAgainAsShownAgrees() =>
        Gen.Double[-1e18, 1e18].Select(Gen.Double[-30, 0], (value, exponent) => value * Math.Pow(10, exponent)).Sample(value =>
            DecimalParser.TryParse(Show.Asserted(value), out double typed) && RetypedValue.Agrees(value, typed));

    [Theory]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e12, "1,000,000,000,000")]
    [InlineData(-90, "−90")]
    public void Plain_Bound_IsWrittenOut(double value, string expected) => Assert.Equal(expected, Show.Plain(value));

    [Theory]
    [InlineData(1.4, 4, "1.4", "4.0")]
    [InlineData(112, 96, "112", "96")]
    [InlineData(756.25, 296, "756.3", "296.0")]
    public void Alike_OfTwoNumbers_HasTheSameDecimals(double one, double other, string first, string second) =>
        Assert.Equal((first, second), (Show.Alike(one, other), Show.Alike(other, one)));

    [Fact]
    public void Moment_WhereverTheReaderIs_NamesItsZone() =>
        Assert.Equal("2026-11-24 22:05 UTC", Show.Moment(new(2026, 11, 24, 22, 5, 31, DateTimeKind.Utc)));

    [Fact]
    public void Scale_OfARow_IsThatOfItsLargestNumber()
    {
        double[] row = [7.47e9, 1.0814e10, 0, 5.194e8];

        NumberScale scale = NumberScale.For(row);

        Assert.Equal("billion USD", scale.Before("USD"));
        Assert.Equal(3, scale.Decimals(row));
    }

    [Fact]
    public void Scale_OfThousands_StaysOnes() => Assert.Equal("", NumberScale.For([87_944, 267_776]).Word);

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(2e-8, "under 0.01%")]
    [InlineData(0.35, "35.0%")]
    [InlineData(0.99999, "over 99.99%")]
    [InlineData(1, "100%")]
    public void Chance_NearlyNoneOrAll_IsSaidSo(double probability, string expected) => Assert.Equal(expected, Show.Chance(probability));
}
