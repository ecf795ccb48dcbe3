using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Costs;

/// <summary>What holds for the timeline of every option of every case.</summary>
public sealed class TimelinePropertyTests
{
    private const int Cases = 25;

    private static readonly string[] s_equipment =
        ["Accelerators", "Servers", "Network", "Scale-up network", "Storage", "Installation", "Spares", "Import duty"];

    [Fact]
    public void TotalCost_AnyOption_IsTheSumOfTheLines() => ForEachRun((_, run) =>
    {
        double[][] lines = [.. CashLines.All.Select(line => run.Cash(line.Name))];
        double[] total = run.Cash("Total cost");
        for (int month = 0; month < total.Length; month++)
        {
            double size = lines.Sum(line => Math.Abs(line[month]));
            Assert.Equal(lines.Sum(line => line[month]), total[month], size * Tolerance.Reduction);
        }

        AssertSums(run, total, "Total cost so far", run.Outcome.TotalCostUsDollars.Value);
    });

    [Fact]
    public void PresentCost_AnyOption_IsTheDiscountedSumAfterTax() => ForEachRun((bench, run) =>
    {
        double[] after = [.. run.Cash("Total cost").Zip(run.Cash("Tax relief"), (cost, relief) => cost - relief)];
        double[] present = [.. after.Zip(run.Cash("Discount factor"), (cost, factor) => cost * factor)];
        AssertSums(run, present, "Present cost so far", run.Outcome.PresentCostUsDollars.Value);
        Assert.Equal(-run.Outcome.PresentCostUsDollars.Value, run.Outcome.NetPresentValueUsDollars.Value);
        Assert.True(bench.Plan.HorizonMonths + 1 == after.Length);
    });

    [Fact]
    public void LevelisedCost_UsedAsPrice_BreaksEvenAfterTax() => ForEachRun((bench, run) =>
    {
        double tax = bench["economics/incomeTaxFraction"];
        double revenue = 0;
        double realRevenue = 0;
        for (int w = 0; w < bench.Plan.Workloads.Count; w++)
        {
            double[] requests = run.Line($"Demand: {bench.Plan.WorkloadNames[w]}", "Requests demanded");
            (double earned, double blended) = Price(bench, run.Outcome, w);
            revenue += requests.Zip(run.Cash("Discount factor"), (work, factor) => work * factor).Sum() * earned;
            realRevenue += requests.Zip(run.Line("Timing", "Discount factor at the real rate"), (work, factor) => work * factor).Sum() * blended;
        }

        // Embedded texts, images, pictures and films have no price of their own among the figures; they earn their part of the levelised cost.
        double worth = (revenue + run.Line("Levelised cost", "Of it for other work")[0]) * (1 - tax);
        Assert.Equal(run.Outcome.PresentCostUsDollars.Value, worth, Scale(run) * Tolerance.Reduction);
        if (bench.Plan.WorkloadKinds.All(kind => kind.CountsTokens()))
        {
            Assert.Equal(run.Outcome.PresentCostUsDollars.Value, realRevenue * (1 - tax), Scale(run) * Tolerance.Reduction);
        }
    });

    [Fact]
    public void LevelisedCost_WithoutInterest_IsCostOverTokens() => ForEachRun((bench, run) =>
    {
        if (!bench.Plan.WorkloadKinds.All(kind => kind.CountsTokens()))
        {
            return;
        }

        double megatokens = 0;
        for (int w = 0; w < bench.Plan.Workloads.Count; w++)
        {
            string section = $"Demand: {bench.Plan.WorkloadNames[w]}";
            megatokens += run.Line(section, "Requests demanded").Sum() * run.Line(section, "Tokens of a request")[0];
        }

        double expected = run.Cash("Total cost").Sum() / megatokens;
        Assert.Equal(expected, run.Outcome.BlendedUsDollarsPerMegatoken.Value, Scale(run) / megatokens * Tolerance.Reduction);
    }, bench => bench["finance/discountRateFraction"] = 0);

    [Fact]
    public void EquivalentAnnualCost_PaidEachYear_IsWorthThePresentCost() => ForEachRun((bench, run) =>
    {
        double rate = bench["finance/discountRateFraction"];
        double real = ((1 + rate) / (1 + bench["economics/generalInflationFraction"])) - 1;
        int years = bench.Plan.HorizonMonths / 12;
        double Worth(double sum, double at) => Enumerable.Range(1, years).Sum(year => sum * Math.Pow(1 + at, -year));
        Assert.Equal(run.Outcome.PresentCostUsDollars.Value, Worth(run.Outcome.EquivalentAnnualCostUsDollars.Value, rate), Scale(run) * Tolerance.WorkedByHand);
        Assert.Equal(run.Outcome.PresentCostUsDollars.Value, Worth(run.Outcome.RealEquivalentAnnualCostUsDollars.Value, real), Scale(run) * Tolerance.WorkedByHand);
    }, months: 36);

    [Fact]
    public void LevelisedCost_OfALinearFleetOfAnySize_IsTheSame() => Gen.Select(Generators.MoneyCase, Gen.Double[0.5, 20]).Sample(
        (procurement, factor) =>
        {
            foreach (MoneyBench bench in Benches(procurement))
            {
                foreach (string id in bench.Plan.Table.Inputs.Select(input => input.Id).Where(IsLumpSum))
                {
                    bench[id] = 0;
                }

                Outcome<Scalar> small = bench.Run().Outcome;
                foreach (int slot in GrowWithTheFleet(bench.Plan))
                {
                    bench.Values[slot] *= factor;
                }

                Outcome<Scalar> large = bench.Run().Outcome;
                AssertNear(small.BlendedUsDollarsPerMegatoken, large.BlendedUsDollarsPerMegatoken);
                AssertNear(small.RecommendationUsDollarsPerMillionCandidates, large.RecommendationUsDollarsPerMillionCandidates);
                AssertNear(new(small.PresentCostUsDollars.Value * factor), large.PresentCostUsDollars);
            }
        },
        iter: Cases, threads: 1);

    [Fact]
    public void PresentCost_HigherPriceTariffOrPowerUsageEffectiveness_IsNeverLower() => Gen.Select(Generators.MoneyCase, Gen.Double[1, 3]).Sample(
        (procurement, factor) =>
        {
            foreach (MoneyBench bench in Benches(procurement))
            {
                // Where power is short, a worse PUE means fewer cards in service, and what they would have cost is saved.
                foreach (PowerStageSlots stage in bench.Plan.Sites.SelectMany(site => site.Stages))
                {
                    bench.Values[stage.Megawatts.Index] = 1e6;
                }

                double before = bench.Run().Outcome.PresentCostUsDollars.Value;
                foreach (Input input in bench.Plan.Table.Inputs.Where(input => MakesDearer(input.Id)))
                {
                    double value = bench[input.Id];
                    bench[input.Id] = input.Id.EndsWith("powerUsageEffectiveness", StringComparison.Ordinal) ? 1 + ((value - 1) * factor) : value * factor;
                    double after = bench.Run().Outcome.PresentCostUsDollars.Value;
                    Assert.True(after >= before * (1 - Tolerance.Reduction), $"{input.Id}: {before:R} before, {after:R} after");
                    bench[input.Id] = value;
                }
            }
        },
        iter: Cases, threads: 1);

    [Fact]
    public void Figures_InAnotherCurrency_AreTheSameMoney() => Gen.Select(Generators.MoneyCase, Generators.LogUniform(0.01, 100)).Sample(
        (procurement, rate) =>
        {
            foreach (MoneyBench bench in Benches(procurement))
            {
                Outcome<Scalar> dollars = bench.Run().Outcome;
                foreach (Input input in bench.Plan.Table.Inputs.Where(input => input.Unit.Symbol.StartsWith("USD", StringComparison.Ordinal)))
                {
                    bench[input.Id] *= rate;
                }

                Outcome<Scalar> others = bench.Run().Outcome;
                AssertNear(new(dollars.PresentCostUsDollars.Value * rate), others.PresentCostUsDollars);
                AssertNear(new(dollars.CapitalUsDollars.Value * rate), others.CapitalUsDollars);
                AssertNear(new(dollars.BlendedUsDollarsPerMegatoken.Value * rate), others.BlendedUsDollarsPerMegatoken);
                AssertNear(new(dollars.UsDollarsPerAcceleratorHour.Value * rate), others.UsDollarsPerAcceleratorHour);
                AssertNear(new(dollars.TokensPerUsDollar.Value / rate), others.TokensPerUsDollar);
                Assert.Equal(dollars.EnergyMegawattHours, others.EnergyMegawattHours);
                Assert.Equal(dollars.UtilisationFraction, others.UtilisationFraction);
            }
        },
        iter: Cases, threads: 1);

    [Fact]
    public void Depreciation_WithDisposal_IsWhatWasPaid() => ForEachRun((bench, run) =>
    {
        double paid = run.Cash("Refresh").Sum() + run.Cash("Facility construction").Sum()
            + s_equipment.Sum(name => run.Cash(name).Sum());
        double lost = run.Cash("Value added tax").Sum() + run.Cash("Value added tax recovered").Sum();
        double book = run.Cash("Book value")[^1];
        Assert.Equal(paid + lost, run.Cash("Depreciation").Sum() + book, Math.Max(1, paid) * Tolerance.Reduction);
        Assert.All(run.Cash("Depreciation"), amount => Assert.True(amount >= -paid * Tolerance.Reduction, "depreciation below zero"));
        Assert.All(run.Cash("Book value"), amount => Assert.True(amount >= -paid * Tolerance.Reduction, "book value below zero"));
    });

    private static void AssertSums(MoneyRun run, double[] amounts, string soFar, double figure)
    {
        double scale = amounts.Sum(Math.Abs);
        Assert.Equal(amounts.Sum(), run.Cash(soFar)[^1], scale * Tolerance.Reduction);
        Assert.Equal(amounts.Sum(), figure, scale * Tolerance.Reduction);
    }

    private static void AssertNear(Scalar expected, Scalar actual) =>
        Assert.Equal(expected.Value, actual.Value, Math.Abs(expected.Value) * 100 * Tolerance.Reduction);

    private static double Scale(MoneyRun run) => run.Cash("Total cost").Sum(Math.Abs) + run.Cash("Tax relief").Sum(Math.Abs);

    /// <summary>What a request earns, by the kind of its tokens and by the mean of all.</summary>
    private static (double Earned, double Blended) Price(MoneyBench bench, Outcome<Scalar> outcome, int workload)
    {
        double prompt = bench.Values[bench.Plan.Workloads[workload].PromptTokens.Index];
        double output = bench.Values[bench.Plan.Workloads[workload].OutputTokens.Index];
        double input = outcome.InputUsDollarsPerMegatoken.Value;
        double real = outcome.RealBlendedUsDollarsPerMegatoken.Value;
        return bench.Plan.WorkloadKinds[workload] switch
        {
            WorkloadKind.Recommendation => (outcome.RecommendationUsDollarsPerMillionCandidates.Value, 0),
            WorkloadKind.Embedding or WorkloadKind.Vision or WorkloadKind.Diffusion => (0, 0),
            WorkloadKind.Ranking => (prompt * input, prompt * real),
            _ => ((prompt * input) + (output * outcome.OutputUsDollarsPerMegatoken.Value), (prompt + output) * real),
        };
    }

    private static bool IsLumpSum(string id) =>
        id.EndsWith("migrationUsDollarsPerModel", StringComparison.Ordinal) || id.EndsWith("splitSoftwareUsDollars", StringComparison.Ordinal);

    private static HashSet<int> GrowWithTheFleet(PlanSlots plan) =>
    [
        plan.DemandMultiple.Index,
        .. plan.Groups.Select(group => group.Cards.Index),
        .. plan.Groups.Where(group => group.Purchase?.SupplyCardsPerMonth is not null).Select(group => group.Purchase!.SupplyCardsPerMonth!.Value.Index),
        .. plan.Pools.Select(pool => pool.Replicas.Index),
        .. plan.Sites.SelectMany(site => site.Stages).Select(stage => stage.Megawatts.Index),
    ];

    private static bool MakesDearer(string id) =>
        id.EndsWith("/priceUsDollars", StringComparison.Ordinal) || id.EndsWith("UsDollarsPerKilowattHour", StringComparison.Ordinal)
        || id.EndsWith("demandChargeUsDollarsPerKilowattMonth", StringComparison.Ordinal) || id.EndsWith("rentalUsDollarsPerHour", StringComparison.Ordinal)
        || id.EndsWith("powerUsageEffectiveness", StringComparison.Ordinal);

    private static IEnumerable<MoneyBench> Benches(ProcurementCase procurement)
    {
        foreach (string option in FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans.Keys)
        {
            yield return MoneyBench.Of(procurement, option);
        }
    }

    private static void ForEachRun(Action<MoneyBench, MoneyRun> check, Action<MoneyBench>? change = null, int? months = null) =>
        Generators.MoneyCase.Sample(
            procurement =>
            {
                ProcurementCase changed = months is { } horizon
                    ? procurement with { Finance = procurement.Finance with { HorizonMonths = horizon } }
                    : procurement;
                foreach (MoneyBench bench in Benches(changed))
                {
                    change?.Invoke(bench);
                    check(bench, bench.Run());
                }
            },
            iter: Cases, threads: 1);
}
