using System.Globalization;
using System.Text.Json.Nodes;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Shared.Exports;

namespace App.Server.Workbook;

/// <summary>
/// Reads what finance changed in a workbook: it is held against the same workbook written anew. Changed base values become a case; anything
/// else that differs is refused with its cell.
/// </summary>
internal static class WorkbookUpload
{
    private const int MostRefusals = 50;
    private const double FifteenDigits = 1e-14;

    /// <summary>Sheets whose texts are for people, and snapshots from which nothing is computed.</summary>
    private static readonly HashSet<string> s_notCompared =
        [CoverSheet.Name, GuideSheet.Name, ChangeLogSheet.Name, UncertaintySheet.Name, SensitivitySheet.Name];

    /// <summary>The scenario and version that a file says it comes from; null where it does not say.</summary>
    public static (string ScenarioId, int Version, string CatalogHash)? OriginOf(Dictionary<(string Sheet, string Address), UploadedCell> cells)
    {
        string? Cover(int row) => cells.GetValueOrDefault((CoverSheet.Name, string.Create(CultureInfo.InvariantCulture, $"B{row}")))?.Text;
        return Cover(CoverSheet.ScenarioRow) is { } scenario && int.TryParse(Cover(CoverSheet.VersionRow), CultureInfo.InvariantCulture, out int version)
            && Cover(CoverSheet.CaseHashRow + 1) is { } catalog
            ? (scenario, version, catalog) : null;
    }

    /// <summary>Compares.</summary>
    /// <param name="source">What the file was written from.</param>
    /// <param name="cells">The file.</param>
    public static UploadedWorkbook Compare(WorkbookSource source, Dictionary<(string Sheet, string Address), UploadedCell> cells)
    {
        (CalculationModel model, IReadOnlyList<SheetContent> sheets) = FinanceWorkbook.Content(source, new Styles());
        List<WorkbookRefusal> refusals = [];
        Dictionary<string, (Input Input, Line Line)> inputs = model.Inputs.ToDictionary(
            input => string.Create(CultureInfo.InvariantCulture, $"F{input.Line.Row}"));
        List<(WorkbookChange Change, Input Input)> changes = [];
        foreach (SheetContent sheet in sheets.Where(sheet => !s_notCompared.Contains(sheet.Name)))
        {
            HashSet<string> written = [];
            foreach ((SheetRow row, SheetCell cell) in sheet.Rows.SelectMany(row => row.Cells.Select(cell => (row, cell))))
            {
                string address = string.Create(CultureInfo.InvariantCulture, $"{FormulaText.Letters(cell.Column)}{row.Number}");
                written.Add(address);
                UploadedCell? found = cells.GetValueOrDefault((sheet.Name, address));
                string place = $"{sheet.Name}!{address}";
                if (sheet.Name == InputsSheet.Name && inputs.TryGetValue(address, out (Input Input, Line Line) input))
                {
                    ReadInput(input.Input, place, found, changes, refusals);
                }
                else if (!(sheet.Name == ControlSheet.Name && cell is { Formula: null, Text: null }))
                {
                    Compare(cell, found, place, refusals);
                }
            }

            refusals.AddRange(cells.Where(cell => cell.Key.Sheet == sheet.Name && cell.Value.Formula is not null && !written.Contains(cell.Key.Address))
                .Select(cell => new WorkbookRefusal($"{sheet.Name}!{cell.Key.Address}", $"holds the formula ={cell.Value.Formula} where none was written; accepted: further formulas on sheets of your own")));
        }

        ProcurementCase? changed = refusals.Count == 0 ? Apply(source, changes, refusals) : null;
        return new(
            source.Origin.ScenarioId, source.Origin.Version, [.. changes.Select(change => change.Change)],
            [.. refusals.Take(MostRefusals)], refusals.Count == 0 ? changed : null);
    }

    private static void ReadInput(
        Input input, string place, UploadedCell? found, List<(WorkbookChange, Input)> changes, List<WorkbookRefusal> refusals)
    {
        if (found is not { Formula: null, Number: { } value } || !double.IsFinite(value))
        {
            string what = found?.Formula is { } formula ? $"the formula ={formula}" : found?.Text is { } text ? $"the text '{text}'" : "nothing";
            refusals.Add(new(place, $"{input.Label} is {what}; accepted: a number in {(input.Unit.Symbol.Length > 0 ? input.Unit.Symbol : "no unit")}"));
        }
        else if (!IsSame(value, input.Value))
        {
            if (input.Kind == InputKind.Decision)
            {
                refusals.Add(new(place, $"{input.Label} is a decision of the planner; accepted: the value exported, {input.Value.ToString("R", CultureInfo.InvariantCulture)}"));
            }
            else
            {
                changes.Add((new(place, input.Id, input.Label, input.Unit.Symbol, input.Value, value), input));
            }
        }
    }

    private static void Compare(SheetCell cell, UploadedCell? found, string place, List<WorkbookRefusal> refusals)
    {
        if (cell.Formula is { } formula)
        {
            if (found?.Formula is not { } own)
            {
                refusals.Add(new(place, $"the formula ={formula} was replaced by {Shown(found)}; accepted: the formula as exported"));
            }
            else if (UploadedCells.Normal(own) != UploadedCells.Normal(formula))
            {
                refusals.Add(new(place, $"the formula is ={own}; accepted: ={formula}"));
            }
        }
        else if (cell.Text is null && found?.Number is { } number ? !IsSame(number, cell.Number) : cell.Text is null)
        {
            refusals.Add(new(
                place,
                $"is {Shown(found)}; accepted: {cell.Number.ToString("R", CultureInfo.InvariantCulture)}, as exported{(place.StartsWith("Inputs!", StringComparison.Ordinal) ? "; ranges are changed with their evidence in the application" : "")}"));
        }
    }

    /// <summary>Whether a number is the one that was written: LibreOffice saves fifteen digits of the seventeen that tell doubles apart.</summary>
    private static bool IsSame(double number, double written) => Math.Abs(number - written) <= FifteenDigits * Math.Abs(written);

    private static string Shown(UploadedCell? cell) => cell switch
    {
        null => "nothing",
        { Formula: { } formula } => $"the formula ={formula}",
        { Text: { } text } => $"the text '{text}'",
        _ => cell.Number!.Value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Puts changed requirements into the case and changed assumptions among the buyer's own values.</summary>
    private static ProcurementCase? Apply(WorkbookSource source, List<(WorkbookChange Change, Input Input)> changes, List<WorkbookRefusal> refusals)
    {
        JsonNode root = JsonNode.Parse(CaseReader.Write(source.Bound.Comparison.Case))!;
        Dictionary<string, AssumptionOverride> overrides = source.Bound.Comparison.Case.Overrides.ToDictionary(entry => entry.AssumptionId);
        foreach ((WorkbookChange change, Input input) in changes)
        {
            if (input.Kind == InputKind.Assumption)
            {
                overrides[input.Id] = new() { AssumptionId = input.Id, Value = change.After, Reason = $"Changed in the workbook, {change.Address}" };
            }
            else if (!Set(root, input.Id, change.After))
            {
                refusals.Add(new(change.Address, $"{input.Label} cannot be changed in the workbook; accepted: the value exported, and a change in the application"));
            }
        }

        CaseReading reading = CaseReader.Read(root.ToJsonString(), source.Catalog);
        ProcurementCase? changed = reading.Case is { } read ? read with { Overrides = [.. overrides.Values] } : null;
        IReadOnlyList<CaseProblem> problems = changed is null ? reading.Problems : CaseRules.Check(changed, source.Catalog);
        refusals.AddRange(problems.Select(problem => new WorkbookRefusal(AddressOf(problem, changes), problem.ToString())));
        return changed;
    }

    private static string AddressOf(CaseProblem problem, List<(WorkbookChange Change, Input Input)> changes) => changes
        .Where(change => problem.ToString().Contains(change.Input.Id, StringComparison.Ordinal)
            || problem.Field.EndsWith(change.Input.Id.Split('/')[^1], StringComparison.Ordinal))
        .Select(change => change.Change.Address).FirstOrDefault(InputsSheet.Name);

    /// <summary>Sets a number of the case by its path: names of members, ids or places of entries.</summary>
    private static bool Set(JsonNode root, string path, double value)
    {
        JsonNode? node = root;
        string[] parts = path.Split('/');
        foreach (string part in parts[..^1])
        {
            node = node switch
            {
                JsonObject known => known[part],
                JsonArray list when int.TryParse(part, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[index],
                JsonArray list => list.FirstOrDefault(entry => entry?["id"]?.GetValue<string>() == part),
                _ => null,
            };
        }

        if (node is not JsonObject target || target[parts[^1]] is not JsonValue old || old.GetValueKind() != System.Text.Json.JsonValueKind.Number)
        {
            return false;
        }

        target[parts[^1]] = value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);
        return true;
    }
}
