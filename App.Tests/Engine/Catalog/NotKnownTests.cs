using System.Text.Json.Nodes;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;

namespace App.Tests.Engine.Catalog;

/// <summary>A part without a usable figure is not evaluated and borrows nobody's; a part with figures needs no code.</summary>
public sealed class NotKnownTests
{
    [Theory]
    [InlineData("biren-br106", "is not known")]
    [InlineData("biren-br100", "cannot be bought")]
    [InlineData("cambricon-mlu590", "is not known")]
    [InlineData("cambricon-mlu690", "cannot be bought")]
    [InlineData("ascend-950pr", "cannot be bought")]
    [InlineData("ascend-950dt", "cannot be bought")]
    [InlineData("h20-141gb", "is not known")]
    [InlineData("atlas-350-84gb", "is not known")]
    public void Evaluate_OptionOfAPartWithoutFigures_SaysWhatIsNotKnown(string accelerator, string because)
    {
        OptionResult option = With(PlannerCatalog.Default, accelerator, Tenure.Buy);

        Assert.Null(option.Figures);
        Assert.False(option.IsFeasible);
        Assert.Contains(option.Reasons, reason => reason.Contains(because, StringComparison.Ordinal)
            || (because == "is not known" && reason.Contains("no supported format", StringComparison.Ordinal)));
        Assert.All(option.Reasons, reason => Assert.Contains(PlannerCatalog.Default.Accelerators[accelerator].Name, reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_RentedPartWithoutRent_SaysSo()
    {
        OptionResult option = With(PlannerCatalog.Default, "h20-96gb", Tenure.Rent);

        Assert.Null(option.Figures);
        Assert.Contains(option.Reasons, reason => reason.Contains("Rent of a card is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_MadeUpAccelerator_IsEvaluatedWithoutCode()
    {
        JsonNode entry = JsonNode.Parse(PlannerCatalog.EmbeddedFiles()["accelerators/h20-96gb.json"])!;
        entry["id"] = "made-up-1";
        entry["name"] = "Made Up One";
        entry["vendor"] = "Nobody";
        entry["quantities"]!["priceUsDollars"]!["value"] = 1000;
        entry["quantities"]!["priceUsDollars"]!["low"] = 1000;
        Dictionary<string, string> files = SmallCatalog.With(("accelerators/made-up-1.json", entry.ToJsonString()));
        Assert.Empty(CatalogCheck.Check(files));

        PlannerCatalog catalog = PlannerCatalog.Load(files);
        OptionResult madeUp = With(catalog, "made-up-1", Tenure.Buy);

        Assert.NotNull(madeUp.Figures);
        OptionResult h20 = With(PlannerCatalog.Default, "h20-96gb", Tenure.Buy);
        Assert.True(madeUp.Figures.PresentCostUsDollars < h20.Figures!.PresentCostUsDollars);

        // Nobody has measured it, so it does not borrow the evidence of the part that it resembles.
        Assert.Equal([EvidenceTier.OtherVendor], catalog.Serving.TiersOf(catalog.Accelerators["made-up-1"], LadderKind.Decode));
    }

    [Fact]
    public void Load_AcceleratorThatLosesAFigure_IsNoLongerEvaluated()
    {
        JsonNode entry = JsonNode.Parse(PlannerCatalog.EmbeddedFiles()["accelerators/h20-96gb.json"])!;
        entry["quantities"]!["memoryBandwidthTerabytesPerSecond"] = new JsonObject { ["notKnown"] = "Withdrawn by its maker." };
        PlannerCatalog catalog = PlannerCatalog.Load(SmallCatalog.With(("accelerators/h20-96gb.json", entry.ToJsonString())));

        OptionResult option = With(catalog, "h20-96gb", Tenure.Buy);

        Assert.Null(option.Figures);
        Assert.Contains(option.Reasons, reason => reason.EndsWith("Memory bandwidth is not known: Withdrawn by its maker.", StringComparison.Ordinal));
    }

    private static OptionResult With(PlannerCatalog catalog, string accelerator, Tenure tenure)
    {
        ProcurementCase seeded = SeededCase.Create();
        FleetOption option = new()
        {
            Id = "asked",
            Name = "Asked",
            Tenure = tenure,
            Accelerators = [new() { AcceleratorId = accelerator, Role = ServingRole.Both }],
        };
        ProcurementCase procurement = seeded with { Site = seeded.Site with { PowerLimitMegawatts = 1000 }, Options = [option, seeded.Options.Single(other => other.Id == seeded.ReferenceOption)] };
        return FleetComparison.Evaluate(procurement, catalog).Options[0];
    }
}
