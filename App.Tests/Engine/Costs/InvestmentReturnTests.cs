using App.Engine.Costs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Costs;

public sealed class InvestmentReturnTests
{
    [Fact]
    public void Return_OfAnInvestmentPaidBackEvenly_IsTheAnnuitysRate()
    {
        // 1,000 dollars more at the order, 100 less in each of the next 12 months: paid back after 10 months; at 1% a month, which is
        // 12.6825% a year, 12 months of 88.8488 are worth 1,000.
        InvestmentReturn even = Of([-1000, .. Enumerable.Repeat(100.0, 12)], 0.1);
        InvestmentReturn worked = Of([-1000, .. Enumerable.Repeat(88.84878867834168, 12)], 0.1);

        Assert.Equal(10, even.PaybackMonths);
        Assert.Equal(ReturnRoots.One, even.Roots);
        Assert.Equal(Math.Pow(1.01, 12) - 1, Assert.Single(worked.InternalRatesOfReturn), Tolerance.WorkedByHand);

        // At 10% a year the tenth month brings the sum of discounted savings to 957, the eleventh to 1,049.
        Assert.Equal(11, even.DiscountedPaybackMonths);
    }

    [Fact]
    public void Return_OfSavingsThatTurnTwice_HasBothRates()
    {
        // (1.06 x - 1)(1.30 x - 1) = 1.378 x² - 2.36 x + 1, so 1,000 spent, 2,360 saved after a year and 1,378 spent after two give 6% and 30%.
        double[] savings = new double[25];
        (savings[0], savings[12], savings[24]) = (-1000, 2360, -1378);
        InvestmentReturn found = Of(savings, 0.1);

        Assert.Equal(ReturnRoots.Several, found.Roots);
        Assert.Equal(2, found.InternalRatesOfReturn.Count);
        Assert.Equal(0.06, found.InternalRatesOfReturn[0], Tolerance.WorkedByHand);
        Assert.Equal(0.30, found.InternalRatesOfReturn[1], Tolerance.WorkedByHand);
        Assert.Null(found.PaybackMonths);
    }

    [Theory]
    [InlineData(new double[] { -1000, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, null)]
    [InlineData(new double[] { 0, 1, 1, 1 }, 0)]
    [InlineData(new double[] { -5, -1, -1, -1 }, null)]
    public void Return_WhereNoneExists_SaysSo(double[] savings, int? payback)
    {
        InvestmentReturn found = Of(savings, 0.1);

        Assert.Equal(ReturnRoots.None, found.Roots);
        Assert.Empty(found.InternalRatesOfReturn);
        Assert.Equal(payback, found.PaybackMonths);
    }

    [Fact]
    public void Return_OfAnySavings_LeavesThemWorthNothingAndIsTheOnlyOneWhereTheSignChangesOnce() => Gen.Select(
        Gen.Double[-1e9, 1e9].Array[2, 181], Gen.Enum<CashTiming>(), Gen.Bool).Sample(
        (amounts, timing, isPlain) =>
        {
            double[] savings = isPlain ? [.. amounts.Select((amount, month) => month == 0 ? -Math.Abs(amount) : Math.Abs(amount))] : amounts;
            InvestmentReturn found = InvestmentReturn.Of([.. savings.Select(saving => saving + 7)], [.. savings.Select(_ => 7.0)], 0.1, timing);
            foreach (double rate in found.InternalRatesOfReturn)
            {
                // What counts as rounding, a billionth of the largest difference, is left out in every month.
                double largest = savings.Max(Math.Abs);
                Assert.Equal(0, Worth(savings, rate, timing), savings.Select(
                    (saving, month) => (Math.Abs(saving) + largest) * Factor(rate, month, timing)).Sum() * Tolerance.WorkedByHand);
            }

            bool low = Worth(savings, InvestmentReturn.LowestRate, timing) > 0;
            bool high = Worth(savings, InvestmentReturn.HighestRate, timing) > 0;
            Assert.Equal(low == high ? 0 : 1, found.InternalRatesOfReturn.Count % 2);
            Assert.True(!isPlain || found.InternalRatesOfReturn.Count <= 1);
        },
        iter: 300);

    private static InvestmentReturn Of(double[] savings, double rate) =>
        InvestmentReturn.Of(savings, new double[savings.Length], rate, CashTiming.EndOfMonth);

    private static double Worth(double[] savings, double rate, CashTiming timing) =>
        savings.Select((saving, month) => saving * Factor(rate, month, timing)).Sum();

    private static double Factor(double rate, int month, CashTiming timing) =>
        Math.Pow(1 + rate, -(month == 0 || timing == CashTiming.EndOfMonth ? month : month - 0.5) / 12);
}
