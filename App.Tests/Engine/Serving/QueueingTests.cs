using App.Engine.Algebra;
using App.Engine.Serving;
using CsCheck;

namespace App.Tests.Engine.Serving;

public sealed class QueueingTests
{
    /// <summary>One server with exponential service: P(W > t) = load*exp(-(1 - load)*t/s).</summary>
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.8, 2)]
    [InlineData(0.95, 0.2)]
    public void Wait95_OneExponentialServer_IsTheExactQuantile(double load, double service)
    {
        double wait = Wait(service, 1, load, 1);

        Assert.Equal(0.05, load * Math.Exp(-(1 - load) * wait / service), Tolerance.WorkedByHand);
    }

    [Fact]
    public void Wait95_FewerThanOneInTwentyWait_IsNothing()
    {
        Assert.Equal(0, Wait(1, 1, 0.05, 1));
        Assert.Equal(0, Wait(1, 1000, 0.85, 1));
    }

    [Fact]
    public void Wait95_MoreLoadOrSpread_IsNeverShorter_MoreServersNeverLonger() =>
        Gen.Select(Gen.Double[0.01, 5], Gen.Double[1, 64], Gen.Double[0.1, 0.95], Gen.Double[0, 4], Gen.Double[1, 1.04]).Sample(
            (service, servers, load, variation, more) =>
            {
                double wait = Wait(service, servers, load, variation);
                Assert.True(Wait(service, servers, load * more, variation) >= wait);
                Assert.True(Wait(service, servers, load, variation * more) >= wait);
                Assert.True(Wait(service, servers * more, load, variation) <= wait);
            },
            threads: 1);

    private static double Wait(double service, double servers, double load, double variation) =>
        Queueing.Wait95<Scalar>(new(service), new(servers), new(load), new(variation)).Value;
}
