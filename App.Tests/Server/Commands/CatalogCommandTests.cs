using System.Text.Json.Nodes;
using App.Engine.Catalog;

namespace App.Tests.Server.Commands;

public sealed class CatalogCommandTests
{
    [Fact]
    public async Task List_OfTheCatalogue_HasOneLinePerAssumption()
    {
        Ending ending = await Ending.OfAsync("catalog", "list");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[][] rows = [.. ending.Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t'))];
        Assert.Equal(AssumptionPath.All(PlannerCatalog.Default).Select(entry => entry.Path), rows.Select(row => row[0]));
        string[] price = Assert.Single(rows, row => row[0] == "accelerators/h20-96gb/priceUsDollars");
        Quantity expected = AssumptionPath.QuantityAt("accelerators/h20-96gb/priceUsDollars", PlannerCatalog.Default)!;
        Assert.Contains("USD", price[1], StringComparison.Ordinal);
        Assert.Equal(PlannerCatalog.Default.StatusOf(expected).ToString(), price[2]);
    }

    [Fact]
    public async Task Check_OfTheBuiltInCatalogue_FindsNothing()
    {
        Ending ending = await Ending.OfAsync("catalog", "check");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Equal($"{PlannerCatalog.EmbeddedFiles().Count} files, no problems\n", ending.Output);
    }

    [Fact]
    public async Task Check_OfACopyOfTheCatalogue_FindsNothing()
    {
        using TemporaryFolder folder = Copy();

        Ending ending = await Ending.OfAsync("catalog", "check", "--folder", folder.Path);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
    }

    [Theory]
    [InlineData("accelerators/h20-96gb.json", "{ \"id\": ", "file is not readable at line 1")]
    [InlineData("accelerators/h20-96gb.json", "", "file is not readable")]
    [InlineData("accelerators/h20-96gb.json", "[]", "file is a list; accepted: an object")]
    [InlineData("stacks.json", "[null]", "[0] is null; accepted: an object")]
    [InlineData("sites/western-hub.json", "{ \"id\": \"western-hub\", \"nme\": 1 }", "nme is not a member; accepted: one of id, name")]
    [InlineData("accelerators/nonsense.txt.json", "{}", "id is missing; accepted: a text")]
    public async Task Check_OfABrokenFile_NamesFileAndField(string name, string content, string expected)
    {
        using TemporaryFolder folder = Copy();
        folder.Write(name, content);

        Ending ending = await Ending.OfAsync("catalog", "check", "--folder", folder.Path);

        Assert.StartsWith($"{name}: {expected}", ending.RefusesInOneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfANumberOutOfBounds_NamesFileFieldAndBound()
    {
        using TemporaryFolder folder = Copy();
        string file = folder.At("sites/western-hub.json");
        JsonNode site = JsonNode.Parse(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        site["quantities"]!["powerUsageEffectiveness"]!["value"] = -3;
        site["quantities"]!["powerUsageEffectiveness"]!["low"] = -3;
        folder.Write("sites/western-hub.json", site.ToJsonString());

        Ending ending = await Ending.OfAsync("catalog", "check", "--folder", folder.Path);

        Assert.StartsWith(
            "sites/western-hub.json: powerUsageEffectiveness is -3; accepted: 1 to", ending.RefusesInOneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfWhatIsNoCatalogue_SaysWhatIsMissing()
    {
        using TemporaryFolder folder = new();

        Ending empty = await Ending.OfAsync("catalog", "check", "--folder", folder.Path);
        Ending missing = await Ending.OfAsync("catalog", "check", "--folder", folder.At("nowhere"));
        Ending file = await Ending.OfAsync("catalog", "check", "--folder", folder.Write("a file", ""));

        Assert.StartsWith("economics.json: file is missing", empty.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.At("nowhere")}: --folder is missing", missing.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.At("a file")}: --folder is a file", file.RefusesInOneLine(), StringComparison.Ordinal);
    }

    private static TemporaryFolder Copy()
    {
        TemporaryFolder folder = new();
        foreach ((string name, string text) in PlannerCatalog.EmbeddedFiles())
        {
            folder.Write(name, text);
        }

        return folder;
    }
}
