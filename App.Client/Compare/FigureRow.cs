using App.Client.Formatting;
using App.Engine.Comparisons;

namespace App.Client.Compare;

/// <summary>A row of the option table. All its numbers share a scale and decimals, so that they can be read across.</summary>
/// <param name="Group">Key of the group it stands in.</param>
/// <param name="Key">Key of its text; what qualifies its unit is under the key with ".Unit".</param>
/// <param name="Line">Line of the result whose evidence it shows.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Value">Its number; null where it does not apply.</param>
/// <param name="Digits">Significant digits; 0 for whole numbers.</param>
internal sealed record FigureRow(string Group, string Key, string Line, string Unit, Func<OptionFigures, double?> Value, int Digits = 3)
{
    /// <summary>The figure that decides; it reads alike wherever it stands.</summary>
    public static FigureRow PresentCost { get; } = new("Money", "PresentCost", "Present cost", "USD", figures => figures.PresentCostUsDollars, 4);

    public static IReadOnlyList<FigureRow> All { get; } =
    [
        PresentCost,
        new("Money", "Capital", "Capital", "USD", figures => figures.CapitalUsDollars, 4),
        new("Money", "NetPresentValue", "Net present value", "USD", figures => figures.NetPresentValueUsDollars, 4),
        new("Money", "AnnualCost", "Equivalent annual cost", "USD/year", figures => figures.EquivalentAnnualCostUsDollars, 4),
        new("Money", "PerformancePerDollar", "Present cost", "×", figures => figures.PerformancePerDollarRatio),
        new("UnitCost", "CostBlended", "Cost of a token", "USD/M tokens", figures => figures.BlendedUsDollarsPerMegatoken),
        new("UnitCost", "CostInput", "Cost of input", "USD/M tokens", figures => figures.InputUsDollarsPerMegatoken),
        new("UnitCost", "CostOutput", "Cost of output", "USD/M tokens", figures => Positive(figures.OutputUsDollarsPerMegatoken)),
        new("UnitCost", "CostRecommendation", "Cost of recommendation", "USD/M candidates", figures => Positive(figures.RecommendationUsDollarsPerMillionCandidates)),
        new("UnitCost", "AcceleratorHour", "Cost of an accelerator-hour", "USD/h", figures => figures.UsDollarsPerAcceleratorHour),
        new("UnitCost", "TokensPerDollar", "Tokens per dollar", "tokens/USD", figures => Positive(figures.TokensPerUsDollar)),
        new("FleetSize", "Cards", "Present cost", "", figures => figures.Cards, 0),
        new("FleetSize", "CardsDelivered", "Share delivered", "", figures => Math.Round(figures.Cards * figures.DeliveredFraction), 0) { Matters = figures => Math.Round(figures.Cards * (1 - figures.DeliveredFraction)) >= 1 },
        new("FleetSize", "Servers", "Present cost", "", figures => figures.Servers, 0),
        new("FleetSize", "TokensPerDay", "Tokens per day", "tokens", figures => Positive(figures.TokensPerDay)),
        new("FleetSize", "Utilisation", "Utilisation", "%", figures => figures.UtilisationFraction * 100),
        new("FleetSize", "BridgeShare", "Share served by the bridge", "%", figures => figures.BridgeShareFraction * 100),
        new("PowerUse", "SitePower", "Site power", "MW", figures => Positive(figures.SiteMegawatts)),
        new("PowerUse", "TokensPerKilowattHour", "Tokens per kilowatt-hour", "tokens/kWh", figures => Positive(figures.TokensPerKilowattHour)),
        new("PowerUse", "TokensPerMegawatt", "Tokens per second and megawatt", "tokens/s/MW", figures => Positive(figures.TokensPerSecondPerMegawatt)),
        new("PowerUse", "CapitalPerKilowatt", "Capital per kilowatt", "USD/kW", figures => Positive(figures.CapitalUsDollarsPerKilowatt)),
        new("PowerUse", "CarbonPerMegatoken", "Carbon dioxide per million tokens", "kg/M tokens", figures => Positive(figures.CarbonKilogramsPerMegatoken)),
        new("PowerUse", "Carbon", "Carbon dioxide over the horizon", "t", figures => Positive(figures.CarbonTonnes)),
    ];

    /// <summary>Whether an option's figures are worth the row; it is shown where one option's are.</summary>
    public Func<OptionFigures, bool> Matters { get; init; } = _ => true;

    /// <summary>The rows that have a number for some option and are worth showing.</summary>
    public static IEnumerable<FigureRow> Of(Comparison answer) =>
        All.Where(row => answer.Options.Any(option => option.Figures is { } figures && row.Value(figures) is not null && row.Matters(figures)));

    /// <summary>Scale of the row in a comparison.</summary>
    public NumberScale Scale(Comparison answer) => Digits == 0 ? NumberScale.One : NumberScale.For(Values(answer));

    /// <summary>A number of the row as it is read.</summary>
    public string Text(Comparison answer, double value)
    {
        NumberScale scale = Scale(answer);
        return Show.Fixed(value / scale.Divisor, Digits == 0 ? 0 : scale.Decimals(Values(answer), Digits));
    }

    /// <summary>A number of the row with its scale and unit: "5.136 billion USD".</summary>
    public string Words(Comparison answer, double value) => $"{Text(answer, value)} {Scale(answer).Before(Unit)}";

    private IEnumerable<double> Values(Comparison answer) =>
        answer.Options.Select(option => option.Figures).OfType<OptionFigures>().Select(Value).OfType<double>();

    private static double? Positive(double value) => value > 0 ? value : null;
}
