using App.Engine.DecisionAnalysis;
using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>A study: would this still be chosen, and what is worth finding out first. It is immutable and made anew from its settings, bit for bit.</summary>
/// <param name="Schema">"study/1".</param>
/// <param name="Id">SHA-256 over case, catalogue, engine version and settings.</param>
/// <param name="CaseName">Name of the case.</param>
/// <param name="CaseHash">SHA-256 of the case.</param>
/// <param name="CatalogHash">SHA-256 of the catalogue.</param>
/// <param name="EngineVersion">Version of the engine.</param>
/// <param name="Settings">How it was made.</param>
/// <param name="Options">The options that have a plan.</param>
/// <param name="Decision">The choice among the candidates; null where there is none.</param>
/// <param name="Variables">What is uncertain, the most valuable to know first.</param>
/// <param name="Groups">What several variables are worth together.</param>
/// <param name="Pilots">What to pilot; null where there is no choice.</param>
/// <param name="Notices">What the reader should know, such as repaired correlations.</param>
public sealed record StudyResult(
    string Schema,
    string Id,
    string CaseName,
    string CaseHash,
    string CatalogHash,
    string EngineVersion,
    StudySettings Settings,
    IReadOnlyList<OptionStudy> Options,
    DecisionStudy? Decision,
    IReadOnlyList<VariableStudy> Variables,
    IReadOnlyList<GroupStudy> Groups,
    PilotPlan? Pilots,
    IReadOnlyList<string> Notices);

/// <summary>An option over the worlds.</summary>
/// <param name="Id">Id of the option.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="IsCandidate">Whether it can be chosen: feasible in the base case and not the yardstick.</param>
/// <param name="BasePresentCostUsDollars">Present cost in the base case, USD.</param>
/// <param name="Metrics">Its figures.</param>
/// <param name="PresentCostQuantiles">Present cost at 0, 1, ... 100 percent of the worlds, USD.</param>
/// <param name="Histogram">Worlds in each bin of <see cref="DecisionStudy.HistogramEdges"/>; empty where there is no decision.</param>
/// <param name="OverBudgetProbability">Share of worlds whose capital is above the budget; 0 where rented.</param>
/// <param name="OverPowerProbability">Share of worlds whose site power is above the limit; 0 where rented.</param>
/// <param name="Risk">How it does against the other candidates; null where it is none.</param>
public sealed record OptionStudy(
    string Id,
    string Name,
    bool IsCandidate,
    double BasePresentCostUsDollars,
    IReadOnlyList<MetricStudy> Metrics,
    IReadOnlyList<double> PresentCostQuantiles,
    IReadOnlyList<int> Histogram,
    Estimate OverBudgetProbability,
    Estimate OverPowerProbability,
    OptionRisk? Risk);

/// <summary>A figure of an option over the worlds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Mean">Mean.</param>
/// <param name="P10">One world in ten lies below.</param>
/// <param name="P50">Half of the worlds lie below.</param>
/// <param name="P90">Nine worlds in ten lie below.</param>
public sealed record MetricStudy(string Id, string Label, string Unit, Estimate Mean, Estimate P10, Estimate P50, Estimate P90);

/// <summary>The choice among the candidates.</summary>
/// <param name="Best">Id of the candidate with the least mean cost.</param>
/// <param name="RunnerUp">Id of the next; null where the best is alone.</param>
/// <param name="Lead">Mean of how much cheaper the best is than the next, USD.</param>
/// <param name="LeadP10">In one world in ten it leads by less, USD.</param>
/// <param name="LeadP90">In one world in ten it leads by more, USD.</param>
/// <param name="LeadProbability">Share of worlds in which it is cheaper than the next.</param>
/// <param name="PerfectInformation">What knowing everything before signing would be worth (EVPI), USD.</param>
/// <param name="VarianceShares">Share of the variance of the lead that rests on inputs of each status.</param>
/// <param name="UnverifiedShareFraction">Share that rests on inputs nobody has verified.</param>
/// <param name="Dominances">Which candidate beats which whatever the attitude to risk.</param>
/// <param name="HistogramEdges">Edges of the bins of the options' histograms, USD.</param>
/// <param name="LossQuantile">Share of worlds beyond which a loss counts as bad.</param>
public sealed record DecisionStudy(
    string Best,
    string? RunnerUp,
    Estimate Lead,
    double LeadP10,
    double LeadP90,
    Estimate LeadProbability,
    Estimate PerfectInformation,
    IReadOnlyDictionary<EvidenceStatus, double> VarianceShares,
    double UnverifiedShareFraction,
    IReadOnlyList<DominanceStudy> Dominances,
    IReadOnlyList<double> HistogramEdges,
    double LossQuantile);

/// <summary>A candidate that dominates another.</summary>
/// <param name="Better">Id of the one that dominates.</param>
/// <param name="Worse">Id of the other.</param>
/// <param name="Order">In which order.</param>
public sealed record DominanceStudy(string Better, string Worse, DominanceOrder Order);

/// <summary>An uncertain number and what it means for the choice.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="Base">Value in the base case.</param>
/// <param name="P10">One world in ten lies below.</param>
/// <param name="P50">Half of the worlds lie below.</param>
/// <param name="P90">Nine worlds in ten lie below.</param>
/// <param name="Distribution">Its distribution.</param>
/// <param name="Rule">Why that distribution.</param>
/// <param name="Facts">Ids of the catalogue's facts behind it.</param>
/// <param name="Value">What knowing it before signing would be worth (EVPPI), USD.</param>
/// <param name="VarianceShare">Share of the variance of the lead that it explains alone (first-order index).</param>
/// <param name="RankCorrelation">Rank correlation with the lead of the best candidate.</param>
/// <param name="LeadAtP10">Lead with this at its P10 and all others at their median, USD.</param>
/// <param name="LeadAtP90">Lead with this at its P90, USD.</param>
/// <param name="IsMonotone">Whether the lead goes one way between.</param>
/// <param name="OtherBest">Id of the candidate that is best at P10 or P90 instead; null where none is.</param>
public sealed record VariableStudy(
    string Id,
    string Label,
    string Unit,
    EvidenceStatus Status,
    double Base,
    double P10,
    double P50,
    double P90,
    Distribution Distribution,
    string Rule,
    IReadOnlyList<string> Facts,
    Estimate Value,
    Estimate VarianceShare,
    double RankCorrelation,
    double LeadAtP10,
    double LeadAtP90,
    bool IsMonotone,
    string? OtherBest);

/// <summary>By what the variables of a group belong together.</summary>
public enum GroupKind
{
    /// <summary>They have the same evidence status.</summary>
    Status,

    /// <summary>They describe the same accelerator.</summary>
    Accelerator,

    /// <summary>The same published fact stands behind them.</summary>
    Fact,
}

/// <summary>What several variables are worth together.</summary>
/// <param name="Kind">By what they belong together.</param>
/// <param name="Id">The status, accelerator or fact.</param>
/// <param name="Variables">Ids of the variables.</param>
/// <param name="Value">What knowing all of them before signing would be worth (EVPPI), USD.</param>
public sealed record GroupStudy(GroupKind Kind, string Id, IReadOnlyList<string> Variables, Estimate Value);

/// <summary>One world of a study, opened.</summary>
/// <param name="World">Number of the world.</param>
/// <param name="Variables">Value of each variable.</param>
/// <param name="Options">Figures of each option.</param>
/// <param name="Best">Id of the cheapest candidate; null where there is none.</param>
public sealed record OpenedWorld(int World, IReadOnlyList<WorldValue> Variables, IReadOnlyList<WorldOption> Options, string? Best);

/// <summary>A number in one world.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Unit">Symbol of its unit.</param>
/// <param name="Base">In the base case; null where neither the option nor the rented bridge can serve within the latency targets.</param>
/// <param name="Value">In the world; null likewise. A study counts such a cost as the largest seen.</param>
public sealed record WorldValue(string Id, string Label, string Unit, double? Base, double? Value);

/// <summary>An option in one world.</summary>
/// <param name="Id">Id of the option.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="Figures">Its figures with those of the base case.</param>
public sealed record WorldOption(string Id, string Name, IReadOnlyList<WorldValue> Figures);
