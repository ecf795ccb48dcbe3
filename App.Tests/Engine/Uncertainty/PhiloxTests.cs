using App.Engine.Uncertainty;
using CsCheck;

namespace App.Tests.Engine.Uncertainty;

public sealed class PhiloxTests
{
    /// <summary>The known-answer vectors that the generator's authors publish: zeros, ones, and the digits of pi.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0xFFFFFFFFu, 0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu)]
    [InlineData(0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u, 0xA4093822u, 0x299F31D0u, 0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u)]
    public void Block_PublishedVectors_SameWords(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Block(c0, c1, c2, c3, k0, k1));

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Fill_AnyLengthAndStart_SameBitsAsOneByOne() =>
        Gen.Select(Generators.Length, Gen.UInt[0, 1 << 30], Gen.UInt, Gen.UInt).Sample((length, first, word0, word1) =>
        {
            StreamKey key = new(word0, word1);
            double[] filled = new double[length];
            Philox.Fill(key, first, filled);
            double[] single = [.. Enumerable.Range(0, length).Select(i => Philox.Uniform(key, first + (uint)i))];
            Assert.Null(Bits.Difference(single, filled));
            Assert.All(filled, value => Assert.InRange(value, double.Epsilon, Math.BitDecrement(1.0)));
        });

    [Fact]
    public void StreamKey_OtherSeedReplicateIdOrPurpose_OtherStream()
    {
        StreamKey one = StreamKey.Of(7, 3, "sites/western-hub/powerUsageEffectiveness", StreamPurpose.Draw);
        Assert.Equal(one, StreamKey.Of(7, 3, "sites/western-hub/powerUsageEffectiveness", StreamPurpose.Draw));
        Assert.NotEqual(one, StreamKey.Of(8, 3, "sites/western-hub/powerUsageEffectiveness", StreamPurpose.Draw));
        Assert.NotEqual(one, StreamKey.Of(7, 4, "sites/western-hub/powerUsageEffectiveness", StreamPurpose.Draw));
        Assert.NotEqual(one, StreamKey.Of(7, 3, "sites/western-hub/powerUsageEffectivenesS", StreamPurpose.Draw));
        Assert.NotEqual(one, StreamKey.Of(7, 3, "sites/western-hub/powerUsageEffectiveness", StreamPurpose.Scramble));
    }
}
