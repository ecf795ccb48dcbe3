using System.Globalization;
using System.Text.RegularExpressions;
using App.Engine.Catalog;

namespace App.Tests.Engine.Catalog;

/// <summary>The catalogue as delivered: sound, complete as far as the question names things, and honest about what is not known.</summary>
public sealed partial class CatalogDataTests
{
    private static readonly PlannerCatalog s_catalog = PlannerCatalog.Default;
    private static readonly string[] s_stacks = ["cann", "cuda"];
    private static readonly string[] s_formats = ["bf16", "fp8", "hif8", "int8", "mxfp4", "hifloat4", "nvfp4"];
    private static readonly double[] s_sentinels = [-1, 999, 9999, 99999, 999999, 123456789];

    [Fact]
    public void Files_AsDelivered_HaveNoProblem() => Assert.Empty(CatalogCheck.Check(PlannerCatalog.EmbeddedFiles()));

    [Fact]
    public void Files_AsDelivered_LoadStrictlyToTheSameCatalogue() =>
        Assert.Equal(s_catalog.Hash, PlannerCatalog.Load(PlannerCatalog.EmbeddedFiles()).Hash);

    [Theory]
    [InlineData("atlas-350-112gb", AcceleratorEntity.Card)]
    [InlineData("atlas-350-84gb", AcceleratorEntity.Card)]
    [InlineData("ascend-950pr", AcceleratorEntity.Chip)]
    [InlineData("ascend-950dt", AcceleratorEntity.Chip)]
    [InlineData("h20-96gb", AcceleratorEntity.Module)]
    [InlineData("h20-141gb", AcceleratorEntity.Module)]
    [InlineData("h100-sxm", AcceleratorEntity.Module)]
    [InlineData("h200-sxm", AcceleratorEntity.Module)]
    [InlineData("b200-sxm", AcceleratorEntity.Module)]
    [InlineData("b300-sxm", AcceleratorEntity.Module)]
    [InlineData("ascend-910b", AcceleratorEntity.Module)]
    [InlineData("ascend-910c", AcceleratorEntity.Module)]
    [InlineData("mi300x", AcceleratorEntity.Module)]
    [InlineData("biren-br100", AcceleratorEntity.Module)]
    [InlineData("biren-br106", AcceleratorEntity.Card)]
    [InlineData("cambricon-mlu590", AcceleratorEntity.Card)]
    [InlineData("cambricon-mlu690", AcceleratorEntity.Card)]
    public void Accelerator_NamedInTheQuestion_IsThereAsWhatItIs(string id, AcceleratorEntity entity) =>
        Assert.Equal(entity, s_catalog.Accelerators[id].Entity);

    [Fact]
    public void SystemsStacksAndFormats_NamedInTheQuestion_AreThere()
    {
        Assert.Equal(8192, s_catalog.Systems["atlas-950-superpod"].Quantities["npuCount"].Value);
        Assert.Equal(64, s_catalog.Systems["atlas-950-superpod"].Quantities["npusPerCabinet"].Value);
        Assert.Equal("ascend-950dt", s_catalog.Systems["atlas-950-superpod"].AcceleratorId);
        Assert.Contains("unifiedbus", s_catalog.Systems.Keys);
        Assert.Empty(s_stacks.Except(s_catalog.Stacks.Keys));
        Assert.Empty(s_formats.Except(s_catalog.Formats.Keys));
        Assert.True(s_catalog.Timeline.Count >= 8);
        Assert.Equal("reported-order.json", PlannerCatalog.EmbeddedFiles().Keys.Single(path => path.StartsWith("cases/", StringComparison.Ordinal))[6..]);
    }

    [Fact]
    public void ChipAndCard_OfTheAtlas350_AreKeptApart()
    {
        Accelerator card = s_catalog.Accelerators["atlas-350-112gb"];
        Accelerator chip = s_catalog.Accelerators["ascend-950pr"];

        Assert.Equal(112, card.Quantities[AcceleratorQuantities.MemoryGigabytes].Value);
        Assert.Equal(84, s_catalog.Accelerators["atlas-350-84gb"].Quantities[AcceleratorQuantities.MemoryGigabytes].Value);
        Assert.Equal(128, chip.Quantities[AcceleratorQuantities.MemoryGigabytes].Value);
        Assert.Equal("ascend-950pr", card.ChipId);
        Assert.False(chip.CanBePurchased);
    }

    [Theory]
    [InlineData("atlas-350-112gb", "fp8", 756)]
    [InlineData("atlas-350-112gb", "bf16", 378)]
    [InlineData("atlas-350-112gb", "mxfp4", 1512)]
    [InlineData("h20-96gb", "fp8", 296)]
    [InlineData("h20-96gb", "bf16", 148)]
    [InlineData("h100-sxm", "fp8", 1978)]
    [InlineData("b200-sxm", "fp8", 4500)]
    public void Peak_OfACard_IsTheDenseOneOfTheMatrixUnits(string accelerator, string format, double teraflops) =>
        Assert.InRange(s_catalog.Accelerators[accelerator].PeakTeraflops[format].Value!.Value, teraflops * 0.999, teraflops * 1.001);

    [Theory]
    [InlineData("atlas-350-112gb", 1.4, 159)]
    [InlineData("h20-96gb", 4, 450)]
    public void BandwidthAndLink_OfACard_AreDecimalAndOneWay(string accelerator, double terabytesPerSecond, double linkGigabytesPerSecond)
    {
        Accelerator card = s_catalog.Accelerators[accelerator];

        Assert.Equal(terabytesPerSecond, card.Quantities[AcceleratorQuantities.MemoryBandwidthTerabytesPerSecond].Value);
        Assert.Equal(linkGigabytesPerSecond, card.Quantities[AcceleratorQuantities.IslandLinkGigabytesPerSecond].Value);
    }

    [Fact]
    public void ClaimedSpeedup_OfTheLaunch_IsNoNumberOfAnyAccelerator() => Assert.DoesNotContain(
        AssumptionPath.All(s_catalog), entry => entry.Quantity.Value is 2.87 or 425 or 1560);

    [Fact]
    public void HiFloat4_IsNativeOnNothingAndPeakOfNothing()
    {
        Assert.Empty(s_catalog.Formats["hifloat4"].NativeOn);
        Assert.DoesNotContain(s_catalog.Accelerators.Values, card => card.PeakTeraflops.ContainsKey("hifloat4"));
        Assert.NotEmpty(s_catalog.Formats["hifloat4"].Disagreements);
    }

    [Fact]
    public void Formats_NativeOn_NameAcceleratorsThatAreThere() =>
        Assert.Empty(s_catalog.Formats.Values.SelectMany(format => format.NativeOn).Except(s_catalog.Accelerators.Keys));

    [Fact]
    public void HiF8_IsOfHuaweiAlone() => Assert.All(
        s_catalog.Accelerators.Values.Where(card => card.PeakTeraflops.ContainsKey("hif8")), card => Assert.Equal("Huawei", card.Vendor));

    [Fact]
    public void Quantities_WithAValue_CarryFactsOrABasis() => Assert.Empty(
        AssumptionPath.All(s_catalog)
            .Where(entry => entry.Quantity.Value is not null && entry.Quantity.Facts.Count == 0 && !entry.Quantity.Assumed)
            .Select(entry => entry.Path));

    [Fact]
    public void Quantities_NotKnown_SayWhatWasLookedFor() => Assert.Empty(
        AssumptionPath.All(s_catalog)
            .Where(entry => entry.Quantity.Value is null && (entry.Quantity.NotKnown is not { Length: > 5 } || entry.Quantity.Low is not null || entry.Quantity.High is not null))
            .Select(entry => entry.Path));

    [Fact]
    public void Numbers_OfTheCatalogue_AreNoSentinels() => Assert.Empty(
        AssumptionPath.All(s_catalog).Where(entry => entry.Quantity.Value is { } value && s_sentinels.Contains(value)).Select(entry => entry.Path));

    [Fact]
    public void FileNames_OfEntries_AreTheirIds()
    {
        IEnumerable<string> expected = s_catalog.Accelerators.Keys.Select(id => $"accelerators/{id}.json")
            .Concat(s_catalog.Models.Keys.Select(id => $"models/{id}.json"))
            .Concat(s_catalog.Sites.Keys.Select(id => $"sites/{id}.json"))
            .Concat(s_catalog.Systems.Keys.Select(id => $"systems/{id}.json"));

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            PlannerCatalog.EmbeddedFiles().Keys.Where(path => EntryPath().IsMatch(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Facts_EachOne_HasASourceOrSaysItHasNone()
    {
        Assert.True(s_catalog.Facts.Count >= 776);
        Assert.Empty(s_catalog.Facts.Values
            .Where(fact => fact.Grade != "Memory-NotSourced" && string.IsNullOrWhiteSpace(fact.Publisher) && string.IsNullOrWhiteSpace(fact.SourceTitle) && fact.SourceType != "derived")
            .Select(fact => fact.Id));
        Assert.Empty(s_catalog.Facts.Values.Where(fact => fact.Low > fact.High).Select(fact => fact.Id));
    }

    [Fact]
    public void Timeline_Dates_AreRealAndInOrder()
    {
        DateOnly[] dates = [.. s_catalog.Timeline.Select(happening => DateOnly.ParseExact(happening.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

        Assert.Equal(dates.Order(), dates);
        Assert.All(dates, date => Assert.InRange(date.Year, 2022, 2030));
        Assert.All(s_catalog.Timeline, happening => Assert.NotEmpty(happening.Facts));
    }

    [GeneratedRegex("^(accelerators|models|sites|systems)/")]
    private static partial Regex EntryPath();
}
