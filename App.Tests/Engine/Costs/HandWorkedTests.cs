using App.Engine.Requirements;

namespace App.Tests.Engine.Costs;

/// <summary>One case per feature, small enough to be worked by hand; the same numbers stand in docs/models/tco.md.</summary>
public sealed class HandWorkedTests
{
    [Fact]
    public void Golden_CardOfTheCalculator_ByYearIsTheGoldenDollarsPerMegatoken()
    {
        MoneyBench bench = MoneyBench.Plain().Card("priceUsDollars", 120_000).Card("residualValueFraction", 0.15).Card("hostPowerWattsPerCard", 900)
            .With("sites/western-hub/powerUsageEffectiveness", 1.3).With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.08)
            .With("economics/annualSupportFraction", 9000.0 / 120_000).With("economics/depositFraction", 1)
            .With("workloads/rank/meanRequestsPerSecond", 9);
        MoneyRun run = bench.Run();
        double[] cost = run.Cash("Total cost");
        double[] megatokens = run.Cash("Tokens served on own cards");

        // Year ends, as the calculator counts: what a year costs and serves falls at its end.
        double costs = cost[0];
        double work = 0;
        for (int year = 1; year <= 4; year++)
        {
            double worth = Math.Pow(1.1, -year);
            costs += cost.Skip(1 + (12 * (year - 1))).Take(12).Sum() * worth;
            work += megatokens.Skip(1 + (12 * (year - 1))).Take(12).Sum() * worth;
        }

        Assert.Equal(819.936, run.Cash("Energy").Skip(1).Take(12).Sum(), Tolerance.WorkedByHand * 1000);
        Assert.Equal(28_382.4, megatokens.Skip(1).Take(12).Sum(), Tolerance.WorkedByHand * 1e5);
        Assert.Equal(1.5431, costs / work, Tolerance.Printed(4));

        // Month ends, as the timeline counts, for the same money: work comes earlier, so it is worth more.
        double months = (1 - Math.Pow(1.1, -4)) / (Math.Pow(1.1, 1 / 12.0) - 1);
        double expected = (((120_000 - (18_000 * Math.Pow(1.1, -4))) / months) + ((819.936 + 9000) / 12)) / (28_382.4 / 12);
        Near(expected, run.Outcome.BlendedUsDollarsPerMegatoken.Value);
    }

    [Fact]
    public void Tranches_WithDepositAndMilestone_ArePaidWhenDue()
    {
        // 1,000 dollars: 60% ordered at once, 40% in month 6 at 0.81 of the price (-34.39% a year). Lead time 4 months: milestone after
        // 2, service from the 5th. 30% with the order, 20% at the milestone, 50% on delivery.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with
        {
            Options =
            [
                procurement.Options[0] with
                {
                    Tranches = [new() { OrderMonth = 0, ShareFraction = 0.6 }, new() { OrderMonth = 6, ShareFraction = 0.4 }],
                },
                procurement.Options[1],
            ],
        }).Card("leadTimeMonths", 4).With("economics/depositFraction", 0.3).With("economics/milestoneFraction", 0.2)
            .With("economics/milestoneLeadFraction", 0.5).With("economics/cardPriceChangePerYearFraction", (0.81 * 0.81) - 1);
        double[] paid = bench.Run().Cash("Accelerators");

        Assert.Equal(
            [180, 0, 120, 0, 0, 300, 0.3 * 324, 0, 0.2 * 324, 0, 0, 0.5 * 324, 0], paid.Take(13).Select(amount => Math.Round(amount, 6)));
        Near(600 + 324, paid.Sum());
    }

    [Fact]
    public void Supply_BelowTheOrder_SpreadsDeliveryOverMonths()
    {
        // 100 cards, 40 a month, first after 3 months: 40, 80, 100 in months 4, 5, 6.
        MoneyBench bench = MoneyBench.Plain().Card("supplyCardsPerMonth", 40).Card("leadTimeMonths", 3).With("plan/bought/h20-96gb/cards", 100);

        Assert.Equal([0, 0, 0, 0, 40, 80, 100, 100], bench.Run().LineOf("Cards: ", "Cards delivered").Take(8).Select(cards => Math.Round(cards, 9)));
    }

    [Fact]
    public void Residual_OfCardsInServiceForTwoYears_IsTheRootOfTheFourYearValue()
    {
        // 16% after four years is 40% after two: 24 months of service, in a horizon of 30 with a lead time of 6.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Finance = procurement.Finance with { HorizonMonths = 30 } })
            .Card("residualValueFraction", 0.16).Card("leadTimeMonths", 6);

        Near(-400, bench.Run().Cash("Residual value")[30]);
    }

    [Fact]
    public void Refresh_AfterTwoYears_BuysAgainAtThePriceOfThenAndSellsTheOld()
    {
        // Prices halve each year: 250 dollars in month 24+1+lead 0; the old are worth 40% of 1,000 after 24 months of service.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Finance = procurement.Finance with { RefreshMonths = 24 } })
            .Card("residualValueFraction", 0.16).With("economics/cardPriceChangePerYearFraction", -0.5);
        MoneyRun run = bench.Run();

        Near(1000 * Math.Pow(0.5, 25 / 12.0), run.Cash("Refresh")[25]);
        Near(-400, run.Cash("Resale of replaced cards")[25]);
        Near(-1000 * Math.Pow(0.5, 25 / 12.0) * Math.Pow(0.16, 24 / 48.0), run.Cash("Residual value")[48]);
    }

    [Fact]
    public void StagedPower_LimitsCardsInService()
    {
        // 100 cards of 10 kW at PUE 1.25 need 1.25 MW; half a megawatt from the order on, all from month 10: 40% of the cards till then.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with
        {
            Site = procurement.Site with
            {
                PowerLimitMegawatts = 2,
                PowerStages = [new() { FromMonth = 0, Megawatts = 0.5 }, new() { FromMonth = 10, Megawatts = 2 }],
            },
        }).Card("hostPowerWattsPerCard", 10_000).With("plan/bought/h20-96gb/cards", 100).With("sites/western-hub/powerUsageEffectiveness", 1.25);
        double[] powered = bench.Run().LineOf("Cards: ", "Share with power");

        Near(0.4, powered[9]);
        Near(1, powered[10]);
    }

    [Fact]
    public void Power_ByPhaseLoadAndPart_IsThatOfTheParts()
    {
        // Ranking reads prompts: 400 W at 20% idle and 70% busy, prefill 1.2 times that: 80 W idle, 336 W busy; 475 W beside the card and
        // 25 W of network. The pool runs at a tenth of its full rate: 0.58 + 0.1 * 0.256 = 0.6056 kW. Overhead at full load 0.25 * 0.9 kW,
        // 30% of it whatever the load: 0.0675, and 0.7 * 0.25 of the draw. At the meter 0.6056 * 1.175 + 0.0675 = 0.77908 kW.
        MoneyBench bench = MoneyBench.Plain().Card("thermalDesignPowerWatts", 400).Card("idlePowerFraction", 0.2).Card("loadPowerFraction", 0.7)
            .Card("hostPowerWattsPerCard", 475).With("economics/networkPowerWattsPerCard", 25).With("economics/prefillPowerFactor", 1.2)
            .With("sites/western-hub/powerUsageEffectiveness", 1.25).With("sites/western-hub/overheadFixedShareFraction", 0.3)
            .With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.1).With("sites/western-hub/demandChargeUsDollarsPerKilowattMonth", 6);
        bench["plan/bought/rank/Both/replicas"] = 1;
        double full = bench.Run().Lines.Single(line => line.Name == "Rate at full load").Values[0].Value;
        bench["workloads/rank/meanRequestsPerSecond"] = full / 10;
        MoneyRun run = bench.Run();

        Near(0.77908, run.LineOf("Site: ", "Highest power at the meter")[12]);
        Near(0.77908 * 730 * 0.1, run.Cash("Energy")[12]);
        Near(0.77908 * 6, run.Cash("Demand charge")[12]);
        Near(0.1, run.Outcome.UtilisationFraction.Value);
    }

    [Fact]
    public void Tariff_ByHours_ChargesEachThirdOfTheDayAtItsPrice()
    {
        // A draw of 1 kW at all hours pays the mean price; one that follows the load pays more in peak hours.
        MoneyBench bench = MoneyBench.Plain().Card("hostPowerWattsPerCard", 1000).With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.1)
            .With("sites/western-hub/peakHoursPriceRatio", 1.5).With("sites/western-hub/valleyHoursPriceRatio", 0.4);

        Near(73, bench.Run().Cash("Energy")[1]);
    }

    [Fact]
    public void HourlyLoad_Stated_SplitsTheDayIntoThirds()
    {
        double[] hours = [.. Enumerable.Repeat(1.0, 8), .. Enumerable.Repeat(2.0, 8), .. Enumerable.Repeat(6.0, 8)];
        MoneyBench bench = MoneyBench.Of(MoneyBench.Case(procurement => procurement with
        {
            Workloads = [procurement.Workloads[0] with { PeakToMeanRatio = 2, HourlyLoad = hours }],
        }));
        MoneyRun run = bench.Run();

        Near(2, run.LineOf("Demand: ", "Eight peak hours over the mean")[0]);
        Near(1 / 3.0, run.LineOf("Demand: ", "Eight valley hours over the mean")[0]);
        Near(2 / 3.0, run.LineOf("Demand: ", "Eight hours between over the mean")[0]);
    }

    [Fact]
    public void Migration_OnceThenYearlyWithDualRunning()
    {
        // 1.2 million dollars for one family, 20% a year to keep up; a tenth of the work twice for two months at what the bridge would cost.
        MoneyBench bench = MoneyBench.Plain().Card("migrationUsDollarsPerModel", 1.2e6).With("stacks/cuda/upkeepFraction", 0.2)
            .With("stacks/cuda/dualRunningMonths", 2).With("stacks/cuda/dualRunningShareFraction", 0.1);
        MoneyRun run = bench.Run();
        double whole = run.LineOf("Demand: ", "Rent of one request a second")[1];

        Assert.Equal(1.2e6, run.Cash("Software migration")[0]);
        Near(20_000, run.Cash("Migration upkeep")[1]);
        Assert.Equal([0, 1, 1, 0], run.Cash("Dual running").Take(4).Select(cost => Math.Round(cost / (0.1 * whole), 9)));
    }

    [Fact]
    public void Maturity_RampsToParityByItsTimeConstant()
    {
        // 60% at the order, time constant 6 months: 1 - 0.4 / e after six months.
        MoneyBench bench = MoneyBench.Plain().With("stacks/cuda/maturityStartFraction", 0.6).With("stacks/cuda/maturityMonths", 6);
        double[] maturity = bench.Run().LineOf("Cards: ", "Software maturity");

        Near(0.6, maturity[0]);
        Near(1 - (0.4 / Math.E), maturity[6]);
    }

    [Fact]
    public void Failures_CostRepairTimeAndReplacements()
    {
        // 12% a year, server of eight out for 5 days: 12% * 8 * 5 / 365 lost; half of the failed cards are paid for: 1,000 * 1% * 0.5 a month.
        MoneyBench bench = MoneyBench.Plain().Card("annualFailureRateFraction", 0.12).With("economics/repairDays", 5)
            .With("economics/warrantyCoverFraction", 0.5);
        MoneyRun run = bench.Run();

        Near(1 - (0.12 * 8 * 5 / 365), run.LineOf("Cards: ", "Share of full capacity")[1]);
        Near(5, run.Cash("Failed cards")[1]);
    }

    [Fact]
    public void OwnFacility_IsBuiltKeptUpAndWorthItsBookValue()
    {
        // 1 kW at 12,000 dollars, 3% upkeep a year, 20 years: 4 of 20 years used at the end.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Site = procurement.Site with { Facility = FacilityTenure.Own } })
            .Card("hostPowerWattsPerCard", 1000).With("sites/western-hub/facilityBuildUsDollarsPerKilowatt", 12_000)
            .With("sites/western-hub/facilityUpkeepFraction", 0.03).With("sites/western-hub/facilityLifeMonths", 240);
        MoneyRun run = bench.Run();

        Near(12_000, run.Cash("Facility construction")[0]);
        Near(30, run.Cash("Facility")[1]);
        Near(-9600, run.Cash("Residual value")[48]);
    }

    [Fact]
    public void ValueAddedTax_ComesBackOverItsTime()
    {
        // 13% of 1,000 dollars paid at the order; a third of what is left comes back each month.
        MoneyBench bench = MoneyBench.Plain().With("economics/depositFraction", 1).With("economics/valueAddedTaxFraction", 0.13)
            .With("economics/valueAddedTaxRecoverableFraction", 1).With("economics/valueAddedTaxRecoveryMonths", 3);
        MoneyRun run = bench.Run();

        Near(130, run.Cash("Value added tax")[0]);
        Near(-130 / 3.0, run.Cash("Value added tax recovered")[1]);
        Near(-130 * 2 / 9.0, run.Cash("Value added tax recovered")[2]);
        Near(-130, run.Cash("Value added tax recovered").Sum());
    }

    [Fact]
    public void Duty_IsPaidOnForeignCardsAndServersAlone()
    {
        MoneyBench bench = MoneyBench.Plain().Card("serverOverheadMultiplier", 1.5).With("economics/importDutyFraction", 0.1)
            .With("economics/networkCapexFraction", 0.2);

        Near(150, bench.Run().Cash("Import duty").Sum());
    }

    [Fact]
    public void TaxShield_OfStraightLine_IsTheRateOnDepreciation()
    {
        // 1,000 dollars over 40 months at 25%: 6.25 a month, the first month of service included.
        MoneyBench bench = MoneyBench.Plain().With("economics/depreciationMonths", 40).With("economics/incomeTaxFraction", 0.25)
            .With("economics/depositFraction", 1);
        double[] relief = bench.Run().Cash("Tax relief");

        Near(0, relief[0]);
        Near(6.25, relief[1]);
        Near(6.25, relief[40]);
        Near(0, relief[41]);
    }

    [Fact]
    public void Disposal_BelowBookValue_IsDeducted()
    {
        // Horizon 48 of a life of 60: 200 of 1,000 dollars left in the books, sold for 100: 100 lost, 25 of tax saved in the last month.
        MoneyBench bench = MoneyBench.Plain().With("economics/depreciationMonths", 60).With("economics/incomeTaxFraction", 0.25)
            .Card("residualValueFraction", 0.1);

        Near(((1000 / 60.0) + 200 - 100) * 0.25, bench.Run().Cash("Tax relief")[48]);
    }

    [Fact]
    public void Loan_IsDrawnAndRepaidBesideThePresentCost()
    {
        // 70% of 1,000 dollars at 12% a year over 36 months: 19.44 a month, interest 7 in the first.
        MoneyBench bench = MoneyBench.Plain(procurement => Financed(procurement, Financing.Loan)).With("economics/depositFraction", 1)
            .With("economics/loanShareFraction", 0.7).With("economics/loanRateFraction", 0.12).With("economics/loanMonths", 36);
        MoneyRun run = bench.Run();

        Near(700, run.Line("Financing", "Loan drawn")[0]);
        Near(7, run.Line("Financing", "Interest")[1]);
        Near(700 / 36.0, run.Line("Financing", "Instalment")[1]);
        Near(0, run.Line("Financing", "Loan balance")[36] / 700);
        Near(300, run.Line("Financing", "Buyer's own cash")[0]);
        Near(1000, run.Outcome.PresentCostUsDollars.Value);
    }

    [Fact]
    public void Lease_IsAnAnnuityThatLeavesTheResidual()
    {
        // 1,000 dollars, 12% a year, 36 months, 100 left: what is paid is worth 1,000 at the lessor's rate.
        MoneyBench bench = MoneyBench.Plain(procurement => Financed(procurement, Financing.Lease))
            .With("economics/leaseRateFraction", 0.12).With("economics/leaseMonths", 36).With("economics/leaseResidualFraction", 0.1);
        MoneyRun run = bench.Run();
        double[] paid = run.Cash("Lease payments");
        double month = Math.Pow(1.12, 1 / 12.0);
        double payment = (1000 - (100 * Math.Pow(1.12, -3))) * (month - 1) / (1 - Math.Pow(1.12, -3));

        Near(payment, paid[1]);
        Near(payment, paid[36]);
        Near(100 * month, paid[37]);
        Near(1000, paid.Select((amount, t) => amount * Math.Pow(month, -t)).Sum());
        Near(0, run.Cash("Accelerators").Sum());
    }

    [Fact]
    public void Rent_WithCommitment_IsPaidForWhatIsUsedAndAtLeastForThat()
    {
        // 10 cards committed to half: an idle month costs 5 cards, a busy one what it uses.
        MoneyBench bench = MoneyBench.Plain(option: "rented").With("accelerators/h100-sxm/rentalUsDollarsPerHour", 2)
            .With("economics/rentalCommitmentFraction", 0.5).With("plan/rented/h100-sxm/cards", 10).With("plan/rented/rank/Both/replicas", 10);
        bench["workloads/rank/meanRequestsPerSecond"] = 1e-9;
        Near(5 * 2 * 730, bench.Run().Cash("Rent")[1]);

        double full = bench.Run().Lines.Single(line => line.Name == "Rate at full load").Values[0].Value;
        bench["workloads/rank/meanRequestsPerSecond"] = full * 0.8;
        Near(8 * 2 * 730, bench.Run().Cash("Rent")[1]);
    }

    [Fact]
    public void Rent_WithoutCommitmentOrWork_CostsNothing()
    {
        MoneyBench bench = MoneyBench.Plain(option: "rented").With("plan/rented/demandMultiple", 0);

        Assert.All(bench.Run().Cash("Total cost"), cost => Assert.Equal(0, cost));
    }

    [Fact]
    public void Currency_OfTheYuan_MovesLocalCostsOnly()
    {
        // The yuan gains 21% a year: local costs 10% dearer after half a year; foreign cards cost the same dollars.
        MoneyBench bench = MoneyBench.Plain().Card("hostPowerWattsPerCard", 1000).With("economics/yuanValueChangePerYearFraction", 0.21)
            .With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.1);
        MoneyRun run = bench.Run();

        Near(73 * 1.1, run.Cash("Energy")[6]);
        Near(1000, run.Cash("Accelerators").Sum());
    }

    [Fact]
    public void Inflation_DividesNominalFromReal()
    {
        // 10% nominal and 4% inflation: real rate 5.769%; the nominal price falls 4% a year in dollars of the order.
        MoneyBench bench = MoneyBench.Plain().With("economics/generalInflationFraction", 0.04).With("economics/depositFraction", 1);
        MoneyRun run = bench.Run();

        Near((1.1 / 1.04) - 1, run.Line("Levelised cost", "Real discount rate")[0]);
        Near(1000 / 1.04, run.Cash("Cost after tax in dollars of the order").Sum() / 1.04);
        Assert.True(run.Outcome.RealBlendedUsDollarsPerMegatoken.Value < run.Outcome.BlendedUsDollarsPerMegatoken.Value);
    }

    [Fact]
    public void SeveralSites_AreFilledInOrder()
    {
        // 100 cards of 10 kW without overhead: 0.4 MW on the first site, the rest on the second, each at its own price.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with
        {
            Site = procurement.Site with { PowerLimitMegawatts = 0.4 },
            FurtherSites = [new() { SiteId = "coastal", PowerLimitMegawatts = 5 }],
        }).Card("hostPowerWattsPerCard", 10_000).With("plan/bought/h20-96gb/cards", 100).With("plan/bought/rank/Both/replicas", 100)
            .With("sites/western-hub/energyPriceUsDollarsPerKilowattHour", 0.05).With("sites/coastal/energyPriceUsDollarsPerKilowattHour", 0.1);

        Near((400 * 0.05 * 730) + (600 * 0.1 * 730), bench.Run().Cash("Energy")[1]);
    }

    [Fact]
    public void Events_ChangeDeliveriesPricesResaleAndSupport()
    {
        // 60 cards, 10 a month from month 1 on; deliveries stop in month 3: 30 cards for good. Resale at 1.2 times, support ends at once.
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Events = ["export-control"] })
            .Card("supplyCardsPerMonth", 10).With("plan/bought/h20-96gb/cards", 60).Card("residualValueFraction", 1).Card("annualFailureRateFraction", 0.12)
            .With("events/export-control/startMonth", 3).With("events/export-control/supportEndsAfterMonths", 0)
            .With("events/export-control/resaleFactor", 1.2);
        MoneyRun run = bench.Run();

        Assert.Equal([0, 10, 20, 30, 30, 30], run.LineOf("Cards: ", "Cards delivered").Take(6).Select(cards => Math.Round(cards, 9)));
        Near(-30_000 * 1.2, run.Cash("Residual value")[48]);
        Near(Math.Pow(0.99, 45), run.LineOf("Cards: ", "Share left by failures without replacement")[48]);
        Near(0.5, run.Outcome.DeliveredFraction.Value);
    }

    [Fact]
    public void Event_OfATemporaryStop_DelaysDeliveries()
    {
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Events = ["export-control"] })
            .Card("supplyCardsPerMonth", 10).With("plan/bought/h20-96gb/cards", 60)
            .With("events/export-control/startMonth", 2).With("events/export-control/durationMonths", 3);

        Assert.Equal(
            [0, 10, 20, 20, 20, 20, 30, 40], bench.Run().LineOf("Cards: ", "Cards delivered").Take(8).Select(cards => Math.Round(cards, 9)));
    }

    [Fact]
    public void Event_OfSlipAndErosion_DelaysAndCheapens()
    {
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Events = ["delayed-delivery", "price-erosion"] })
            .Card("leadTimeMonths", 2).With("events/delayed-delivery/slipMonths", 3)
            .With("events/price-erosion/startMonth", 10).With("events/price-erosion/rentalPriceFactor", 0.5);
        MoneyRun run = bench.Run();

        Assert.Equal([0, 1], run.LineOf("Cards: ", "Cards delivered").Skip(5).Take(2));
        Near(1, run.Line("Timing", "Rent level")[10]);
        Near(0.5, run.Line("Timing", "Rent level")[11]);
    }

    private static ProcurementCase Financed(ProcurementCase procurement, Financing financing) =>
        procurement with { Options = [procurement.Options[0] with { Financing = financing }, procurement.Options[1]] };

    private static void Near(double expected, double actual) =>
        Assert.Equal(expected, actual, Math.Max(1, Math.Abs(expected)) * Tolerance.WorkedByHand);
}
