using System.Globalization;
using System.Text;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;
using App.Shared.Exports;

namespace App.Tests.Workbook;

/// <summary>A workbook that comes back: what finance changed becomes a case, whatever else differs is refused with its cell.</summary>
public sealed class WorkbookUploadTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly TemporaryFile _edited = new();
    private readonly ExportedWorkbook _workbook;

    public WorkbookUploadTests()
    {
        ProcurementCase seeded = SeededCase.Create();
        _workbook = new(seeded with { Finance = seeded.Finance with { HorizonMonths = 6 } }, _file.Path);
    }

    public void Dispose()
    {
        _file.Dispose();
        _edited.Dispose();
    }

    [Fact]
    public void Upload_UnchangedFile_ChangesNothing()
    {
        UploadedWorkbook answer = Upload();
        Assert.Empty(answer.Refusals);
        Assert.Empty(answer.Changes);
        Assert.Equal(CaseReader.Hash(_workbook.Source.Bound.Comparison.Case), CaseReader.Hash(answer.Case!));
    }

    [Fact]
    public void Upload_ChangedBaseValues_BecomeOverridesAndRequirements()
    {
        (Input price, string priceCell) = Find(input => input.Id.EndsWith("/priceUsDollars", StringComparison.Ordinal));
        (Input prompt, string promptCell) = Find(input => input.Id.StartsWith("workloads/", StringComparison.Ordinal) && input.Id.EndsWith("/promptTokens", StringComparison.Ordinal));
        UploadedWorkbook answer = Upload(("Inputs", priceCell, $"<v>{Text(price.Value * 1.05)}</v>"), ("Inputs", promptCell, $"<v>{Text(prompt.Value + 7)}</v>"), ("Control", "C6", "<v>3</v>"));

        Assert.Empty(answer.Refusals);
        Assert.Equal([(price.Id, price.Value * 1.05), (prompt.Id, prompt.Value + 7)], answer.Changes.Select(change => (change.InputId, change.After)).OrderBy(change => change.InputId, StringComparer.Ordinal));
        Assert.Equal(price.Value * 1.05, answer.Case!.Overrides.Single(entry => entry.AssumptionId == price.Id).Value);
        Assert.Equal(prompt.Value + 7, answer.Case.Workloads.Single(workload => prompt.Id == $"workloads/{workload.Id}/promptTokens").PromptTokens);
    }

    [Fact]
    public void Upload_TamperedFormula_IsNamedWithItsCell()
    {
        Line line = _workbook.Model.Options[0].Sheet.Common.First(line => line is { IsMonthly: true, Label: "Total cost" });
        UploadedWorkbook answer = Upload((line.Sheet, $"H{line.Row}", "<f>H7*0.9</f><v>1</v>"));
        WorkbookRefusal refusal = Assert.Single(answer.Refusals);
        Assert.Equal($"Option 1!H{line.Row}", refusal.Address);
        Assert.Contains("H7*0.9", refusal.Reason, StringComparison.Ordinal);
        Assert.Null(answer.Case);
    }

    [Fact]
    public void Upload_FormulaReplacedByItsNumber_IsNamedWithItsCell()
    {
        Line line = _workbook.Model.Options[0].Sheet.Common.First(line => line is { IsMonthly: false, Section: "Result" });
        Assert.Equal($"Option 1!C{line.Row}", Assert.Single(Upload(("Option 1", $"C{line.Row}", $"<v>{Text(line.Values[0])}</v>")).Refusals).Address);
    }

    [Theory]
    [InlineData("<f>\"n/a\"</f><v>0</v>")]
    [InlineData("")]
    public void Upload_InputWithoutANumber_IsRefusedWithItsCell(string content)
    {
        (Input _, string cell) = Find(input => input.Kind == InputKind.Assumption);
        Assert.Equal($"Inputs!{cell}", Assert.Single(Upload(("Inputs", cell, content)).Refusals).Address);
    }

    [Fact]
    public void Upload_ChangedRangeOrDecision_IsRefusedWithItsCell()
    {
        (Input _, string range) = Find(input => input.Kind == InputKind.Assumption && input.Low < input.High);
        (Input _, string decision) = Find(input => input.Kind == InputKind.Decision);
        UploadedWorkbook answer = Upload(("Inputs", $"E{range[1..]}", "<v>0.123</v>"), ("Inputs", decision, "<v>12345</v>"));
        Assert.Equal([$"Inputs!E{range[1..]}", $"Inputs!{decision}"], answer.Refusals.Select(refusal => refusal.Address));
    }

    [Fact]
    public void Upload_ValueThatTheCaseRefuses_IsRefusedWithItsCell()
    {
        (Input _, string cell) = Find(input => input.Id == "finance/discountRateFraction");
        WorkbookRefusal refusal = Assert.Single(Upload(("Inputs", cell, "<v>7</v>")).Refusals);
        Assert.Equal($"Inputs!{cell}", refusal.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 not really")]
    [InlineData("<html></html>")]
    public void Read_WhatIsNoWorkbook_SaysSo(string content)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(content));
        Assert.NotNull(UploadedCells.Read(stream).Problem);
    }

    private UploadedWorkbook Upload(params IReadOnlyCollection<(string Sheet, string Address, string Content)> edits)
    {
        _workbook.CopyTo(_edited.Path, edits);
        using FileStream stream = File.OpenRead(_edited.Path);
        return WorkbookUpload.Compare(_workbook.Source, UploadedCells.Read(stream).Cells!);
    }

    private (Input Input, string Cell) Find(Func<Input, bool> isIt)
    {
        (Input input, Line line) = _workbook.Model.Inputs.First(input => isIt(input.Input));
        return (input, $"F{line.Row}");
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
