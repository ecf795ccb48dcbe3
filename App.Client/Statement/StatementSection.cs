using App.Engine.Comparisons;

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
    public const string DiscountFactor = "Discount factor";
    public const string PresentCost = "Present cost";
    public const string Residual = "Residual value";

    private static readonly (string Key, string[] Lines)[] s_sections =
    [
        ("Capital", ["Accelerators", "Servers", "Network", "Storage", "Installation", "Software migration", "Split-serving software"]),
        ("Running", ["Energy", "Facility", "Staff", "Support", "Failed cards"]),
        ("Rental", ["Rent", "Bridge rental"]),
        (Residual, [Residual]),
    ];

    /// <summary>The cost lines: dollars that add up to the total, residual value apart.</summary>
    public static IEnumerable<StatementLine> Costs(IReadOnlyList<StatementLine> statement) => statement.Where(line =>
        line.Unit == DollarsPerMonth && line.Name is not (TotalCost or PresentCost or Residual));

    /// <summary>The sections of a statement; a cost line that has no section of its own stands under "Other".</summary>
    public static IReadOnlyList<StatementSection> Of(IReadOnlyList<StatementLine> statement)
    {
        List<StatementLine> work = [.. statement.Where(line => line.Unit.EndsWith(PerMonth, StringComparison.Ordinal) && line.Unit != DollarsPerMonth)];
        List<StatementLine> dollars = [.. statement.Where(line => line.Unit == DollarsPerMonth && line.Name is not (TotalCost or PresentCost))];
        List<StatementSection> sections = [new("Work", work, null)];
        foreach ((string key, string[] names) in s_sections)
        {
            sections.Add(Summed(key == Residual ? "Residual" : key, [.. dollars.Where(line => names.Contains(line.Name))]));
        }

        sections.Add(Summed("Other", [.. dollars.Where(line => !s_sections.Any(section => section.Lines.Contains(line.Name)))]));
        return [.. sections.Where(section => section.Lines.Any(line => line.Values.Any(value => value != 0)))];
    }

    private static StatementSection Summed(string key, IReadOnlyList<StatementLine> lines) => new(
        key, lines, lines.Count == 0 ? null : [.. Enumerable.Range(0, lines[0].Values.Count).Select(month => lines.Sum(line => line.Values[month]))]);
}
