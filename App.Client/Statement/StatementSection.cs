using App.Engine.Comparisons;
using App.Engine.Costs;

namespace App.Client.Statement;

/// <summary>A section of the statement: lines that belong together, with their sum where they are dollars.</summary>
/// <param name="Key">Key of its text.</param>
/// <param name="Lines">Its lines, in the order of the engine.</param>
/// <param name="Sum">Sum of its lines by month; null where they have no common unit.</param>
internal sealed record StatementSection(string Key, IReadOnlyList<StatementLine> Lines, IReadOnlyList<double>? Sum)
{
    /// <summary>Only what is counted per month may be added up over months.</summary>
    public const string PerMonth = "/month";
    public const string DollarsPerMonth = "USD/month";
    public const string TotalCost = "Total cost";
    public const string TaxRelief = "Tax relief";
    public const string CostAfterTax = "Cost after tax";
    public const string DiscountFactor = "Discount factor";
    public const string PresentCost = "Present cost";

    private static readonly (string Key, string[] Lines)[] s_sections =
    [
        ("Capital",
        [
            "Accelerators", "Servers", "Network", "Scale-up network", "Storage", "Installation", "Spares", "Facility construction",
            "Software migration", "Split-serving software", "Refresh",
        ]),
        ("Taxes", ["Import duty", "Value added tax", "Value added tax recovered"]),
        ("Running",
        [
            "Energy", "Demand charge", "Facility", "Staff", "Support", "Failed cards", "Licences", "Migration upkeep", "Dual running", "Insurance",
        ]),
        ("Rental", ["Lease payments", "Rent", "Bridge rental"]),
        ("Residual", ["Resale of replaced cards", "Residual value"]),
    ];

    /// <summary>The cost lines: dollars that add up to the total.</summary>
    public static IEnumerable<StatementLine> Costs(IReadOnlyList<StatementLine> statement) =>
        CashLines.All.Select(line => statement.Single(other => other.Name == line.Name));

    /// <summary>The sections of a statement; a cost line that has no section of its own stands under "Other".</summary>
    public static IReadOnlyList<StatementSection> Of(IReadOnlyList<StatementLine> statement)
    {
        List<StatementLine> work = [.. statement.Where(line => line.Unit.EndsWith(PerMonth, StringComparison.Ordinal) && line.Unit != DollarsPerMonth)];
        List<StatementLine> dollars = [.. Costs(statement)];
        List<StatementSection> sections = [new("Work", work, null)];
        foreach ((string key, string[] names) in s_sections)
        {
            sections.Add(Summed(key, [.. dollars.Where(line => names.Contains(line.Name))]));
        }

        sections.Add(Summed("Other", [.. dollars.Where(line => !s_sections.Any(section => section.Lines.Contains(line.Name)))]));
        return [.. sections.Where(section => section.Lines.Any(line => line.Values.Any(value => value != 0)))];
    }

    private static StatementSection Summed(string key, IReadOnlyList<StatementLine> lines) => new(
        key, lines, lines.Count == 0 ? null : [.. Enumerable.Range(0, lines[0].Values.Count).Select(month => lines.Sum(line => line.Values[month]))]);
}
