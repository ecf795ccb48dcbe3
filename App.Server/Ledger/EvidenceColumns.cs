using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Documents;
using App.Engine.Evidence;
using App.Engine.Requirements;
using CsvHelper;
using CsvHelper.Configuration;

namespace App.Server.Ledger;

/// <summary>Evidence as a row of text cells: the columns of the CSV table and the attributes of a PROV entity.</summary>
internal static class EvidenceColumns
{
    private const int MostRows = 5000;
    private const int LongestCell = 20_000;

    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "subject", "says", "title", "publisher", "sourceType", "url", "locator", "published", "accessed", "independenceGroup", "hasInterest",
        "isPrimary", "isDisputed", "reliability", "credibility", "caveat",
    ];

    private static readonly HashSet<string> s_optional = ["id", "url", "locator", "published", "accessed", "hasInterest", "isPrimary", "isDisputed", "caveat"];

    public static object?[] Cells(EvidenceItem item) =>
    [
        item.Id, item.Subject, item.Says, item.Title, item.Publisher, item.SourceType, item.Url, item.Locator, item.Published, item.Accessed,
        item.IndependenceGroup, Yes(item.HasInterest), Yes(item.IsPrimary), Yes(item.IsDisputed), $"{item.Marks.Reliability}", item.Marks.Credibility, item.Caveat,
    ];

    /// <summary>Reads a CSV table or a PROV document.</summary>
    /// <returns>The items, or what is wrong and where; nothing half-read.</returns>
    public static (IReadOnlyList<EvidenceItem> Items, IReadOnlyList<CaseProblem> Problems) Read(string text, string format, Func<string> newId)
    {
        List<CaseProblem> problems = [];
        List<EvidenceItem> items = [];
        if (string.IsNullOrWhiteSpace(text))
        {
            return ([], [new("file", "empty", "at least one item of evidence")]);
        }

        try
        {
            int row = 1;
            foreach (IReadOnlyDictionary<string, string> cells in format == "csv" ? CsvRows(text, problems) : LedgerProv.EvidenceRows(JsonNode.Parse(
                text, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = 16 })))
            {
                row++;
                if (items.Count >= MostRows)
                {
                    problems.Add(new("rows", $"more than {MostRows}", $"at most {MostRows} at a time"));
                    break;
                }

                if (problems.Count < 20 && Item(cells, format == "csv" ? $"row {row}" : $"item {row - 1}", newId, problems) is { } item)
                {
                    items.Add(item);
                }
            }

            if (items.Count == 0 && problems.Count == 0)
            {
                problems.Add(new("file", "without evidence", "at least one item"));
            }
        }
        catch (JsonException problem)
        {
            problems.Add(new("file", StrictJson.Unreadable(problem), "a PROV document in JSON"));
        }
        catch (CsvHelperException problem)
        {
            problems.Add(new("file", $"not readable in row {problem.Context?.Parser?.Row ?? 1}", problem is MaxFieldSizeException
                ? $"cells of at most {LongestCell} characters"
                : "as many cells in each row as in the header, with quotes that close"));
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            problems.Add(new("file", "not of the expected shape", format == "csv" ? "a CSV table" : "a PROV document in JSON"));
        }

        return problems.Count > 0 ? ([], problems) : (items, []);
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> CsvRows(string text, List<CaseProblem> problems)
    {
        using CsvReader csv = new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = LongestCell, DetectColumnCountChanges = true });
        if (!csv.Read() || !csv.ReadHeader() || csv.HeaderRecord is not { } header)
        {
            yield break;
        }

        foreach (string column in header.Where(column => !Names.Contains(column)).Concat(Names.Where(name => !s_optional.Contains(name) && !header.Contains(name))))
        {
            problems.Add(new("header", column, $"the columns {string.Join(", ", Names)}; of these may be left out: {string.Join(", ", s_optional)}"));
        }

        if (header.Distinct().Count() != header.Length)
        {
            problems.Add(new("header", "a column twice", "each column once"));
        }

        while (problems.Count == 0 && csv.Read())
        {
            yield return header.ToDictionary(column => column, column => Plain(csv.GetField(column) ?? ""), StringComparer.Ordinal);
        }
    }

    /// <summary>Takes the apostrophe off again that <see cref="LedgerExport.Cell"/> puts before what looks like a formula.</summary>
    private static string Plain(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && "=+-@\t\r\n'".Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;

    private static EvidenceItem? Item(IReadOnlyDictionary<string, string> cells, string where, Func<string> newId, List<CaseProblem> problems)
    {
        int before = problems.Count;
        string Text(string name) => cells.GetValueOrDefault(name, "").Trim();
        string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;
        bool Flag(string name)
        {
            string text = Text(name);
            if (text is not ("" or "yes" or "no"))
            {
                problems.Add(new($"{where}, {name}", text, "yes or no"));
            }

            return text == "yes";
        }

        if (!Enum.TryParse(Text("reliability"), out SourceReliability reliability) || Text("reliability").Length != 1 || !char.IsAsciiLetterUpper(Text("reliability")[0]))
        {
            problems.Add(new($"{where}, reliability", Text("reliability"), "A to F"));
        }

        if (!int.TryParse(Text("credibility"), NumberStyles.None, CultureInfo.InvariantCulture, out int credibility) || credibility is < 1 or > 6)
        {
            problems.Add(new($"{where}, credibility", Text("credibility"), "1 to 6"));
        }

        EvidenceItem item = new()
        {
            Id = Optional("id") ?? newId(),
            Subject = Text("subject"),
            Says = Text("says"),
            Title = Text("title"),
            Publisher = Text("publisher"),
            SourceType = Text("sourceType"),
            Url = Optional("url"),
            Locator = Optional("locator"),
            Published = Optional("published"),
            Accessed = Optional("accessed"),
            IndependenceGroup = Text("independenceGroup"),
            HasInterest = Flag("hasInterest"),
            IsPrimary = Flag("isPrimary"),
            IsDisputed = Flag("isDisputed"),
            Marks = new(reliability, credibility),
            Caveat = Optional("caveat"),
        };
        return problems.Count == before ? item : null;
    }

    private static string Yes(bool value) => value ? "yes" : "no";
}
