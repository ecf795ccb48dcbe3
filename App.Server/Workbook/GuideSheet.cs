namespace App.Server.Workbook;

/// <summary>How to read and use the workbook.</summary>
internal static class GuideSheet
{
    public const string Name = "Guide";

    private static readonly (CellRole Role, string Sign, string Meaning)[] s_signs =
    [
        (CellRole.Input, "Blue on yellow", "Typed, and meant to be changed: inputs, switches, names on the cover."),
        (CellRole.Formula, "Black", "Computed on this sheet."),
        (CellRole.Link, "Green", "Taken from another sheet, unchanged."),
        (CellRole.Static, "Grey italics", "Written by the engine when exported; it does not follow the inputs."),
        (CellRole.Check, "Bold", "A check or a total."),
    ];

    private static readonly string[] s_rules =
    [
        "To try a value, change it in the column Base of Inputs. Everything that depends on it follows; the master check then says that inputs were changed.",
        "To see the low or the high values of all assumptions at once, change the number of the scenario on Control. Low is not always cheap.",
        "Numbers of cards, replicas and layouts are decisions of the planner. They stand on Inputs and do not follow other inputs: size the fleet anew in the application.",
        "A row has one formula, the same in every month. Month 0, the order, is column F on every sheet; column E holds the opening balance, 0.",
        "Every formula refers to its own sheet. What comes from another sheet stands in green at the end of the sheet, once, with its name and unit.",
        "A line called 'working' is a part of the line below it or named before the colon: a long formula in steps.",
        "Costs are positive and receipts negative in the cash flow. Nothing is rounded but in display.",
        "Costs fall at the end or in the middle of a month as the case says; the discount factors are on Timing.",
        "Evidence status, strongest first: Verified (signed by a reviewer who is not its author), Corroborated (two independent sources agree), Claimed (one source, or an interested one), Assumed (no source), Requirement (stated by the buyer).",
        "Sheets Uncertainty and Sensitivity are snapshots: thousands of worlds cannot be live in a workbook. They name the seed and the run by which they can be made again.",
        "To bring changes back, upload the workbook to the application: changed inputs are shown as a list and become a new version with a reason; a changed formula is refused.",
    ];

    /// <summary>The sheets and what is on them.</summary>
    public static IEnumerable<(string Name, string What)> Sheets(CalculationModel model) =>
    [
        ("Cover", "What this is and where it comes from"),
        ("Guide", "How to read and use it"),
        ("Control", "Scenario and what the charts show"),
        ("Inputs", "Every number that the model reads, with its range and evidence"),
        ("Evidence", "The sources behind the inputs"),
        ("Summary", "The options side by side, with charts"),
        ("Waterfall", "From one option's present cost to another's"),
        ("Timing", "Calendar, discount factors, price levels"),
        ("Performance", "What each pool of cards delivers and draws"),
        .. model.Options.Select(option => (option.Sheet.Name, option.Sheet.Title)),
        ("Chart data", "What the charts show"),
        ("Uncertainty", "The options over thousands of worlds (snapshot)"),
        ("Sensitivity", "What moves the decision and what is worth finding out (snapshot)"),
        ("Checks", "What the workbook checks about itself"),
        ("Change log", "Versions up to this one, and room for what is changed here"),
    ];

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(SheetHead head, Styles styles)
    {
        List<SheetRow> rows = [.. head.Rows("Guide", styles)];
        rows.Add(new SheetRow(4).Text(1, styles.Of(CellRole.Section), "Colours, never alone: the column or the text says the same").Text(2, styles.Of(CellRole.Section), ""));
        int row = 5;
        foreach ((CellRole role, string sign, string meaning) in s_signs)
        {
            rows.Add(new SheetRow(row++).Text(1, styles.Of(CellRole.Label), meaning).Text(2, styles.Of(role), sign));
        }

        rows.Add(new SheetRow(++row).Text(1, styles.Of(CellRole.Section), "Rules").Text(2, styles.Of(CellRole.Section), ""));
        foreach (string rule in s_rules)
        {
            rows.Add(new SheetRow(++row) { Height = rule.Length > 115 ? 30 : 16 }.Text(1, styles.Of(CellRole.Wrapped), rule));
        }

        return new(Name, rows, [110, 18, 22, 12, 18], 5, row) { Frozen = (3, 0) };
    }
}
