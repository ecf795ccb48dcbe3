using App.Tests.Workbook;

namespace App.Tests.Server.Commands;

public sealed class ExportCommandTests
{
    [Fact]
    public async Task Export_WorkedExample_WritesAWorkbookThatHolds()
    {
        using TemporaryFolder folder = new();
        string output = folder.At("x.xlsx");
        Ending ending = await Ending.OfAsync("export", "--output", output, "--samples", "256");
        Assert.Equal((0, "", output + Environment.NewLine), (ending.ExitCode, ending.Error, ending.Output));
        Dictionary<(string Sheet, string Address), XlsxCell> cells = XlsxCells.Read(output);
        Assert.Equal("All checks hold", cells[("Checks", "C3")].Text);
        Assert.Equal("from a file", cells[("Cover", "B8")].Text);
        Assert.Contains("256 worlds", cells[("Uncertainty", "A3")].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--samples", "-1")]
    [InlineData("--samples", "1")]
    [InlineData("--case", "/nowhere/case.json")]
    public async Task Export_BadOption_SaysWhatWouldBeAccepted(string option, string value)
    {
        using TemporaryFolder folder = new();
        string output = folder.At("x.xlsx");
        Ending ending = await Ending.OfAsync("export", "--output", output, option, value);
        Assert.Equal(2, ending.ExitCode);
        Assert.Contains("accepted:", ending.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public async Task Export_IntoAFolderThatIsNotThere_SaysSo()
    {
        Ending ending = await Ending.OfAsync("export", "--output", "/nowhere/x.xlsx", "--samples", "0");
        Assert.Equal(2, ending.ExitCode);
        Assert.Contains("--output", ending.Error, StringComparison.Ordinal);
    }
}
