using App.Engine.Algebra;

namespace App.Engine.Costs;

/// <summary>
/// What an option comes to over the horizon. Dollars are nominal; present values are at the moment of the order. Levelised costs are
/// prices before tax: what the work would have to earn, at a constant price, for the option to pay for itself after tax.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="CapitalUsDollars">Spent on the purchase: equipment with duty, construction, migration; without value added tax and refresh.</param>
/// <param name="PresentCostUsDollars">Present value of all costs after tax less the residual.</param>
/// <param name="PresentCostBeforeTaxUsDollars">The same before tax.</param>
/// <param name="NetPresentValueUsDollars">Minus the present cost: no revenue is counted, demand is equal for all options.</param>
/// <param name="TotalCostUsDollars">All costs before tax less receipts, not discounted.</param>
/// <param name="EquivalentAnnualCostUsDollars">The present cost as an equal nominal sum at the end of each year of the horizon.</param>
/// <param name="RealEquivalentAnnualCostUsDollars">The same as a sum that keeps its buying power, in dollars of the order.</param>
/// <param name="TokensPerDay">Prompt and output tokens a day in the first month.</param>
/// <param name="InputUsDollarsPerMegatoken">Levelised cost of a million prompt tokens.</param>
/// <param name="OutputUsDollarsPerMegatoken">Levelised cost of a million output tokens.</param>
/// <param name="BlendedUsDollarsPerMegatoken">Levelised cost of a million tokens of either kind.</param>
/// <param name="RealBlendedUsDollarsPerMegatoken">The same as a price that keeps its buying power, in dollars of the order.</param>
/// <param name="RecommendationUsDollarsPerMillionCandidates">Levelised cost of a million scored candidates; 0 where there are none.</param>
/// <param name="UsDollarsPerAcceleratorHour">Levelised cost of an hour of a card in service, without the bridge.</param>
/// <param name="CapitalUsDollarsPerKilowatt">Capital over IT nameplate power; 0 where rented.</param>
/// <param name="TokensPerUsDollar">Tokens for a dollar of levelised cost.</param>
/// <param name="TokensPerKilowattHour">Tokens over the energy at the meter of the cards that serve them; 0 where power is in the rent.</param>
/// <param name="TokensPerSecondPerMegawatt">Tokens a second in the last month over nameplate power at the meter; 0 where rented.</param>
/// <param name="CarbonKilogramsPerMegatoken">Carbon dioxide of a million tokens served on own cards; 0 where power is in the rent.</param>
/// <param name="SiteMegawatts">Nameplate power at the meter; 0 where rented.</param>
/// <param name="EnergyMegawattHours">Energy at the meter over the horizon; 0 where rented.</param>
/// <param name="CarbonTonnes">Carbon dioxide of that energy.</param>
/// <param name="UtilisationFraction">Busy card-hours over card-hours in service (F28).</param>
/// <param name="UnmetFraction">Share of the work that the bridge serves, weighted by its cost.</param>
/// <param name="BridgeUsDollars">Present value of the bridge rental before tax.</param>
/// <param name="DeliveredFraction">Share of the bought cards that has arrived by the end of the horizon; 1 where rented.</param>
public readonly record struct Outcome<T>(
    T CapitalUsDollars,
    T PresentCostUsDollars,
    T PresentCostBeforeTaxUsDollars,
    T NetPresentValueUsDollars,
    T TotalCostUsDollars,
    T EquivalentAnnualCostUsDollars,
    T RealEquivalentAnnualCostUsDollars,
    T TokensPerDay,
    T InputUsDollarsPerMegatoken,
    T OutputUsDollarsPerMegatoken,
    T BlendedUsDollarsPerMegatoken,
    T RealBlendedUsDollarsPerMegatoken,
    T RecommendationUsDollarsPerMillionCandidates,
    T UsDollarsPerAcceleratorHour,
    T CapitalUsDollarsPerKilowatt,
    T TokensPerUsDollar,
    T TokensPerKilowattHour,
    T TokensPerSecondPerMegawatt,
    T CarbonKilogramsPerMegatoken,
    T SiteMegawatts,
    T EnergyMegawattHours,
    T CarbonTonnes,
    T UtilisationFraction,
    T UnmetFraction,
    T BridgeUsDollars,
    T DeliveredFraction)
    where T : struct, IReal<T>;
