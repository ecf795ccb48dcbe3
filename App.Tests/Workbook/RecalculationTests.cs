using System.Globalization;
using App.Engine.Inputs;
using App.Server.Workbook;
using App.Shared.Exports;

namespace App.Tests.Workbook;

/// <summary>The workbook against the engine, recalculated by a program that knows nothing of either.</summary>
[Trait(Categories.Trait, Categories.Workbook)]
public sealed class RecalculationTests(RecalculationFixture files) : IClassFixture<RecalculationFixture>
{
    [Fact]
    public void Workbook_AsExported_EqualsTheEngineInEveryCell()
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated("seeded");
        AssertEngine(files.Seeded, input => input.Value, cells);
        Assert.Equal(ChecksSheet.AllHold, cells[("Checks", "C3")].Text);
        foreach (((string, string) place, XlsxCell written) in files.Written("seeded").Where(cell => cell.Value.Formula is not null))
        {
            // Also the cells that are not the engine's show in previewers what they come to.
            Assert.Equal(written.Text, cells[place].Text);
            Assert.True(Same(cells[place].Number, written.Number, written.Number), $"{place}: {cells[place].Number} against {written.Number}");
        }
    }

    [Fact]
    public void Upload_SavedByLibreOffice_ComesBackUnchanged()
    {
        using FileStream saved = File.OpenRead(files.Saved("seeded"));
        UploadedWorkbook answer = WorkbookUpload.Compare(files.Seeded.Source, UploadedCells.Read(saved).Cells!);
        Assert.Empty(answer.Refusals);
        Assert.Empty(answer.Changes);
    }

    [Fact]
    public void Workbook_TwentyInputsEdited_FollowsInEveryCell()
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated("edited");
        AssertEngine(files.Seeded, input => files.Edits.GetValueOrDefault(input.Id, input.Value), cells);
        Assert.Equal(RecalculationFixture.EditedInputs, files.Edits.Count);
        Assert.Equal(RecalculationFixture.EditedInputs, cells[("Checks", "C4")].Number);
        Assert.StartsWith("Checks hold", cells[("Checks", "C3")].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Edits_TheInputsThatPeopleChangeFirst_AreAmongThemAndEachMovesTheCost()
    {
        ExportedWorkbook workbook = files.Short;
        double[] before = PresentCosts(workbook, input => input.Value);
        foreach (string named in RecalculationFixture.Named)
        {
            string id = files.Edits.Keys.First(id => id.EndsWith(named, StringComparison.Ordinal));
            Assert.NotEqual(before, PresentCosts(workbook, input => input.Id == id ? files.Edits[id] : input.Value));
        }
    }

    [Fact]
    public void Workbook_DateOfTheOrderEdited_MovesTheDatesOfEverySheet()
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated("edited");
        foreach (string sheet in files.Seeded.Model.Sheets.Where(sheet => sheet.Lines.Any(line => line.IsMonthly)).Select(sheet => sheet.Name))
        {
            for (int month = 0; month <= files.Seeded.Model.HorizonMonths; month++)
            {
                string address = $"{FormulaText.Letters(FormulaText.FirstMonthColumn + month)}4";
                Assert.Equal(RecalculationFixture.Order.AddMonths(month), DateOnly.FromDateTime(DateTime.FromOADate(cells[(sheet, address)].Number)));
            }
        }
    }

    [Fact]
    public void Workbook_MoreDemandThanTheFleetServes_SaysThatItMustBePlannedAnew()
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated("larger");
        Assert.EndsWith("plan it anew", cells[("Checks", "C3")].Text, StringComparison.Ordinal);
        Assert.Equal(cells[("Checks", "C3")].Text, cells[("Summary", "C2")].Text);
        Assert.Equal(cells[("Checks", "C3")].Text, cells[("Cover", "B3")].Text);
    }

    [Theory]
    [InlineData("low")]
    [InlineData("high")]
    public void Workbook_ScenarioFlipped_FollowsInEveryCell(string scenario) => AssertEngine(
        files.Seeded, input => scenario == "low" ? input.Low : input.High, files.Recalculated(scenario));

    [Fact]
    public void Workbook_RandomCases_EqualTheEngineInEveryCell()
    {
        Assert.Equal(RecalculationFixture.RandomCases, files.Random.Count);
        for (int i = 0; i < files.Random.Count; i++)
        {
            Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated($"random-{i}");
            AssertEngine(files.Random[i], input => input.Value, cells);
            Assert.Equal(ChecksSheet.AllHold, cells[("Checks", "C3")].Text);
        }
    }

    [Fact]
    public void Recalculation_PlantedValue_IsCorrected()
    {
        Line present = files.Short.Model.Options[0].Sheet.Common.First(line => line is { Section: "Result", Label: "Present cost" });
        (string, string) place = (present.Sheet, $"C{present.Row}");
        Assert.Equal(999, files.Written("planted")[place].Number);
        Assert.True(Same(files.Recalculated("planted")[place].Number, present.Engine![0], 0));
    }

    [Fact]
    public void Recalculation_TamperedFormula_DiffersFromTheEngineAndLightsTheMasterCheck()
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated("tampered");
        Assert.NotEmpty(Differences(files.Short, input => input.Value, cells));
        Assert.StartsWith("CHECK FAILS", cells[("Checks", "C3")].Text, StringComparison.Ordinal);
        AssertBanner(cells);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("outside")]
    public void Recalculation_CorruptedInput_LightsTheMasterCheckOnEverySheet(string file)
    {
        Dictionary<(string Sheet, string Address), XlsxCell> cells = files.Recalculated(file);
        foreach (string sheet in cells.Keys.Select(place => place.Sheet).Distinct())
        {
            Assert.StartsWith("CHECK FAILS", cells[(sheet, "C2")].Text, StringComparison.Ordinal);
        }

        AssertBanner(cells);
    }

    /// <summary>The cover names the first check whose flag is set, and says how many more are.</summary>
    private static void AssertBanner(Dictionary<(string Sheet, string Address), XlsxCell> cells)
    {
        string[] failing = [.. cells.Where(cell => cell.Key.Sheet == "Checks" && cell.Key.Address[0] == 'E' && cell.Value is { Formula: not null, Number: 1 })
            .Select(cell => int.Parse(cell.Key.Address[1..], CultureInfo.InvariantCulture)).Order().Select(row => cells[("Checks", $"A{row}")].Text!)];
        Assert.NotEmpty(failing);
        Assert.Equal($"CHECK FAILS: {failing[0]}", cells[("Cover", "B3")].Text);
        Assert.Equal(failing.Length > 1 ? $"and {failing.Length - 1} more: see the sheet Checks" : "see the sheet Checks", cells[("Cover", "B4")].Text);
    }

    private static double[] PresentCosts(ExportedWorkbook workbook, Func<Input, double> valueOf)
    {
        Dictionary<(string Sheet, string Address), (double Value, double Scale)> expected = workbook.Expected(valueOf);
        return [.. workbook.Model.Options.Select(option => option.Sheet.Common.First(line => line is { Section: "Result", Label: "Present cost" }))
            .Select(present => expected[(present.Sheet, $"C{present.Row}")].Value)];
    }

    private static void AssertEngine(
        ExportedWorkbook workbook, Func<Input, double> valueOf, Dictionary<(string Sheet, string Address), XlsxCell> cells)
    {
        Assert.DoesNotContain(cells, cell => cell.Value.IsError);
        Assert.Empty(Differences(workbook, valueOf, cells));
    }

    private static List<string> Differences(
        ExportedWorkbook workbook, Func<Input, double> valueOf, Dictionary<(string Sheet, string Address), XlsxCell> cells)
    {
        List<string> differences = [];
        foreach (((string Sheet, string Address) place, (double value, double scale)) in workbook.Expected(valueOf))
        {
            if (!cells.TryGetValue(place, out XlsxCell? cell) || !Same(cell.Number, value, scale))
            {
                differences.Add($"{place.Sheet}!{place.Address}: {cell?.Number} {cell?.Text} where the engine computes {value}: {cell?.Formula}");
            }
        }

        return differences;
    }

    private static bool Same(double shown, double computed, double scale) =>
        Math.Abs(shown - computed) <= Math.Max(Tolerance.Subnormal, Math.Max(Tolerance.Recalculated * Math.Abs(computed), Tolerance.RecalculatedRest * scale));
}
