using System.Text.Json.Nodes;

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
}
