using App.Engine.Catalog;

namespace App.Tests.Engine.Catalog;

public sealed class SupportMatrixTests
{
    private static PlannerCatalog Catalog => PlannerCatalog.Default;

    [Theory]
    [InlineData("atlas-350-112gb", "qwen3-32b", "fp8", SupportStatus.NotSupported, "hw-0088")]
    [InlineData("atlas-350-112gb", "qwen3-32b", "int8", SupportStatus.Supported, "hw-0083")]
    [InlineData("atlas-350-112gb", "deepseek-v3", "fp8", SupportStatus.Supported, "hw-0090")]
    [InlineData("atlas-350-112gb", "qwen3-32b", "mxfp4", SupportStatus.NotKnown, null)]
    [InlineData("h20-96gb", "qwen3-32b", "mxfp4", SupportStatus.NotSupported, "nv-0005")]
    [InlineData("b200-sxm", "llama-3.1-70b", "nvfp4", SupportStatus.Supported, "ly-0003")]
    public void Find_Format_SaysWhetherItRunsAndOnWhatEvidence(string card, string model, string format, SupportStatus support, string? fact)
    {
        SupportRow? row = Catalog.Support.Find(Catalog.Accelerators[card], Catalog.Models[model], format);

        Assert.Equal(support, row?.Support);
        Assert.Equal(fact is null ? [] : [fact], row!.Facts.Take(1));
    }

    [Theory]
    [InlineData("atlas-350-112gb", "deepseek-v3", "fp8", 8, 1, 1, null)]
    [InlineData("atlas-350-112gb", "deepseek-v4-flash", "fp8", 2, 1, 1, SupportStatus.NotSupported)]
    [InlineData("atlas-350-112gb", "deepseek-v4-flash", "fp8", 1, 8, 1, null)]
    [InlineData("atlas-350-112gb", "deepseek-v4-pro", "fp8", 2, 1, 1, null)]
    [InlineData("atlas-350-112gb", "deepseek-v4-pro", "fp8", 4, 1, 1, SupportStatus.NotSupported)]
    [InlineData("atlas-350-112gb", "qwen3-32b", "int8", 4, 1, 2, SupportStatus.NotKnown)]
    [InlineData("atlas-350-112gb", "qwen3-32b", "int8", 32, 1, 1, SupportStatus.NotKnown)]
    [InlineData("h20-96gb", "qwen3-32b", "fp8", 8, 1, 4, null)]
    [InlineData("h20-96gb", "qwen3-32b", "fp8", 8, 1, 8, SupportStatus.NotKnown)]
    public void FindAgainst_Layout_FindsTheRuleThatForbidsIt(
        string card, string model, string format, int tensor, int expert, int stages, SupportStatus? support) => Assert.Equal(
        support, Catalog.Support.FindAgainst(Catalog.Accelerators[card], Catalog.Models[model], format, tensor, expert, stages)?.Support);

    [Fact]
    public void Find_EveryCardModelAndNativeFormat_HasAnAnswerWithItsReason()
    {
        var asked = from card in Catalog.Accelerators.Values
                    from model in Catalog.Models.Values
                    from format in card.PeakTeraflops.Keys
                    select (card, model, format, row: Catalog.Support.Find(card, model, format));

        Assert.All(asked, item => Assert.False(string.IsNullOrWhiteSpace(item.row?.Why), $"{item.card.Id}, {item.model.Id}, {item.format}"));
    }

    [Fact]
    public void Find_CardsThatMeasurementsWereMadeOn_AreKnownInTheirBaseFormat() => Assert.All(
        Catalog.Accelerators.Values.Where(card => card.StackId is "cann" or "cuda" or "rocm"),
        card => Assert.Equal(SupportStatus.Supported, Catalog.Support.Find(card, Catalog.Models["llama-3.1-70b"], "bf16")!.Support));

    [Fact]
    public void Find_CardsThatNobodyHasServedOn_AreNotKnownRatherThanTakenFromAnother() => Assert.All(
        Catalog.Accelerators.Values.Where(card => card.StackId is "birensupa" or "neuware"),
        card => Assert.All(card.PeakTeraflops.Keys, format => Assert.Equal(
            SupportStatus.NotKnown, Catalog.Support.Find(card, Catalog.Models["qwen3-32b"], format)!.Support)));

    [Fact]
    public void Rows_ThatSayWhetherSomethingRuns_RestOnAFactWithItsSource() => Assert.All(
        Catalog.Support.Rows.Where(row => row.Support != SupportStatus.NotKnown),
        row =>
        {
            Assert.NotEmpty(row.Facts);
            Assert.All(row.Facts, fact => Assert.False(string.IsNullOrWhiteSpace(Catalog.Facts[fact].SourceTitle), $"{row.Stack} {row.Format}: {fact}"));
        });

    [Fact]
    public void Rows_ThatNameAnEngine_NameOneOfTheStackOrAReferenceRun() => Assert.All(
        Catalog.Support.Rows.Where(row => row.Engine.Length > 0),
        row => Assert.True(
            Catalog.Stacks[row.Stack].Engines.Any(engine => engine.Id == row.Engine.Split(' ')[0]) || row.Engine.EndsWith("reference implementation", StringComparison.Ordinal),
            row.Engine));

    [Theory]
    [InlineData("atlas-350-112gb", "qwen3-32b", "int8", "mindie", SupportStatus.Supported, "ly-0006")]
    [InlineData("atlas-350-112gb", "qwen3-32b", "int8", "vllm-ascend", SupportStatus.Supported, "hw-0083")]
    [InlineData("atlas-350-112gb", "deepseek-v3", "fp8", "vllm-ascend", SupportStatus.Supported, "hw-0090")]
    [InlineData("atlas-350-112gb", "deepseek-v3", "fp8", "mindie", SupportStatus.NotKnown, null)]
    [InlineData("atlas-350-112gb", "deepseek-v3", "mxfp4", "vllm-ascend", SupportStatus.NotKnown, null)]
    [InlineData("atlas-350-112gb", "qwen3-32b", "bf16", "mindie", SupportStatus.Supported, "ly-0005")]
    [InlineData("h20-96gb", "qwen3-32b", "fp8", "sglang", SupportStatus.Supported, "st-0001")]
    public void Find_NamedEngine_IsNotGivenWhatOnlyAnotherRuns(
        string card, string model, string format, string engine, SupportStatus support, string? fact)
    {
        SupportRow row = Catalog.Support.Find(Catalog.Accelerators[card], Catalog.Models[model], format, engine)!;

        Assert.Equal(support, row.Support);
        Assert.Equal(fact is null ? [] : [fact], row.Facts.Take(1));
    }

    [Fact]
    public void Find_NoRow_IsNotTakenFromANeighbour()
    {
        SupportMatrix matrix = new([new()
        {
            Accelerator = "h100-sxm",
            Stack = "cuda",
            Format = "fp8",
            ModelFamily = "*",
            Support = SupportStatus.Supported,
            Why = "Seen.",
        }]);

        Assert.Null(matrix.Find(Catalog.Accelerators["h20-96gb"], Catalog.Models["qwen3-8b"], "fp8"));
        Assert.NotNull(matrix.Find(Catalog.Accelerators["h100-sxm"], Catalog.Models["qwen3-8b"], "fp8"));
    }
}
