using System.Text.Json.Nodes;
using App.Client.Compare;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Engine.Uncertainty;
using App.Shared;

namespace App.Tests.Server.Commands;

public sealed class EvaluateCommandTests
{
    [Fact]
    public async Task Evaluate_WithoutACase_AnswersTheWorkedExampleInAlignedColumns()
    {
        Comparison comparison = Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default).Comparison;

        Ending ending = await Ending.OfAsync("evaluate");

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[] lines = ending.Output.Split('\n');
        Assert.Equal(comparison.Case.Name, lines[0]);
        string best = comparison.Options.Single(option => option.Option.Id == comparison.Verdict!.BestOption).Option.Name;
        Assert.Equal($"Best: {best}", lines[2]);
        string[] rows = [.. lines.SkipWhile(line => !line.StartsWith("Present cost", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0)];
        Assert.Equal(FigureRow.All.Count(row => row.Group == "Money"), rows.Length);
        Assert.Single(rows.Select(row => row.Length).Distinct());
        FigureRow presentCost = FigureRow.All.Single(row => row.Key == "PresentCost");
        Assert.Equal(
            comparison.Options.Select(option => presentCost.Text(comparison, option.Figures!.PresentCostUsDollars)),
            rows[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[^comparison.Options.Count..]);
        Assert.All(comparison.Options.SelectMany(option => option.Reasons), reason => Assert.Contains(reason, ending.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evaluate_OfAFile_GivesTheSameComparisonAsTheServersRun()
    {
        using TemporaryFolder folder = new();
        JsonNode other = CaseMutations.Example();
        other["name"] = "采购案 B";
        other["options"]![1]!["name"] = "全部 H20";
        string file = folder.Write("case.json", other.ToJsonString());
        string json = folder.At("out.json");
        await using PlannerServer server = await PlannerServer.StartAsync(folder);

        Ending ending = await Ending.OfAsync("evaluate", "--case", file, "--data-folder", folder.Path, "--json", json);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Answer created = await server.PostAsync(ApiRoutes.Scenarios, new JsonObject { ["reason"] = "A test.", ["case"] = other });
        Answer run = await server.PostAsync(ApiRoutes.Runs, created.Json);
        Answer result = await server.GetAsync(run.Message.Headers.Location!.OriginalString);

        JsonNode written = JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
        Assert.Equal(result.Json.ToJsonString(), written.ToJsonString());
    }

    [Fact]
    public async Task Evaluate_CorrelationsThatContradictEachOther_AnswersWholeAndSaysSo()
    {
        using TemporaryFolder folder = new();
        UncertaintyPolicy policy = PlannerCatalog.Default.Uncertainty with { Correlations = [new("economics/*", "economics/*", -0.5, "x")] };
        string file = folder.Write("case.json", CaseReader.Write(SeededCase.Create() with { Uncertainty = policy }));

        Ending ending = await Ending.OfAsync("evaluate", "--case", file, "--json", folder.At("out.json"));

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("How sure this is cannot be said: the correlations", ending.Output, StringComparison.Ordinal);
        Assert.Contains("What moves the advantage most", ending.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.At("out.json")));
    }

    [Fact]
    public async Task Evaluate_WithAFolderWithoutALedger_IsRefusedNamingIt()
    {
        using TemporaryFolder folder = new();

        Ending ending = await Ending.OfAsync("evaluate", "--data-folder", folder.Path);

        Assert.StartsWith($"--data-folder is '{folder.Path}', which holds no ledger; accepted:", ending.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Evaluate_WhereTheReferenceIsNotFeasibleEither_SaysSoInItsColumn()
    {
        using TemporaryFolder folder = new();
        JsonNode impossible = CaseMutations.Example();
        impossible["workloads"]![0]!["timePerOutputTokenSeconds"] = 0.0001;
        string file = folder.Write("case.json", impossible.ToJsonString());

        Ending ending = await Ending.OfAsync("evaluate", "--case", file);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("No option is feasible, nor is the reference.", ending.Output, StringComparison.Ordinal);
        Assert.Contains("reference, not feasible", ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithByteOrderMark_ReadsTheCase()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("case.json", "\uFEFF" + CaseMutations.Example().ToJsonString());

        Ending ending = await Ending.OfAsync("evaluate", "--case", file);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
    }

    [Fact]
    public async Task Evaluate_OfACaseWithoutFeasibleOption_IsAResult()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("case.json", CaseMutations.At("finance.budgetUsDollars", "a small budget", 10_000).Case.ToJsonString());

        Ending ending = await Ending.OfAsync("evaluate", "--case", file);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Contains("No option beside the reference is feasible.", ending.Output, StringComparison.Ordinal);
        Assert.Contains("above the budget", ending.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "empty", "", "case is not readable: it is empty; accepted: JSON" },
        { "truncated", CaseMutations.Example().ToJsonString()[..500], "case is not readable at line 1" },
        { "never closed", "{\"name\": \"A case\"", "case is not readable at line 1, byte 18: it ends before all is closed; accepted: JSON" },
        { "member twice", "{\"name\": \"A\", \"name\": \"B\"}", "name is there twice; accepted: once" },
        { "beyond numbers", Spoiled("finance.budgetUsDollars", 1e300).Replace("1E+300", "1e999", StringComparison.Ordinal), "finance.budgetUsDollars is 1e999; accepted: a number" },
        { "blank name", Spoiled("name", "   "), "name is blank; accepted: 1 to 120 characters" },
        { "name turned round", Spoiled("name", "A\u202Eesac"), "name is 6 characters: A esac; accepted: 1 to 120 characters without control characters or turns of direction" },
        { "one option", Spoiled("options", new JsonArray(CaseMutations.Example()["options"]![3]!.DeepClone())), "options is 1 entry; accepted: 2 to 12 entries" },
        { "binary", "\u0000\u0001\u0002", "case is not readable" },
        { "not a case", "[1, 2]", "case is a list; accepted: an object" },
        { "oversized", new(' ', 1_000_001), "case is 1000001 characters; accepted: at most 1000000" },
        { "far oversized", new(' ', 4_000_001), "file is longer than 4000000 bytes" },
        {
            "out of range", Spoiled("site.powerLimitMegawatts", -5),
            "site.powerLimitMegawatts is -5; accepted: 0.01 to 10000 MW"
        },
        {
            "decimal comma", Spoiled("finance.discountRateFraction", "0,09"),
            "finance.discountRateFraction is \"0,09\"; accepted: a number without quotes, with a point before decimals"
        },
        { "zero demand", Spoiled("workloads[0].meanRequestsPerSecond", 0), "workloads[0].meanRequestsPerSecond is 0; accepted: 1E-06 to" },
        { "unknown id", Spoiled("options[1].accelerators[0].acceleratorId", "h30"), "options[1].accelerators[0].acceleratorId is 'h30'; accepted: one of" },
        { "control characters", Spoiled("workloads[0].modelId", "a\u001b[2J\nb"), "workloads[0].modelId is 'a [2J b'; accepted: one of" },
        { "unknown member", Spoiled("finance.horizonMonths", 1)[..^1] + ",\"spare\":1}", "spare is not a member" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Evaluate_OfABadFile_SaysInOneLineWhatIsWrongWhere(string what, string content, string expected)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write($"{what}.json", content);
        string json = folder.At("out.json");

        Ending ending = await Ending.OfAsync("evaluate", "--case", file, "--json", json);

        Assert.StartsWith($"{file}: {expected}", ending.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.False(File.Exists(json));
    }

    [Fact]
    public async Task Evaluate_OfWhatIsNoFile_SaysInOneLineWhatItIs()
    {
        using TemporaryFolder folder = new();

        Ending missing = await Ending.OfAsync("evaluate", "--case", folder.At("nowhere.json"));
        Ending directory = await Ending.OfAsync("evaluate", "--case", folder.Path);
        Ending nameless = await Ending.OfAsync("evaluate", "--case", "");

        Assert.StartsWith($"{folder.At("nowhere.json")}: file is missing; accepted:", missing.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.Path}: file is a folder; accepted:", directory.RefusesInOneLine(), StringComparison.Ordinal);
        nameless.RefusesInOneLine();
    }

    [Fact]
    public async Task Evaluate_WhereJsonCannotBeWritten_LeavesEverythingAsItWas()
    {
        using TemporaryFolder folder = new();
        string taken = Directory.CreateDirectory(folder.At("taken")).FullName;

        Ending directory = await Ending.OfAsync("evaluate", "--json", taken);
        Ending nowhere = await Ending.OfAsync("evaluate", "--json", folder.At("no/folder/out.json"));

        Assert.StartsWith($"{taken}: --json is not writable", directory.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.At("no/folder/out.json")}: --json is not writable", nowhere.RefusesInOneLine(), StringComparison.Ordinal);
        Assert.Equal([taken], Directory.EnumerateFileSystemEntries(folder.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(taken));
    }

    [Fact]
    public async Task Evaluate_OverAnOldJson_ReplacesItWhole()
    {
        using TemporaryFolder folder = new();
        string json = folder.Write("out.json", new string('x', 1_000_000));

        Ending ending = await Ending.OfAsync("evaluate", "--json", json);

        Assert.Equal(0, ending.ExitCode);
        Assert.Equal(
            Evaluation.Write(Evaluation.Of(SeededCase.Create(), PlannerCatalog.Default)) + "\n",
            await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        Assert.Equal([json], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static string Spoiled(string path, JsonNode value) => CaseMutations.At(path, "spoiled", value).Case.ToJsonString();
}
