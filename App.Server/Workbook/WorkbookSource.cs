using System.Security.Cryptography;
using System.Text;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Studies;

namespace App.Server.Workbook;

/// <summary>A version of the scenario that the workbook comes from.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Name of the case.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="Author">Who made it; empty where that was not kept.</param>
/// <param name="CreatedUtc">When.</param>
internal sealed record WorkbookVersion(int Number, string Name, string Reason, string Author, DateTime CreatedUtc);

/// <summary>Where a workbook comes from: a stored scenario, or a file where there is none.</summary>
/// <param name="ScenarioId">Id of the scenario; empty where the case came from a file.</param>
/// <param name="Version">The version exported; 0 where the case came from a file.</param>
/// <param name="History">The versions up to it.</param>
internal sealed record WorkbookOrigin(string ScenarioId, int Version, IReadOnlyList<WorkbookVersion> History);

/// <summary>What a workbook is made of.</summary>
/// <param name="Bound">The comparison with its plans.</param>
/// <param name="Catalog">The catalogue, for the evidence.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Exposure">How each assumption moves the decision alone.</param>
/// <param name="Study">The case under uncertainty; null where no study was made.</param>
internal sealed record WorkbookSource(
    BoundComparison Bound, PlannerCatalog Catalog, WorkbookOrigin Origin, DecisionExposure Exposure, StudyResult? Study)
{
    /// <summary>Id of the run: SHA-256 over case, engine version and catalogue, as stored runs have it.</summary>
    public string RunId { get; } = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{Bound.Comparison.CaseHash}\n{EngineVersion.Current}\n{Bound.Comparison.CatalogHash}")));

    /// <summary>Reviewers' signatures for the inputs.</summary>
    public IReadOnlyList<InputSignature> Signatures { get; init; } = [];

    /// <summary>The first day of month 0, the order; only the dates in the headings follow from it.</summary>
    public DateOnly Order { get; init; } = new(2027, 1, 1);

    /// <summary>The month after a moment: when an order that is decided on then can be placed.</summary>
    public static DateOnly MonthAfter(DateTime utc) => new DateOnly(utc.Year, utc.Month, 1).AddMonths(1);

    /// <summary>A source for all but the snapshots, with which an uploaded file is compared.</summary>
    public static WorkbookSource ForComparison(BoundComparison bound, PlannerCatalog catalog, WorkbookOrigin origin) =>
        new(bound, catalog, origin, SwingAnalysis.Exposure([]), null);

    /// <summary>Puts a source together.</summary>
    public static WorkbookSource Of(BoundComparison bound, PlannerCatalog catalog, WorkbookOrigin origin, StudyResult? study) =>
        new(bound, catalog, origin, SwingAnalysis.Exposure(SwingAnalysis.Swings(bound)), study);
}
