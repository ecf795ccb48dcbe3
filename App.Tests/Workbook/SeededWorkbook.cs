using App.Engine.Requirements;

namespace App.Tests.Workbook;

/// <summary>The worked example's workbook, read once.</summary>
public sealed class SeededWorkbook : IDisposable
{
    private readonly TemporaryFile _file = new();

    public SeededWorkbook()
    {
        Workbook = new(SeededCase.Create(), _file.Path);
        Cells = XlsxCells.Read(Workbook.File);
        Formulas = [.. Cells.Where(cell => cell.Value.Formula is not null).Select(cell => new FormulaCell(
            cell.Key.Sheet, cell.Key.Address, ColumnOf(cell.Key.Address), cell.Key.Address.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), cell.Value.Formula!))];
    }

    internal ExportedWorkbook Workbook { get; }

    internal Dictionary<(string Sheet, string Address), XlsxCell> Cells { get; }

    internal FormulaCell[] Formulas { get; }

    /// <summary>The column of an address, from 1.</summary>
    internal static int ColumnOf(string address) =>
        address.TakeWhile(char.IsLetter).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1);

    public void Dispose() => _file.Dispose();

    /// <summary>A cell with a formula.</summary>
    internal sealed record FormulaCell(string Sheet, string Address, int Column, string Row, string Formula);
}

/// <summary>A file that is gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.xlsx");

    public void Dispose() => File.Delete(Path);
}
