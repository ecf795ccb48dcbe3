using App.Engine.DecisionAnalysis;
using App.Engine.Requirements;

namespace App.Shared.Comparisons;

/// <summary>Asks for a flip map of a case.</summary>
/// <param name="Case">The case; it need not be saved.</param>
/// <param name="Along">Id of the axis to the right; null for the first that the case offers.</param>
/// <param name="Up">Id of the axis upwards, which acts on nothing on which the other acts; null for the price of a card.</param>
public sealed record CaseFlipMapRequest(ProcurementCase Case, string? Along = null, string? Up = null);

/// <summary>A flip map of a case.</summary>
/// <param name="Axes">The axes that the case offers, those about the whole portfolio first.</param>
/// <param name="Along">The axis to the right.</param>
/// <param name="Up">The axis upwards.</param>
/// <param name="Points">Points of each axis.</param>
/// <param name="Candidates">Ids of the options that can be chosen.</param>
/// <param name="Best">Index of the cheapest candidate, [row * points + column], rows from the bottom; -1 where none can serve.</param>
public sealed record CaseFlipMap(
    IReadOnlyList<AxisChoice> Axes, MapAxis Along, MapAxis Up, int Points, IReadOnlyList<string> Candidates, IReadOnlyList<int> Best);

/// <summary>An axis that a map can have.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="FitsAlong">Whether it can be the axis to the right beside the one that is upwards: it acts on nothing on which that acts.</param>
/// <param name="FitsUp">Whether it can be the axis upwards beside the one that is to the right.</param>
public sealed record AxisChoice(string Id, string Label, bool FitsAlong, bool FitsUp);

/// <summary>Asks what a claimed ratio of two cards would mean for a case.</summary>
/// <param name="Case">The case; it need not be saved.</param>
/// <param name="CardId">The card that the claim is about.</param>
/// <param name="OtherId">The card it is measured against.</param>
public sealed record CaseClaimRequest(ProcurementCase Case, string CardId, string OtherId);

/// <summary>What two cards serve of the portfolio of a case.</summary>
/// <param name="Ratios">One per workload; none where no two options have these cards alone.</param>
/// <param name="ErrorSigma">Standard deviation of the logarithm of such a ratio, by the measured error of the serving model.</param>
public sealed record CaseClaim(IReadOnlyList<ServingRatio> Ratios, double ErrorSigma);
