using App.Client.Components;
using Bunit;

namespace App.Tests.Client.Components;

public sealed class QuantityFieldTests
{
    [Theory]
    [InlineData("123,5", "Rate is \"123,5\"; accepted: a number such as 1234.5 with a point before the decimals, 1 – 1,000 1/s")]
    [InlineData("0,125", "Rate is \"0,125\"; accepted: a number such as 1234.5 with a point before the decimals, 1 – 1,000 1/s")]
    [InlineData("NaN", "Rate is \"NaN\"; accepted: a number such as 1234.5 with a point before the decimals, 1 – 1,000 1/s")]
    [InlineData("", "Rate is empty; accepted: a number such as 1234.5, 1 – 1,000 1/s")]
    [InlineData("-1", "Rate is -1; accepted: 1 – 1,000 1/s")]
    [InlineData("1000.01", "Rate is 1000.01; accepted: 1 – 1,000 1/s")]
    public async Task Entry_ThatIsNotAccepted_StaysAndIsExplainedAndNothingIsPassedOn(string entry, string explanation)
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        double passed = double.NaN;
        IRenderedComponent<QuantityField> field = context.Render<QuantityField>(parameters => parameters
            .Add(it => it.Label, "Rate").Add(it => it.Unit, "1/s").Add(it => it.Value, 20).Add(it => it.Minimum, 1).Add(it => it.Maximum, 1000)
            .Add(it => it.ValueChanged, value => passed = value));

        field.Find("input").Input(entry);

        Assert.Equal(explanation, field.Find("[role=alert]").TextContent);
        Assert.Equal(entry, field.Find("input").GetAttribute("value"));
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.True(double.IsNaN(passed));
        Assert.Equal([explanation], context.Draft.Refused);
    }

    [Fact]
    public async Task Entry_OfThousandsOfCharacters_IsQuotedInShort()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IRenderedComponent<QuantityField> field = context.Render<QuantityField>(parameters => parameters
            .Add(it => it.Label, "Rate").Add(it => it.Value, 20).Add(it => it.Minimum, 1).Add(it => it.Maximum, 1000));

        foreach (char letter in "7x")
        {
            field.Find("input").Input(new string(letter, 5000));

            string explanation = field.Find("[role=alert]").TextContent;
            Assert.Contains($"{new string(letter, 79)}…", explanation, StringComparison.Ordinal);
            Assert.True(explanation.Length < 220, explanation);
        }
    }

    [Fact]
    public async Task Fraction_TypedInPercent_IsPassedOnAsTheNearestFraction()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        double passed = double.NaN;
        IRenderedComponent<QuantityField> field = context.Render<QuantityField>(parameters => parameters
            .Add(it => it.Label, "Growth").Add(it => it.Factor, 100).Add(it => it.Value, 0.07).Add(it => it.Minimum, -0.9).Add(it => it.Maximum, 10)
            .Add(it => it.ValueChanged, value => passed = value));
        Assert.Equal("7", field.Find("input").GetAttribute("value"));

        field.Find("input").Input("14.3");

        Assert.Equal(0.143, passed);
    }

    [Fact]
    public async Task WrongEntry_OfAFieldThatGoesAway_NoLongerHindersSaving()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IRenderedComponent<QuantityField> field = context.Render<QuantityField>(parameters => parameters.Add(it => it.Label, "Rate").Add(it => it.Value, 20));
        field.Find("input").Input("abc");
        Assert.False(context.Draft.IsSound);

        await context.DisposeComponentsAsync();

        Assert.True(context.Draft.IsSound);
    }

    [Fact]
    public async Task WholeNumber_WithDecimals_IsRefused()
    {
        await using ClientContext context = await ClientContext.LoadedAsync();
        IRenderedComponent<QuantityField> field = context.Render<QuantityField>(parameters => parameters
            .Add(it => it.Label, "Horizon").Add(it => it.Whole, true).Add(it => it.Value, 48).Add(it => it.Minimum, 6).Add(it => it.Maximum, 180));

        field.Find("input").Input("48.5");

        Assert.Contains("a whole number, 6 – 180", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }
}
