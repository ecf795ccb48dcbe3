using App.Engine.Requirements;

namespace App.Tests.Engine.Costs;

/// <summary>
/// Published totals, reproduced on the timeline from published parts. What the publishers do not give is listed with its value in
/// docs/models/tco.md; the same numbers stand here.
/// </summary>
public sealed class PublishedReferenceTests
{
    private static readonly double[] s_lives = [36, 60, 84];
    private static readonly double[] s_published = [12, 8.5, 7];

    [Fact]
    public void CostOfAnH200_OwnedByAHyperscaler_IsThePublishedDollarsPerHour()
    {
        MoneyBench bench = H200();
        double all = bench.Run().Outcome.UsDollarsPerAcceleratorHour.Value;
        bench.With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0).With("sites/western-hub/facilityUsDollarsPerKilowattMonth", 0);
        double capital = bench.Run().Outcome.UsDollarsPerAcceleratorHour.Value;

        Assert.Equal(1.06, capital, Tolerance.Printed(2));
        Assert.Equal(1.41, all, Tolerance.Printed(2));
    }

    [Fact]
    public void YearOfAGigawattSite_ByTheLifeOfItsServers_IsThePublishedBillions()
    {
        for (int i = 0; i < s_lives.Length; i++)
        {
            MoneyRun run = Gigawatt((int)s_lives[i]).Run();

            // The two outer figures are printed without decimals.
            Assert.Equal(s_published[i], run.Outcome.EquivalentAnnualCostUsDollars.Value / 1e9, Tolerance.Printed(i == 1 ? 1 : 0));
            Assert.Equal(38, run.Outcome.CapitalUsDollars.Value / 1e9, Tolerance.Printed(0));
            Assert.Equal(0.6, run.Cash("Energy").Skip(1).Take(12).Sum() / 1e9, Tolerance.Printed(1));
        }
    }

    [Fact]
    public void ServersOfAGigawattSite_AreThePublishedShareOfItsYear()
    {
        MoneyBench bench = Gigawatt(60);
        double all = bench.Run().Outcome.EquivalentAnnualCostUsDollars.Value;
        double without = bench.Card("priceUsDollars", 1e-9).Run().Outcome.EquivalentAnnualCostUsDollars.Value;

        // Without servers their network and upkeep are gone as well; both are given over the servers' price.
        double years = (1 - Math.Pow(1.058, -5)) / 0.058;
        double servers = 21.825e9 / years;
        double network = 0.19 * servers;
        double upkeep = 0.3e9;
        Assert.Equal(0.60, servers / all, Tolerance.Printed(2) * 2);
        Assert.Equal(servers + network + upkeep, all - without, 0.01e9);
    }

    /// <summary>An H200 for four years: 1.73 kW at the meter of which 1.37 kW is IT.</summary>
    private static MoneyBench H200() => MoneyBench.Plain()
        .With("finance/discountRateFraction", 0.09)
        .With("economics/depositFraction", 1)
        .Card("priceUsDollars", 27_000)
        .With("economics/networkCapexFraction", 0.16)
        .Card("hostPowerWattsPerCard", 1370)
        .With("sites/western-hub/powerUsageEffectiveness", 1.73 / 1.37)
        .With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.08 * 0.8)
        .With("sites/western-hub/facilityUsDollarsPerKilowattMonth", 127.5);

    /// <summary>GB200 for a gigawatt at the meter in a building of the buyer's own, as long as the servers last.</summary>
    private static MoneyBench Gigawatt(int months) => MoneyBench.Plain(procurement => procurement with
    {
        Site = procurement.Site with { PowerLimitMegawatts = 2000, Facility = FacilityTenure.Own },
        Finance = procurement.Finance with { HorizonMonths = months },
    })
        .With("finance/discountRateFraction", 0.058)
        .With("economics/depositFraction", 1)
        .With("plan/bought/h20-96gb/cards", 1e6 / 2.1)
        .With("plan/bought/rank/Both/replicas", 1e6 / 2.1)
        .Card("priceUsDollars", 3.3e6 / 72)
        .With("economics/networkCapexFraction", 0.19)
        .Card("hostPowerWattsPerCard", 2100)
        .With("sites/western-hub/facilityBuildUsDollarsPerKilowatt", 12_000)
        .With("sites/western-hub/facilityLifeMonths", 168)
        .With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.0856 * 0.8)
        .With("economics/annualSupportFraction", 0.3e9 / 21.825e9);
}
