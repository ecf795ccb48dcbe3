using System.Text.Json.Nodes;
using App.Engine.Catalog;

namespace App.Tests.Server.Commands;

public sealed class ValidateCommandTests
{
    private const string Header =
        "id,source_title,url,date,source_type,hardware,vendor,num_accelerators,model,precision_weights,precision_kv,framework,scenario,isl,osl,"
        + "concurrency_or_batch,parallelism,tokens_per_s_total_output,tokens_per_s_input,ttft_ms,tpot_ms,notes\n";

    private const string Known =
        "A-1,\"A \"\"quoted\"\" title, with a comma\",u,2025-06,independent,NVIDIA H20-96GB,NVIDIA,8,Llama-3.1-70B-Instruct,FP8,,vLLM 0.9.1,mixed,1000,1000,16,TP8,,,,20,\"two\nlines\"\n";

    private const string Unknown =
        "A-2,t,u,2025-06,independent,Chip X1,Nobody,8,Llama-3.1-70B-Instruct,FP8,,vLLM 0.9.1,mixed,1000,1000,16,TP8,,,,20,\n";

    [Fact]
    public async Task Validate_EveryRow_IsAnsweredInOrder()
    {
        using TemporaryFolder folder = new();
        string output = folder.At("out.csv");
        string report = folder.At("report.json");

        Ending ending = await Ending.OfAsync(
            "validate", "--input", folder.Write("in.csv", Header + Known + Unknown), "--output", output, "--report", report);

        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[] lines = (await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken)).TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("A-1,yes,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("A-2,no,", lines[2], StringComparison.Ordinal);
        Assert.Contains("'Chip X1'", lines[2], StringComparison.Ordinal);
        JsonNode table = JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))!;
        Assert.Equal((2, 1, 1), ((int)table["rows"]!, (int)table["evaluated"]!, (int)table["unknownNames"]!));
        Assert.Contains("cover", ending.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,hardware\n1,2\n")]
    public async Task Validate_NotAFileOfMeasurements_IsRefusedInOneLine(string text)
    {
        using TemporaryFolder folder = new();

        (await Ending.OfAsync("validate", "--input", folder.Write("in.csv", text), "--output", folder.At("out.csv"))).RefusesInOneLine();
    }

    [Fact]
    public async Task Validate_NumberThatIsNone_IsNamedWithItsRow()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("in.csv", Header + Known.Replace(",20,", ",fast,", StringComparison.Ordinal));

        string line = (await Ending.OfAsync("validate", "--input", file, "--output", folder.At("out.csv"))).RefusesInOneLine();

        Assert.Contains("tpot_ms is 'fast'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_NoFileOrNoCalibration_IsRefusedInOneLine()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("in.csv", Header + Known);

        (await Ending.OfAsync("validate", "--input", folder.At("none.csv"), "--output", folder.At("out.csv"))).RefusesInOneLine();
        (await Ending.OfAsync("validate", "--input", file, "--output", folder.At("out.csv"), "--calibration", folder.Write("c.json", "{}"))).RefusesInOneLine();
    }

    [Fact]
    public async Task Calibrate_NothingToLearnFrom_IsRefusedInOneLine()
    {
        using TemporaryFolder folder = new();

        (await Ending.OfAsync("calibrate", "--input", folder.Write("in.csv", Header + Unknown), "--output", folder.At("c.json"))).RefusesInOneLine();
        Assert.False(File.Exists(folder.At("c.json")));
    }

    public static TheoryData<string, string, string> BadCalibrations => new()
    {
        { "empty", "", "calibration is not readable: it is empty" },
        { "not JSON", "hello", "calibration is not readable at line 1, byte 1" },
        { "a list", "[]", "calibration is a list; accepted: an object" },
        { "another kind", "{\"name\":\"a case\"}", "name is not a member" },
        { "another schema", Changed(json => json["schema"] = "calibration/9"), "schema is \"calibration/9\"; accepted: \"calibration/1\"" },
        { "a text for a number", Changed(json => json["rows"] = "many"), "rows is \"many\"; accepted: a whole number" },
        { "null for an object", Changed(json => json["decode"] = null), "decode is null; accepted: an object" },
        { "without rungs", Changed(json => json["decode"]!["rungs"] = new JsonArray()), "decode.rungs is empty; accepted: the rungs all, regime" },
        { "a rung without cells", Changed(json => json["decode"]!["rungs"]![0]!.AsObject().Remove("cells")), "decode.rungs[0].cells is missing; accepted: a list" },
        { "two numbers for five", Changed(json => json["firstToken"]!["rungs"]![0]!["cells"]![0]!["spread"] = new JsonArray(1, 2)), "firstToken.rungs[0].cells[0].spread is 2 numbers; accepted: 5 numbers" },
        { "one key twice", Changed(json => json["decode"]!["rungs"]![1]!["cells"]!.AsArray().Add(json["decode"]!["rungs"]![1]!["cells"]![0]!.DeepClone())), "there twice; accepted: each key once" },
        { "a share over one", Changed(json => json["constants"]!["computeEfficiencyFraction"] = 7), "constants.computeEfficiencyFraction is 7; accepted: a number above 0 and below 1" },
        { "an unknown constant", Changed(json => json["constants"]!["speed"] = 7), "constants.speed is not a constant; accepted: one of computeEfficiencyFraction" },
        { "a tier that is none", Changed(json => json["tiers"]![0]!["tier"] = "Best"), "tiers[0].tier is \"Best\"; accepted: one of \"SameSeries\"" },
        { "a tier twice", Changed(json => json["tiers"]!.AsArray().Add(json["tiers"]![0]!.DeepClone())), "there twice; accepted: each ladder, tier, regime and vendor once" },
    };

    [Theory]
    [MemberData(nameof(BadCalibrations))]
    public async Task Validate_WithABadCalibration_NamesFileFieldValueAndWhatIsAccepted(string what, string text, string expected)
    {
        using TemporaryFolder folder = new();
        string calibration = folder.Write("c.json", text);

        string line = (await Ending.OfAsync(
            "validate", "--input", folder.Write("in.csv", Header + Known), "--output", folder.At("out.csv"), "--calibration", calibration)).RefusesInOneLine();

        Assert.StartsWith($"{calibration}: ", line, StringComparison.Ordinal);
        Assert.True(line.Contains(expected, StringComparison.Ordinal), $"{what}: {line}");
        Assert.DoesNotContain("App.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("out.csv")));
    }

    [Fact]
    public async Task Validate_WithTheCalibrationThatComesWithTheProgram_IsTheSame()
    {
        using TemporaryFolder folder = new();
        string input = folder.Write("in.csv", Header + Known);

        Ending plain = await Ending.OfAsync("validate", "--input", input, "--output", folder.At("a.csv"));
        Ending named = await Ending.OfAsync("validate", "--input", input, "--output", folder.At("b.csv"), "--calibration", folder.Write("c.json", Changed(_ => { })));

        Assert.Equal(plain, named);
        Assert.Equal(0, named.ExitCode);
    }

    private static string Changed(Action<JsonNode> change)
    {
        JsonNode json = JsonNode.Parse(PlannerCatalog.Default.Calibration.Write())!;
        change(json);
        return json.ToJsonString();
    }
}
