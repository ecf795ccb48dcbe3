namespace App.Server.Workbook;

/// <summary>The first rows of every sheet: what it is, what the checks say, which scenario is live.</summary>
/// <param name="Check">What the master check shows.</param>
/// <param name="Scenario">What the scenario is called.</param>
internal sealed record SheetHead(string Check, string Scenario)
{
    /// <summary>Where the master check stands.</summary>
    public const string MasterCheck = "Checks!$C$3";

    /// <summary>Where the name of the live scenario stands.</summary>
    public const string LiveScenario = "Control!$C$7";

    /// <summary>The rows.</summary>
    public IEnumerable<SheetRow> Rows(string title, Styles styles)
    {
        yield return new SheetRow(1) { Height = 24 }.Text(1, styles.Of(CellRole.Title), title);
        yield return new SheetRow(2).Text(1, styles.Of(CellRole.Note), "ProcurementPlanner")
            .Text(2, styles.Of(CellRole.Unit), "Checks:").TextFormula(3, styles.Of(CellRole.Check), MasterCheck, Check)
            .Text(4, styles.Of(CellRole.Unit), "Scenario:").TextFormula(5, styles.Of(CellRole.Check), LiveScenario, Scenario);
    }
}
