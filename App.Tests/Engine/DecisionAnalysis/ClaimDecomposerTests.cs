using App.Engine.Catalog;
using App.Engine.DecisionAnalysis;

namespace App.Tests.Engine.DecisionAnalysis;

public sealed class ClaimDecomposerTests
{
    private static readonly Accelerator s_atlas = PlannerCatalog.Default.Accelerators["atlas-350-112gb"];
    private static readonly Accelerator s_h20 = PlannerCatalog.Default.Accelerators["h20-96gb"];

    [Theory]
    [InlineData("2.87x H20", 2.87, 2)]
    [InlineData("2,87", 2.87, 2)]
    [InlineData(" 3 times the H20", 3, 0)]
    public void Parse_Claims_RatioAndDigits(string text, double ratio, int decimals) =>
        Assert.Equal((ratio, decimals), ClaimDecomposer.Parse(text));

    [Theory]
    [InlineData("H20")]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("1.2.3")]
    [InlineData("-2")]
    public void Parse_NoRatio_Null(string text) => Assert.Null(ClaimDecomposer.Parse(text));

    [Fact]
    public void Of_TheHeadlineClaim_MatrixAndVectorPeakOverMatrixPeak()
    {
        ClaimDecomposition claim = ClaimDecomposer.Of(2.87, 2, s_atlas, s_h20);
        ClaimRatio match = Assert.Single(claim.Matches);
        Assert.Equal((425.0, 148.0, "bf16"), (match.Top.Value, match.Bottom.Value, match.Top.Format));
        Assert.True(match.Top.IsVariant);
        Assert.DoesNotContain(claim.Others, ratio => Math.Abs(ratio.Ratio - 2.87) < 0.005);
        Assert.Contains(claim.Others, ratio => ratio.Top.Kind == "bandwidth" && Math.Abs(ratio.Ratio - 0.35) < 1e-9);
        Assert.Contains(claim.Others, ratio => ratio.Top.Value == 756 && ratio.Bottom.Value == 296);
    }

    [Theory]
    [InlineData("2.870x")]
    [InlineData("2.872x H20")]
    [InlineData("2.870000000000000000000000000000x")]
    public void Of_MoreDigitsThanFiguresArePublishedWith_StillTheHeadlineRatio(string text)
    {
        (double ratio, int decimals) = ClaimDecomposer.Parse(text)!.Value;
        ClaimRatio match = Assert.Single(ClaimDecomposer.Of(ratio, decimals, s_atlas, s_h20).Matches);
        Assert.Equal((425.0, 148.0), (match.Top.Value, match.Bottom.Value));
    }

    [Fact]
    public void Of_FourBitPeak_NoPublishedFigureOfTheOtherFits()
    {
        // 1,560 / 2.87 = 543.6 TFLOP/s, which nobody publishes for the H20.
        ClaimDecomposition claim = ClaimDecomposer.Of(2.87, 2, s_atlas, s_h20);
        (PublishedFigure _, double bottom) = claim.ImpliedBottoms.Single(implied => implied.Top.Value == 1560);
        Assert.Equal(543.6, bottom, Tolerance.Printed(1));
    }

    [Fact]
    public void Of_FourBitsAgainstEight_IsATrap()
    {
        ClaimDecomposition claim = ClaimDecomposer.Of(5.27, 2, s_atlas, s_h20);
        Assert.Empty(claim.Matches);
        Assert.Contains(claim.Traps, ratio => ratio is { Trap: ClaimTrap.OtherFormat, Top.Value: 1560, Bottom.Value: 296 });
    }

    [Theory]
    [InlineData(5.11, ClaimTrap.SparseAgainstDense)]
    [InlineData(0.385, ClaimTrap.BinaryAgainstDecimal)]
    public void Of_MistakenUnits_NamesTheTrap(double ratio, ClaimTrap trap) =>
        Assert.Contains(ClaimDecomposer.Of(ratio, ratio < 1 ? 3 : 2, s_atlas, s_h20).Traps, found => found.Trap == trap);

    [Theory]
    [InlineData("2.87x H20", "h20-96gb")]
    [InlineData("3x H100", "h100-sxm")]
    [InlineData("2,87 times the h20", "h20-96gb")]
    [InlineData("2.87倍 Atlas 350", "atlas-350-112gb")]
    [InlineData("2.87", null)]
    [InlineData("2.87x", null)]
    [InlineData("2.87x Gaudi", null)]
    [InlineData("1e308x H20", null)]
    public void Find_CardInAClaim_TheOneThatIsNamed(string text, string? id) =>
        Assert.Equal(id, ClaimDecomposer.Find(ClaimDecomposer.CardIn(text), [s_atlas, s_h20, .. PlannerCatalog.Default.Accelerators.Values])?.Id);
}
