using App.Engine.Algebra;
using App.Engine.Costs;
using CsCheck;

namespace App.Tests.Engine.Costs;

public sealed class LevelizedCostTests
{
    [Theory]
    [InlineData(0.08, 4, 0.301921)]
    [InlineData(0.10, 4, 0.315471)]
    [InlineData(0.10, 5, 0.263797)]
    [InlineData(0.12, 3, 0.416349)]
    public void CapitalRecoveryFactor_GoldenRates_AreTheGoldenFactors(double rate, double years, double factor) =>
        Assert.Equal(factor, Factor(rate, years), Tolerance.Printed(6));

    [Fact]
    public void CapitalRecoveryFactor_NoInterest_IsOneOverTheYears() => Assert.Equal(0.25, Factor(0, 4));

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-16)]
    [InlineData(1e-9)]
    [InlineData(-1e-9)]
    [InlineData(1e-6)]
    [InlineData(1.1e-6)]
    public void CapitalRecoveryFactor_RateNearZero_IsThatOfTheSeries(double rate) =>
        Assert.Equal((1 + (2.5 * rate)) / 4, Factor(rate, 4), Tolerance.RateNearZero);

    [Fact]
    public void CapitalRecoveryFactor_AnyRate_RepaysTheSum() => Gen.Select(Gen.Double[0.001, 1], Gen.Int[1, 30]).Sample(
        (rate, years) =>
        {
            double paid = Enumerable.Range(1, years).Sum(year => Factor(rate, years) * Math.Pow(1 + rate, -year));
            Assert.Equal(1, paid, Tolerance.WorkedByHand);
        });

    [Fact]
    public void AnnualCapital_WithResidual_IsAboveTheNaiveForm()
    {
        Assert.Equal(33_978.02, Capital(120_000, 18_000, 0.10, 4), Tolerance.Printed(2));
        Assert.Equal(32_178.02, (120_000 - 18_000) * Factor(0.10, 4), Tolerance.Printed(2));
    }

    [Fact]
    public void AnnualCapital_TwoForms_Agree() => Gen.Select(Gen.Double[1e3, 1e6], Gen.Double[0, 1], Gen.Double[0.01, 0.5], Gen.Int[1, 15]).Sample(
        (capital, kept, rate, years) =>
        {
            double residual = capital * kept;
            double other = (capital * Factor(rate, years)) - (residual * rate / (Math.Pow(1 + rate, years) - 1));
            Assert.Equal(other, Capital(capital, residual, rate, years), capital * Tolerance.WorkedByHand);
        });

    [Fact]
    public void LevelizedCost_GoldenCard_IsTheGoldenDollarsPerMegatoken()
    {
        double energy = LevelizedCost.AnnualEnergy(new Scalar(1), new(1.3), new(0.08), new(0.9)).Value;
        double megatokens = 1500 * 0.6 * 3600 * 8760 / 1e6;
        const double operating = 9000;

        Assert.Equal(819.94, energy, Tolerance.Printed(2));
        Assert.Equal(28_382.4, megatokens, Tolerance.Printed(1));
        Assert.Equal(1.5431, (Capital(120_000, 18_000, 0.10, 4) + energy + operating) / megatokens, Tolerance.Printed(4));
    }

    private static double Factor(double rate, double years) => LevelizedCost.CapitalRecoveryFactor(new Scalar(rate), new(years)).Value;

    private static double Capital(double capital, double residual, double rate, double years) =>
        LevelizedCost.AnnualCapital(new Scalar(capital), new(residual), new(rate), new(years)).Value;
}
