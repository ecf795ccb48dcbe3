using App.Client.Formatting;
using CsCheck;

namespace App.Tests.Client.Formatting;

public sealed class DecimalParserTests
{
    [Theory]
    [InlineData("1234.5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData(" 4,500,000,000 ", 4.5e9)]
    [InlineData("-0.25", -0.25)]
    [InlineData("+7", 7)]
    [InlineData("0.125", 0.125)]
    [InlineData("10,000", 10000)]
    [InlineData("1e-6", 1e-6)]
    public void TryParse_ClearNumber_IsRead(string text, double expected)
    {
        Assert.True(DecimalParser.TryParse(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123,5")]
    [InlineData("1.234,5")]
    [InlineData("0,125")]
    [InlineData("00,123")]
    [InlineData("-0,125")]
    [InlineData("0,123.5")]
    [InlineData("0,125,000")]
    [InlineData("1,23,456")]
    [InlineData(",5")]
    [InlineData("1 234")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("1e400")]
    [InlineData("0x10")]
    [InlineData("12.")]
    [InlineData("٣")]
    [InlineData("12 MW")]
    public void TryParse_AnythingElse_IsRefused(string? text) => Assert.False(DecimalParser.TryParse(text, out _));

    [Fact]
    public void Entry_AnyNumber_IsReadBackToFifteenDigits() => Gen.Double[-1e15, 1e15].Sample(value =>
    {
        Assert.True(DecimalParser.TryParse(Show.Entry(value), out double read), Show.Entry(value));
        Assert.Equal(value, read, Math.Abs(value) * 1e-14);
    });
}
