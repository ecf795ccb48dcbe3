using System.Globalization;

namespace App.Server.Workbook;

/// <summary>The versions that led to this workbook, and room for what is changed in it.</summary>
internal static class ChangeLogSheet
{
    public const string Name = "Change log";

    private const int EmptyRows = 15;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(WorkbookSource source, SheetHead head, Styles styles)
    {
        uint header = styles.Of(CellRole.Header);
        List<SheetRow> rows = [.. head.Rows("Change log", styles)];
        rows.Add(new SheetRow(5).Text(1, header, "What changed, and why").Text(2, header, "Version").Text(3, header, "When (UTC)").Text(4, header, "Who").Text(5, header, "Tested"));
        int row = 6;
        foreach (WorkbookVersion version in source.Origin.History)
        {
            rows.Add(new SheetRow(row++).Text(1, styles.Of(CellRole.Static), $"{version.Name}: {version.Reason}")
                .Text(2, styles.Of(CellRole.Static), version.Number.ToString(CultureInfo.InvariantCulture))
                .Text(3, styles.Of(CellRole.Static), version.CreatedUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
                .Text(4, styles.Of(CellRole.Static), version.Author.Length > 0 ? version.Author : "not recorded").Text(5, styles.Of(CellRole.Static), "by the engine"));
        }

        rows.Add(new SheetRow(row++).Text(1, styles.Of(CellRole.Static), "Exported; every line held against the engine before it was written.").Text(2, styles.Of(CellRole.Static), source.Origin.Version > 0 ? source.Origin.Version.ToString(CultureInfo.InvariantCulture) : "")
            .Text(4, styles.Of(CellRole.Static), "the application").Text(5, styles.Of(CellRole.Static), "by the engine"));
        for (int empty = 0; empty < EmptyRows; empty++)
        {
            SheetRow cells = new(row++);
            for (int column = 1; column <= 5; column++)
            {
                cells.Text(column, styles.Of(CellRole.Input), "");
            }

            rows.Add(cells);
        }

        return new(Name, rows, [90, 14, 20, 24, 18], 5, row - 1) { Frozen = (5, 0) };
    }
}
