using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Serving;

namespace App.Tests.Engine.Serving;

public sealed class ModelSizesTests
{
    [Theory]
    [InlineData("llama-3.1-70b", 327_680)]
    [InlineData("qwen3-235b-a22b", 192_512)]
    [InlineData("deepseek-v3", 70_272)]
    [InlineData("glm-4.5", 376_832)]
    public void Cache_SixteenBits_TakesTheGoldenBytesPerToken(string model, double bytes) =>
        Assert.Equal(bytes, Sizes(model).CacheElementsPerToken.Value * 2);

    [Theory]
    [InlineData("llama-3.1-8b", 8.03)]
    [InlineData("llama-3.1-70b", 70.6)]
    [InlineData("llama-3.1-405b", 405.9)]
    [InlineData("llama-2-70b", 69)]
    [InlineData("qwen2.5-72b", 72.7)]
    [InlineData("qwen3-8b", 8.2)]
    [InlineData("qwen3-32b", 32.8)]
    [InlineData("qwen3-30b-a3b", 30.5)]
    [InlineData("qwen3-235b-a22b", 235)]
    [InlineData("qwen3-coder-480b-a35b", 480)]
    [InlineData("mixtral-8x7b", 46.7)]
    [InlineData("deepseek-v3", 671)]
    [InlineData("kimi-k2", 1026)]
    [InlineData("glm-4.5", 355)]
    [InlineData("glm-4.6", 355)]
    public void Weights_OfAModel_AreWithinOnePercentOfTheAdvertisedNumber(string model, double billions)
    {
        ModelSizes<Scalar> sizes = Sizes(model);
        double embeddings = PlannerCatalog.Default.Models[model].TiedEmbeddings ? 1 : 2;
        double weights = sizes.LinearWeights.Value + (embeddings * sizes.HeadWeights.Value)
            + (sizes.ExpertLayers.Value * sizes.Experts.Value * sizes.ExpertWeights.Value);

        Assert.Equal(billions, weights / 1e9, billions * Tolerance.AdvertisedParameters);
    }

    [Theory]
    [InlineData("qwen3-30b-a3b", 3.3)]
    [InlineData("mixtral-8x7b", 12.9)]
    [InlineData("deepseek-v3", 37)]
    public void ActiveWeights_OfAMixture_AreFarFewerThanAllWeights(string model, double billions)
    {
        ModelSizes<Scalar> sizes = Sizes(model);
        double active = sizes.LinearWeights.Value + sizes.HeadWeights.Value
            + (sizes.ExpertLayers.Value * sizes.ExpertsPerToken.Value * sizes.ExpertWeights.Value);

        // The advertised number may or may not count the input embedding.
        Assert.InRange(
            billions,
            active / 1e9 * (1 - Tolerance.AdvertisedParameters),
            (active + sizes.HeadWeights.Value) / 1e9 * (1 + Tolerance.AdvertisedParameters));
    }

    [Fact]
    public void Sizes_GroupedQueryModel_AreTheFormulasByHand()
    {
        ModelSizes<Scalar> sizes = Sizes("llama-3.1-70b");

        // Attention h*d*(2H + 2K) = 8192*128*(2*64 + 2*8), feed-forward 3*8192*28672, 80 layers.
        Assert.Equal(80.0 * ((8192 * 128 * 144) + (3.0 * 8192 * 28672)), sizes.LinearWeights.Value);
        Assert.Equal(128_256.0 * 8192, sizes.HeadWeights.Value);
        Assert.Equal(2.0 * 64 * 128 * 80, sizes.Attention.FullPrefillFlop.Value);
        Assert.Equal(4.0 * 64 * 128 * 80, sizes.Attention.FullDecodeFlop.Value);
    }

    [Fact]
    public void Sizes_LatentAttentionModel_AreTheFormulasByHand()
    {
        ModelSizes<Scalar> sizes = Sizes("deepseek-v3");

        double attention = (7168.0 * 1536) + (1536.0 * 128 * 192) + (7168 * 576) + (512.0 * 128 * 256) + (128.0 * 128 * 7168);
        double dense = 3.0 * 7168 * 18432;
        double mixture = (3.0 * 7168 * 2048) + (7168 * 256);
        Assert.Equal((61 * attention) + (3 * dense) + (58 * mixture), sizes.LinearWeights.Value);
        Assert.Equal(128.0 * (128 + 64 + 128) * 61, sizes.Attention.FullPrefillFlop.Value);
        Assert.Equal(2.0 * 128 * 1088 * 61, sizes.Attention.FullDecodeFlop.Value);
    }

    private static ModelSizes<Scalar> Sizes(string model) =>
        new ServingBench(model, "h20-96gb", "fp8", new Layout(1, 1), new Dictionary<string, double>()).Replica.Sizes;
}
