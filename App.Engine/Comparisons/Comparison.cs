using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Comparisons;

/// <summary>The options of a case, evaluated at equal demand.</summary>
/// <param name="Case">The case.</param>
/// <param name="CaseHash">SHA-256 of the case.</param>
/// <param name="EngineVersion">Version of the engine.</param>
/// <param name="CatalogHash">SHA-256 of the catalogue.</param>
/// <param name="Limits">What a bought fleet may not exceed.</param>
/// <param name="Options">The options, in the order of the case.</param>
/// <param name="Verdict">Which is best; null where no option beside the reference is feasible.</param>
public sealed record Comparison(
    ProcurementCase Case,
    string CaseHash,
    string EngineVersion,
    string CatalogHash,
    FleetLimits Limits,
    IReadOnlyList<OptionResult> Options,
    Verdict? Verdict);

/// <summary>One option's answer.</summary>
/// <param name="Option">The option.</param>
/// <param name="IsReference">Whether the others are measured against it.</param>
/// <param name="Reasons">Why it is not feasible; empty where it is.</param>
/// <param name="Conditions">What must come true outside the model, such as availability.</param>
/// <param name="Warnings">What its figures hide at first sight, such as cards that never arrive or an engine named in part; empty where nothing does.</param>
/// <param name="Plan">What the planner decided; null where there is no plan.</param>
/// <param name="Figures">What it comes to; null where it cannot be evaluated.</param>
/// <param name="Statement">The monthly lines; empty where it cannot be evaluated.</param>
/// <param name="Operation">
/// What is asked of it, what it can do and what it draws by month: a section for each workload, kind of bought card and site; empty where it cannot be evaluated.
/// </param>
/// <param name="Pools">What each pool does; empty where it cannot be evaluated.</param>
public sealed record OptionResult(
    FleetOption Option,
    bool IsReference,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<string> Warnings,
    FleetPlan? Plan,
    OptionFigures? Figures,
    IReadOnlyList<StatementLine> Statement,
    IReadOnlyList<MonthSection> Operation,
    IReadOnlyList<PoolFigures> Pools)
{
    /// <summary>Whether it has a plan within budget and site power.</summary>
    public bool IsFeasible => Reasons.Count == 0;
}

/// <summary>An option's figures. Dollars are nominal; present values are at the moment of the order.</summary>
/// <param name="Cards">Accelerator cards.</param>
/// <param name="Servers">Servers.</param>
/// <param name="CapitalUsDollars">Spent on the purchase, USD.</param>
/// <param name="PresentCostUsDollars">Present value of all costs after tax less residual, USD.</param>
/// <param name="PresentCostBeforeTaxUsDollars">The same before tax, USD.</param>
/// <param name="NetPresentValueUsDollars">Minus the present cost, USD.</param>
/// <param name="TotalCostUsDollars">All costs before tax less receipts, not discounted, USD.</param>
/// <param name="EquivalentAnnualCostUsDollars">The present cost as an equal nominal sum at the end of each year, USD.</param>
/// <param name="RealEquivalentAnnualCostUsDollars">The same as a sum that keeps its buying power, in dollars of the order, USD.</param>
/// <param name="SiteMegawatts">Nameplate power at the meter, MW; 0 where rented.</param>
/// <param name="TokensPerDay">Tokens a day in the first month.</param>
/// <param name="InputUsDollarsPerMegatoken">Cost of a million prompt tokens, USD.</param>
/// <param name="OutputUsDollarsPerMegatoken">Cost of a million output tokens, USD.</param>
/// <param name="BlendedUsDollarsPerMegatoken">Cost of a million tokens of either kind, USD.</param>
/// <param name="RealBlendedUsDollarsPerMegatoken">The same as a price that keeps its buying power, in dollars of the order, USD.</param>
/// <param name="RecommendationUsDollarsPerMillionCandidates">Cost of a million scored candidates, USD.</param>
/// <param name="UsDollarsPerAcceleratorHour">Cost of an hour of a card in service, USD.</param>
/// <param name="CapitalUsDollarsPerKilowatt">Capital over IT nameplate power, USD per kW; 0 where rented.</param>
/// <param name="TokensPerUsDollar">Tokens for a dollar.</param>
/// <param name="TokensPerKilowattHour">Tokens over energy at the meter; 0 where rented.</param>
/// <param name="TokensPerSecondPerMegawatt">Tokens a second in the last month over nameplate megawatts at the meter; 0 where rented.</param>
/// <param name="CarbonKilogramsPerMegatoken">Carbon dioxide of a million tokens on own cards, kg; 0 where rented.</param>
/// <param name="EnergyMegawattHours">Energy at the meter over the horizon, MWh; 0 where rented.</param>
/// <param name="CarbonTonnes">Carbon dioxide of it, t.</param>
/// <param name="UtilisationFraction">Busy card-hours over card-hours in service; follows from demand, its peak and the reserves.</param>
/// <param name="DeliveredFraction">Share of the bought cards that has arrived by the end of the horizon; 1 where rented.</param>
/// <param name="BridgeShareFraction">Share of the work that is rented because the fleet is not there yet or too small.</param>
/// <param name="BridgeUsDollars">Present value of that rental, USD.</param>
/// <param name="PerformancePerDollarRatio">Work per present dollar over the reference's.</param>
/// <param name="InPlaceOfReference">When and how well what it costs more at first than the reference pays back; null for the reference.</param>
public sealed record OptionFigures(
    long Cards,
    long Servers,
    double CapitalUsDollars,
    double PresentCostUsDollars,
    double PresentCostBeforeTaxUsDollars,
    double NetPresentValueUsDollars,
    double TotalCostUsDollars,
    double EquivalentAnnualCostUsDollars,
    double RealEquivalentAnnualCostUsDollars,
    double SiteMegawatts,
    double TokensPerDay,
    double InputUsDollarsPerMegatoken,
    double OutputUsDollarsPerMegatoken,
    double BlendedUsDollarsPerMegatoken,
    double RealBlendedUsDollarsPerMegatoken,
    double RecommendationUsDollarsPerMillionCandidates,
    double UsDollarsPerAcceleratorHour,
    double CapitalUsDollarsPerKilowatt,
    double TokensPerUsDollar,
    double TokensPerKilowattHour,
    double TokensPerSecondPerMegawatt,
    double CarbonKilogramsPerMegatoken,
    double EnergyMegawattHours,
    double CarbonTonnes,
    double UtilisationFraction,
    double DeliveredFraction,
    double BridgeShareFraction,
    double BridgeUsDollars,
    double PerformancePerDollarRatio,
    InvestmentReturn? InPlaceOfReference);

/// <summary>A line of the monthly statement; month 0, the order, comes first.</summary>
/// <param name="Name">The line's name.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Values">One value per month.</param>
public sealed record StatementLine(string Name, string Unit, IReadOnlyList<double> Values);

/// <summary>Monthly lines about one thing.</summary>
/// <param name="Subject">Workload, kind of card or site, as the sheet names its section.</param>
/// <param name="Lines">The lines.</param>
public sealed record MonthSection(string Subject, IReadOnlyList<StatementLine> Lines);

/// <summary>What a pool does.</summary>
/// <param name="Title">What a person reads.</param>
/// <param name="Values">Its lines: name, unit, value.</param>
public sealed record PoolFigures(string Title, IReadOnlyList<NamedValue> Values);

/// <summary>A named number.</summary>
/// <param name="Name">The name.</param>
/// <param name="Unit">Symbol of the unit.</param>
/// <param name="Value">The number.</param>
public sealed record NamedValue(string Name, string Unit, double Value);

/// <summary>Which option is best: least present cost among the feasible. The reference is the yardstick, not a candidate.</summary>
/// <param name="BestOption">Id of the best.</param>
/// <param name="RunnerUpOption">Id of the next; null where the best is alone.</param>
/// <param name="AdvantageUsDollars">Present dollars by which the best is cheaper than the next; 0 where it is alone.</param>
/// <param name="AdvantageFraction">The same over the next one's cost.</param>
/// <param name="ReferenceAdvantageUsDollars">Present dollars by which the best is cheaper than the reference; negative where dearer.</param>
public sealed record Verdict(
    string BestOption, string? RunnerUpOption, double AdvantageUsDollars, double AdvantageFraction, double ReferenceAdvantageUsDollars);

/// <summary>How a single assumption moves the decision while all others stay.</summary>
/// <param name="Input">The assumption.</param>
/// <param name="LowUsDollars">Advantage of the best over the runner-up at the low value, USD; negative where it is worse.</param>
/// <param name="HighUsDollars">The same at the high value.</param>
/// <param name="Flips">Whether another option is best at the low or at the high value.</param>
/// <param name="OtherBest">Id of that option.</param>
/// <param name="IsUnserved">
/// Whether at one of the values one of the two can serve the work neither itself nor over the rented bridge, so that its cost has no bound;
/// <see cref="SwingAnalysis.Exposure"/> then counts the largest advantage seen.
/// </param>
public sealed record Swing(Input Input, double LowUsDollars, double HighUsDollars, bool Flips, string? OtherBest, bool IsUnserved = false)
{
    /// <summary>How far the advantage moves, USD.</summary>
    public double RangeUsDollars => Math.Abs(HighUsDollars - LowUsDollars);
}

/// <summary>How much of the decision rests on what evidence (F34).</summary>
/// <param name="Swings">Each assumption that moves the decision, widest first.</param>
/// <param name="ShareByStatus">Share of the summed ranges behind each status; adds up to 1; empty where nothing moves.</param>
/// <param name="UnverifiedShareFraction">Share behind inputs that nobody has verified.</param>
public sealed record DecisionExposure(
    IReadOnlyList<Swing> Swings, IReadOnlyDictionary<EvidenceStatus, double> ShareByStatus, double UnverifiedShareFraction);
