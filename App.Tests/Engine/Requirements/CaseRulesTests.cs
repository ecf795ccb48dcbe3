using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Engine.Requirements;

public sealed class CaseRulesTests
{
    private static readonly ProcurementCase s_seeded = SeededCase.Create();

    public static TheoryData<string, double> BadNumbers
    {
        get
        {
            TheoryData<string, double> data = [];
            foreach (string name in s_fields.Keys)
            {
                foreach (double bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1e9, 1e300 })
                {
                    data.Add(name, bad);
                }
            }

            data.Add("workloads[0].meanRequestsPerSecond", 0);
            data.Add("workloads[0].promptTokens", 0);
            data.Add("workloads[0].outputTokens", 0);
            data.Add("finance.budgetUsDollars", 0);
            data.Add("finance.budgetUsDollars", -5.6e9);
            data.Add("site.powerLimitMegawatts", 0);
            data.Add("overrides[0].value", 0);
            return data;
        }
    }

    private static readonly Dictionary<string, (double Low, double High, Func<ProcurementCase, double, ProcurementCase> Set)> s_fields = new()
    {
        ["site.powerLimitMegawatts"] = (0.01, 10_000, (it, x) => it with { Site = it.Site with { PowerLimitMegawatts = x } }),
        ["finance.budgetUsDollars"] = (1e4, 1e13, (it, x) => it with { Finance = it.Finance with { BudgetUsDollars = x } }),
        ["finance.discountRateFraction"] = (0, 1, (it, x) => it with { Finance = it.Finance with { DiscountRateFraction = x } }),
        ["workloads[0].meanRequestsPerSecond"] = (1e-6, 1e12, (it, x) => First(it, work => work with { MeanRequestsPerSecond = x })),
        ["workloads[0].peakToMeanRatio"] = (1, 20, (it, x) => First(it, work => work with { PeakToMeanRatio = x })),
        ["workloads[0].growthPerYearFraction"] = (-0.9, 10, (it, x) => First(it, work => work with { GrowthPerYearFraction = x })),
        ["workloads[0].promptTokens"] = (1, 30_000, (it, x) => First(it, work => work with { PromptTokens = x })),
        ["workloads[0].outputTokens"] = (1, 10_000, (it, x) => First(it, work => work with { OutputTokens = x })),
        ["workloads[0].timeToFirstTokenSeconds"] = (0.001, 3600, (it, x) => First(it, work => work with { TimeToFirstTokenSeconds = x })),
        ["workloads[0].timePerOutputTokenSeconds"] = (0.0001, 10, (it, x) => First(it, work => work with { TimePerOutputTokenSeconds = x })),
        ["overrides[0].value"] = (1, 1e7, (it, x) => it with
        {
            Overrides = [new() { AssumptionId = "accelerators/h20-96gb/priceUsDollars", Value = x, Reason = "An offer." }],
        }),
    };

    [Theory]
    [MemberData(nameof(BadNumbers))]
    public void Check_NumberOutOfBounds_NamesFieldValueAndBounds(string field, double value)
    {
        IReadOnlyList<CaseProblem> problems = CaseRules.Check(s_fields[field].Set(s_seeded, value), PlannerCatalog.Default);

        CaseProblem problem = Assert.Single(problems, problem => problem.Field == field && problem.Accepted.Contains(" to ", StringComparison.Ordinal));
        Assert.Equal(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), problem.Value);
    }

    [Fact]
    public void Check_AnyCombinationOfBounds_IsAcceptedAndEvaluatesToNumbers() => Gen.Select(
        Gen.OneOf(0, 0.001, 0.5, 1).Array[s_fields.Count], Gen.OneOf(6, 7, 48, 180)).Sample(
        (places, months) =>
        {
            ProcurementCase extreme = s_seeded with { Finance = s_seeded.Finance with { HorizonMonths = months } };
            foreach (((double low, double high, Func<ProcurementCase, double, ProcurementCase> set), double place) in s_fields.Values.Zip(places))
            {
                extreme = set(extreme, low + (place * (high - low)));
            }

            Assert.Empty(CaseRules.Check(extreme, PlannerCatalog.Default));
            foreach (OptionResult option in FleetComparison.Evaluate(extreme, PlannerCatalog.Default).Options)
            {
                if (option.Figures is not { } figures)
                {
                    Assert.NotEmpty(option.Reasons);
                    continue;
                }

                Assert.True(figures.Cards > 0 && figures.Servers > 0 && figures.Cards >= figures.Servers);
                Assert.True(double.IsFinite(figures.PresentCostUsDollars) && figures.CapitalUsDollars >= 0);
                Assert.True(double.IsFinite(figures.PerformancePerDollarRatio) && double.IsFinite(figures.BlendedUsDollarsPerMegatoken));
            }
        },
        iter: 200, threads: 1);

    [Fact]
    public void Check_Contradictions_AreEachNamed()
    {
        Workload chat = s_seeded.Workloads[0];
        FleetOption atlas = s_seeded.Options[0];
        ProcurementCase wrong = s_seeded with
        {
            Schema = "procurement-case/2",
            Workloads = [chat, chat, s_seeded.Workloads[2] with { Id = "Ranking!", ModelId = "qwen3-8b" }, chat with { Id = "long", PromptTokens = 2_000_000 }],
            Options =
            [
                atlas,
                atlas with { Id = "twice", Accelerators = [new() { AcceleratorId = "h20-96gb", Role = ServingRole.Prefill }, new() { AcceleratorId = "h20-96gb", Role = ServingRole.Decode }] },
                atlas with { Id = "unknown", Accelerators = [new() { AcceleratorId = "h20", Role = ServingRole.Both }] },
                atlas with { Id = "decode-only", Accelerators = [new() { AcceleratorId = "h20-96gb", Role = ServingRole.Decode }] },
            ],
            ReferenceOption = "atlas",
            Overrides =
            [
                new() { AssumptionId = "accelerators/h20-96gb/colour", Value = 1, Reason = "None." },
                new() { AssumptionId = "sites/western-hub/powerUsageEffectiveness", Value = 0.9, Reason = " " },
                new() { AssumptionId = "sites/western-hub/powerUsageEffectiveness", Value = 1.2, Reason = "Twice." },
            ],
        };

        string[] fields = [.. CaseRules.Check(wrong, PlannerCatalog.Default).Select(problem => problem.Field).Distinct()];

        Assert.Equal(
            [
                "options[1].accelerators", "options[2].accelerators[0].acceleratorId", "options[3].accelerators",
                "overrides[0].assumptionId", "overrides[1].reason", "overrides[1].value", "overrides[2].assumptionId",
                "referenceOption", "schema", "workloads[1].id", "workloads[2].id", "workloads[2].modelId", "workloads[3].promptTokens",
            ],
            fields.Order(StringComparer.Ordinal));
    }

    private static ProcurementCase First(ProcurementCase procurement, Func<Workload, Workload> change) =>
        procurement with { Workloads = [change(procurement.Workloads[0]), .. procurement.Workloads.Skip(1)] };
}
