using System.Security.Cryptography;
using App.Engine.Requirements;
using App.Tests.Workbook;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.Tests.Browser;

[Trait(Categories.Trait, Categories.Browser)]
public sealed class WorkbookTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Workbook_ExportedEditedAndBroughtBack_BecomesAVersionAndATamperedOneIsRefused()
    {
        await using PlannerPage planner = await PlannerPage.NewAsync(fixture);
        string scenario = await OwnScenarioAsync(planner);
        await planner.OpenAsync($"/statement?scenario={scenario}&version=1");
        await planner["export-make"].ClickAsync();
        await Expect(planner["export-pdf"]).ToBeVisibleAsync();
        IDownload download = await planner.Page.RunAndWaitForDownloadAsync(() => planner["export-xlsx"].ClickAsync());
        Assert.StartsWith($"{scenario}-v1-", download.SuggestedFilename, StringComparison.Ordinal);
        string file = (await download.PathAsync())!;
        await Expect(planner["export-state"]).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)))[..12]);

        Dictionary<(string Sheet, string Address), XlsxCell> cells = XlsxCells.Read(file);
        string row = cells.Single(cell => cell.Key.Sheet == "Inputs" && cell.Value.Text == "finance/discountRateFraction").Key.Address[1..];
        (string _, string formula) = cells.Keys.First(cell => cell.Sheet == "Option 1" && cell.Address[0] == 'H' && cells[cell].Formula is not null);
        using TemporaryFile tampered = new();
        ExportedWorkbook.Edit(file, tampered.Path, ("Option 1", formula, $"<f>{cells[("Option 1", formula)].Formula}*0.9</f><v>1</v>"));
        await planner["upload"].SetInputFilesAsync(tampered.Path);
        await Expect(planner["upload-state"].GetByRole(AriaRole.Alert)).ToContainTextAsync($"Option 1!{formula}");
        await Expect(planner["upload-take"]).ToHaveCountAsync(0);

        using TemporaryFile edited = new();
        ExportedWorkbook.Edit(file, edited.Path, ("Inputs", $"F{row}", "<v>0.125</v>"));
        await planner["upload"].SetInputFilesAsync(edited.Path);
        await Expect(planner["upload-state"]).ToContainTextAsync("against version 1, changed inputs: 1.");
        await Expect(planner["upload-state"].GetByRole(AriaRole.Row).Nth(1)).ToHaveTextAsync($"Discount rate a year0.090.125Inputs!F{row}");
        await planner["upload-take"].ClickAsync();
        await planner.SaveAsync("Finance's rate.");

        await planner.Page.GetByRole(AriaRole.Link, new() { Name = "Scenarios" }).ClickAsync();
        ILocator newest = planner["versions"].GetByRole(AriaRole.Row).Nth(1);
        await Expect(newest).ToContainTextAsync("2");
        await Expect(newest).ToContainTextAsync("Finance's rate.");
        await Expect(newest).ToContainTextAsync("Somebody at this machine");
        Assert.Empty(planner.Errors);
    }

    private static Task<string> OwnScenarioAsync(PlannerPage planner) => planner.SaveAsync(SeededCase.Create() with { Name = "A case for finance" });
}
