using App.Engine.Algebra;

namespace App.Engine.Costs;

/// <summary>What an option comes to over the horizon. Dollars are nominal; present values are at the moment of the order.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="CapitalUsDollars">Spent at the order: cards, servers, network, storage, installation, migration.</param>
/// <param name="PresentCostUsDollars">Present value of all costs less the residual.</param>
/// <param name="NetPresentValueUsDollars">Minus the present cost: no revenue is counted, demand is equal for all options.</param>
/// <param name="TokensPerDay">Prompt and output tokens a day in the first month.</param>
/// <param name="InputUsDollarsPerMegatoken">Levelised cost of a million prompt tokens.</param>
/// <param name="OutputUsDollarsPerMegatoken">Levelised cost of a million output tokens.</param>
/// <param name="BlendedUsDollarsPerMegatoken">Levelised cost of a million tokens of either kind.</param>
/// <param name="RecommendationUsDollarsPerMillionCandidates">Levelised cost of a million scored candidates; 0 where there are none.</param>
/// <param name="TokensPerKilowattHour">Tokens over the energy at the meter of the cards that serve them; 0 where power is in the rent.</param>
/// <param name="SiteMegawatts">Nameplate power at the meter; 0 where rented.</param>
/// <param name="EnergyMegawattHours">Energy at the meter over the horizon; 0 where rented.</param>
/// <param name="CarbonTonnes">Carbon dioxide of that energy.</param>
/// <param name="UnmetFraction">Share of the work that the bridge serves, weighted by its cost.</param>
/// <param name="BridgeUsDollars">Present value of the bridge rental.</param>
public readonly record struct Outcome<T>(
    T CapitalUsDollars,
    T PresentCostUsDollars,
    T NetPresentValueUsDollars,
    T TokensPerDay,
    T InputUsDollarsPerMegatoken,
    T OutputUsDollarsPerMegatoken,
    T BlendedUsDollarsPerMegatoken,
    T RecommendationUsDollarsPerMillionCandidates,
    T TokensPerKilowattHour,
    T SiteMegawatts,
    T EnergyMegawattHours,
    T CarbonTonnes,
    T UnmetFraction,
    T BridgeUsDollars)
    where T : struct, IReal<T>;
