using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Costs;

/// <summary>What must hold of the monthly statement and of the money derived from it.</summary>
public sealed class StatementTests
{
    private static readonly string[] s_costsRise =
    [
        "/priceUsDollars", "/serverOverheadMultiplier", "/thermalDesignPowerWatts", "/powerUsageEffectiveness", "/annualFailureRateFraction",
        "/rentalUsDollarsPerHour", "nergyPriceUsDollarsPerKilowattHour", "/facilityUsDollarsPerKilowattMonth", "/networkCapexFraction",
        "/staffUsDollarsPerYear", "/annualSupportFraction", "/bridgePremiumFraction",
    ];

    [Fact]
    public void Statement_AnyCase_TotalIsTheSumOfItsLines() => Generators.Case.Sample(
        procurement =>
        {
            foreach (OptionResult option in Evaluate(procurement).Options.Where(option => option.Figures is not null))
            {
                StatementLine total = Line(option, "Total cost");
                StatementLine[] parts = [.. CashLines.All.Select(line => Line(option, line.Name))];
                for (int month = 0; month < total.Values.Count; month++)
                {
                    double sum = parts.Sum(line => line.Values[month]);
                    double size = parts.Sum(line => Math.Abs(line.Values[month]));
                    Assert.Equal(sum, total.Values[month], (size * Tolerance.Reduction) + double.Epsilon);
                }
            }
        },
        iter: 30, threads: 1);

    [Fact]
    public void PresentCost_AnyCase_IsTheDiscountedSumOfTheMonths() => Generators.Case.Sample(
        procurement =>
        {
            foreach (OptionResult option in Evaluate(procurement).Options.Where(option => option.Figures is not null))
            {
                IReadOnlyList<double> total = AfterTax(option);
                double rate = procurement.Finance.DiscountRateFraction;
                double present = total.Select((cost, month) => cost * Math.Pow(1 + rate, -month / 12.0)).Sum();
                double size = total.Sum(Math.Abs);
                Assert.Equal(procurement.Finance.HorizonMonths + 1, total.Count);
                Assert.Equal(present, option.Figures!.PresentCostUsDollars, size * Tolerance.WorkedByHand);
            }
        },
        iter: 30, threads: 1);

    [Fact]
    public void PresentCost_NoInterest_IsTheSumOfTheMonths()
    {
        ProcurementCase seeded = SeededCase.Create();
        foreach (OptionResult option in Evaluate(seeded with { Finance = seeded.Finance with { DiscountRateFraction = 0 } }).Options)
        {
            double sum = AfterTax(option).Sum();
            Assert.Equal(sum, option.Figures!.PresentCostUsDollars, sum * Tolerance.Reduction);
            Assert.All(Line(option, "Discount factor").Values, factor => Assert.Equal(1, factor));
        }
    }

    [Fact]
    public void PresentCost_AnyPriceRises_NeverFalls() => Gen.Select(Generators.Case, Gen.Double[1, 2]).Sample(
        (procurement, factor) =>
        {
            foreach (BoundPlan plan in FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans.Values)
            {
                double[] inputs = plan.Slots.Table.BaseValues();
                double before = PresentCost(plan, inputs);
                foreach ((Input input, int slot) in plan.Slots.Table.Inputs.Select((input, slot) => (input, slot))
                    .Where(entry => s_costsRise.Any(ending => entry.input.Id.EndsWith(ending, StringComparison.Ordinal))))
                {
                    double kept = inputs[slot];
                    inputs[slot] *= factor;
                    Assert.True(PresentCost(plan, inputs) >= before * (1 - Tolerance.Reduction), $"{input.Id} times {factor}");
                    inputs[slot] = kept;
                }
            }
        },
        iter: 20, threads: 1);

    [Fact]
    public void Rent_AtConstantWork_ComesToTheSteadyClosedForm()
    {
        ProcurementCase seeded = SeededCase.Create();
        Workload steady = seeded.Workloads[0] with { GrowthPerYearFraction = 0 };
        AssumptionOverride rents = new() { AssumptionId = "economics/rentalPriceChangePerYearFraction", Value = 0, Reason = "Steady." };
        OptionResult rented = Evaluate(seeded with { Workloads = [steady], Overrides = [rents] }).Options.Single(option => option.IsReference);

        // Rent and tokens are the same every month, so discounting both by the same factors leaves rent over tokens.
        double rent = Line(rented, "Rent").Values[1];
        double megatokens = steady.MeanRequestsPerSecond * (steady.PromptTokens + steady.OutputTokens) * 3600 * 730 / 1e6;
        double expected = rent / megatokens;
        Assert.Equal(expected, rented.Figures!.BlendedUsDollarsPerMegatoken, expected * Tolerance.WorkedByHand);
    }

    private static Comparison Evaluate(ProcurementCase procurement) => FleetComparison.Evaluate(procurement, PlannerCatalog.Default);

    private static IReadOnlyList<double> AfterTax(OptionResult option) =>
        [.. Line(option, "Total cost").Values.Zip(Line(option, "Tax relief").Values, (cost, relief) => cost - relief)];

    private static StatementLine Line(OptionResult option, string name) => option.Statement.Single(line => line.Name == name);

    private static double PresentCost(BoundPlan plan, double[] inputs)
    {
        NoSheet<Scalar> sheet = default;
        return FleetModel.Evaluate(CaseInputs.Scalars(inputs), plan.Slots, ref sheet).PresentCostUsDollars.Value;
    }
}
