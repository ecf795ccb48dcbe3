using App.Client.Formatting;
using App.Engine.Comparisons;

namespace App.Client.Compare;

/// <summary>A row of the option table.</summary>
/// <param name="Key">Key of its text; its unit is under the key with ".Unit".</param>
/// <param name="Line">Line of the result whose evidence it shows.</param>
/// <param name="Text">Its cell.</param>
internal sealed record FigureRow(string Key, string Line, Func<OptionFigures, string> Text)
{
    public static IReadOnlyList<FigureRow> All { get; } =
    [
        new("PresentCost", "Present cost", figures => Show.Dollars(figures.PresentCostUsDollars, 4)),
        new("NetPresentValue", "Net present value", figures => Show.Dollars(figures.NetPresentValueUsDollars, 4)),
        new("Capital", "Capital", figures => Show.Dollars(figures.CapitalUsDollars, 4)),
        new("PerformancePerDollar", "Present cost", figures => Show.Number(figures.PerformancePerDollarRatio) + "×"),
        new("CostBlended", "Cost of a token", figures => Show.Number(figures.BlendedUsDollarsPerMegatoken)),
        new("CostInput", "Cost of input", figures => Show.Number(figures.InputUsDollarsPerMegatoken)),
        new("CostOutput", "Cost of output", figures => Show.Number(figures.OutputUsDollarsPerMegatoken)),
        new("CostRecommendation", "Cost of recommendation", figures => Show.Number(figures.RecommendationUsDollarsPerMillionCandidates)),
        new("TokensPerDay", "Tokens per day", figures => Show.Scaled(figures.TokensPerDay)),
        new("Cards", "Present cost", figures => Show.Count(figures.Cards)),
        new("Servers", "Present cost", figures => Show.Count(figures.Servers)),
        new("SitePower", "Site power", figures => figures.SiteMegawatts > 0 ? Show.Number(figures.SiteMegawatts) : "–"),
        new("TokensPerKilowattHour", "Tokens per kilowatt-hour", figures => figures.TokensPerKilowattHour > 0 ? Show.Scaled(figures.TokensPerKilowattHour) : "–"),
        new("Carbon", "Carbon dioxide over the horizon", figures => figures.CarbonTonnes > 0 ? Show.Scaled(figures.CarbonTonnes) : "–"),
        new("BridgeShare", "Share served by the bridge", figures => Show.Percent(figures.BridgeShareFraction)),
    ];
}
