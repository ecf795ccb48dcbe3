using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Costs;

/// <summary>When money flows and how cost is spread over years, each against its closed form.</summary>
public sealed class ConventionTests
{
    [Theory]
    [InlineData(CashTiming.EndOfMonth, 0)]
    [InlineData(CashTiming.MiddleOfMonth, 0.5)]
    public void Discount_OfAMonth_IsThePowerOfItsTime(CashTiming timing, double early) => Gen.Double[0, 0.5].Sample(
        rate =>
        {
            MoneyBench bench = MoneyBench.Plain(procurement => procurement with { Finance = procurement.Finance with { CashTiming = timing } })
                .With("finance/discountRateFraction", rate);
            double[] factors = bench.Run().Cash("Discount factor");

            Assert.Equal(1, factors[0]);
            for (int month = 1; month < factors.Length; month++)
            {
                Assert.Equal(Math.Pow(1 + rate, -(month - early) / 12), factors[month], Tolerance.WorkedByHand);
            }
        },
        iter: 20, threads: 1);

    [Fact]
    public void Annuity_OfAMonthlyCost_IsItsClosedForm() => Gen.Double[0.001, 0.5].Sample(
        rate =>
        {
            MoneyBench bench = MoneyBench.Plain().With("finance/discountRateFraction", rate).With("economics/annualSupportFraction", 1.2).Card("priceUsDollars", 1000);
            MoneyRun run = bench.Run();
            double monthly = Math.Pow(1 + rate, 1 / 12.0) - 1;
            double support = 100 * (1 - Math.Pow(1 + rate, -4)) / monthly;

            Assert.Equal(support, run.Cash("Support").Zip(run.Cash("Discount factor"), (cost, factor) => cost * factor).Sum(), support * Tolerance.WorkedByHand);
        },
        iter: 20, threads: 1);

    [Fact]
    public void NominalAndReal_GiveTheSamePresentCost() => Gen.Select(Gen.Double[0.01, 0.3], Gen.Double[0, 0.1]).Sample(
        (nominal, inflation) =>
        {
            MoneyBench bench = MoneyBench.Plain().With("finance/discountRateFraction", nominal).With("economics/generalInflationFraction", inflation)
                .With("economics/annualSupportFraction", 0.6);
            MoneyRun run = bench.Run();
            double real = ((1 + nominal) / (1 + inflation)) - 1;
            double worth = run.Cash("Cost after tax in dollars of the order").Select((cost, month) => cost * Math.Pow(1 + real, -month / 12.0)).Sum();

            Assert.Equal(worth, run.Outcome.PresentCostUsDollars.Value, worth * Tolerance.WorkedByHand);
        },
        iter: 20, threads: 1);

    [Theory]
    [InlineData(DepreciationMethod.StraightLine, new[] { 0.2, 0.2, 0.2, 0.2, 0.2 })]
    [InlineData(DepreciationMethod.DecliningBalance, new[] { 0.4, 0.24, 0.144, 0.108, 0.108 })]
    [InlineData(DepreciationMethod.SumOfYears, new[] { 5 / 15.0, 4 / 15.0, 3 / 15.0, 2 / 15.0, 1 / 15.0 })]
    [InlineData(DepreciationMethod.Macrs, new[] { 0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576 })]
    public void Depreciation_ByYearOfService_IsTheSchedule(DepreciationMethod method, double[] years)
    {
        MoneyBench bench = Depreciated(method).With("economics/depositFraction", 1);
        double[] monthly = bench.Run().Cash("Depreciation");

        Assert.Equal(0, monthly[0]);
        for (int year = 0; year < years.Length; year++)
        {
            double[] months = [.. monthly.Skip(1 + (12 * year)).Take(12)];
            Assert.Equal(1000 * years[year], months.Sum(), 1000 * Tolerance.WorkedByHand);
            Assert.All(months, month => Assert.Equal(1000 * years[year] / 12, month, 1000 * Tolerance.WorkedByHand));
        }

        Assert.All(monthly.Skip(1 + (12 * years.Length)), month => Assert.Equal(0, month, 1000 * Tolerance.Reduction));
    }

    [Theory]
    [InlineData(DepreciationMethod.StraightLine)]
    [InlineData(DepreciationMethod.DecliningBalance)]
    [InlineData(DepreciationMethod.SumOfYears)]
    [InlineData(DepreciationMethod.Macrs)]
    public void Depreciation_OverItsLife_SumsToCostLessSalvage(DepreciationMethod method) => Gen.Select(
        Gen.Double[0, 0.5], Gen.Double[0, 20], Gen.Double[36, 84], Gen.Double[1, 1e5]).Sample(
        (salvage, lead, life, cards) =>
        {
            MoneyBench bench = Depreciated(method).With("economics/depreciationSalvageFraction", salvage).Card("leadTimeMonths", lead)
                .With("economics/depreciationMonths", life).Card("supplyCardsPerMonth", 20_000).With("plan/bought/h20-96gb/cards", cards);
            MoneyRun run = bench.Run();
            double cost = run.Cash("Accelerators").Sum();
            double kept = method == DepreciationMethod.Macrs ? 0 : salvage;

            Assert.Equal(1000 * cards, cost, cost * Tolerance.WorkedByHand);
            Assert.Equal(cost * (1 - kept), run.Cash("Depreciation").Sum(), cost * Tolerance.Reduction);
            Assert.Equal(cost * kept, run.Cash("Book value")[^1], cost * Tolerance.Reduction);
        },
        iter: 25, threads: 1);

    [Fact]
    public void Service_OfALeadTimeInMonths_BeginsInTheMonthAfter()
    {
        double[] delivered = MoneyBench.Plain().Card("leadTimeMonths", 4.25).Run().LineOf("Cards: ", "Share delivered");

        Assert.Equal([0, 0, 0, 0, 0, 0.75, 1], delivered.Take(7));
    }

    private static MoneyBench Depreciated(DepreciationMethod method)
    {
        MoneyBench bench = MoneyBench.Plain(procurement => procurement with
        {
            Finance = procurement.Finance with { HorizonMonths = 120, Depreciation = method },
        });
        return bench.With("economics/depreciationMonths", 60);
    }
}
