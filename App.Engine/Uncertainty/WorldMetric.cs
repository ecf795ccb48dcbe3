using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>A figure of an option that is followed through the worlds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Its unit.</param>
public sealed record WorldMetric(string Id, string Label, Unit Unit)
{
    /// <summary>Index of the present cost, on which the decision is taken.</summary>
    public const int PresentCost = 0;

    /// <summary>Index of the capital.</summary>
    public const int Capital = 1;

    /// <summary>Index of the site power.</summary>
    public const int SitePower = 2;

    /// <summary>Index of the share of the work that is rented.</summary>
    public const int BridgeShare = 10;

    /// <summary>All of them, in the order in which the kernel writes them.</summary>
    public static IReadOnlyList<WorldMetric> All { get; } =
    [
        new("presentCost", "Present cost", Unit.UsDollars),
        new("capital", "Capital", Unit.UsDollars),
        new("sitePower", "Site power", Unit.Megawatts),
        new("inputCost", "Cost of input", Unit.UsDollarsPerMegatoken),
        new("outputCost", "Cost of output", Unit.UsDollarsPerMegatoken),
        new("tokenCost", "Cost of a token", Unit.UsDollarsPerMegatoken),
        new("recommendationCost", "Cost of recommendation", Unit.UsDollarsPerMillionItems),
        new("tokensPerKilowattHour", "Tokens per kilowatt-hour", Unit.TokensPerKilowattHour),
        new("energy", "Energy over the horizon", new("MWh")),
        new("carbon", "Carbon dioxide over the horizon", new("t")),
        new("bridgeShare", "Share served by the bridge", Unit.One),
        new("bridgeCost", "Bridge rental", Unit.UsDollars),
    ];

    internal static void Read<T>(in Outcome<T> outcome, Span<T> values)
        where T : struct, IReal<T>
    {
        values[0] = outcome.PresentCostUsDollars;
        values[1] = outcome.CapitalUsDollars;
        values[2] = outcome.SiteMegawatts;
        values[3] = outcome.InputUsDollarsPerMegatoken;
        values[4] = outcome.OutputUsDollarsPerMegatoken;
        values[5] = outcome.BlendedUsDollarsPerMegatoken;
        values[6] = outcome.RecommendationUsDollarsPerMillionCandidates;
        values[7] = outcome.TokensPerKilowattHour;
        values[8] = outcome.EnergyMegawattHours;
        values[9] = outcome.CarbonTonnes;
        values[BridgeShare] = outcome.UnmetFraction;
        values[11] = outcome.BridgeUsDollars;
    }
}
