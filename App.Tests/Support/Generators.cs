using App.Engine.Requirements;
using CsCheck;

namespace App.Tests.Support;

/// <summary>What random tests are made of.</summary>
internal static class Generators
{
    private static readonly double[] s_special =
    [
        0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        double.MaxValue, double.MinValue, 2.2250738585072014e-308, 1e-300, 709.78, 709.79, -745.13, -745.14, Math.E, 0.5, 2,
    ];

    private static readonly string[] s_language =
    [
        "qwen3-8b", "qwen3-32b", "qwen3-30b-a3b", "qwen2.5-72b", "llama-3.1-70b", "llama-3.1-8b", "mixtral-8x7b", "deepseek-v3",
    ];

    private static readonly AssumptionOverride[] s_edges =
    [
        Edge("economics/networkCapexFraction", 0),
        Edge("economics/bridgePremiumFraction", 0),
        Edge("economics/failureReserveFraction", 0),
        Edge("calibration/all/expertLoadSkew", 1),
        Edge("economics/splitSoftwareUsDollars", 0),
        Edge("accelerators/h20-96gb/leadTimeMonths", 0),
        Edge("accelerators/h20-96gb/leadTimeMonths", 2.5),
        Edge("accelerators/atlas-350-112gb/leadTimeMonths", 60),
        Edge("accelerators/atlas-350-112gb/serverOverheadMultiplier", 1),
        Edge("accelerators/atlas-350-112gb/collectiveLatencyMicroseconds", 0),
        Edge("accelerators/h20-96gb/idlePowerFraction", 0),
        Edge("sites/western-hub/domesticEnergyPriceUsDollarsPerKilowattHour", 0),
    ];

    private static readonly Gen<AssumptionOverride[]> s_overrides =
        Gen.Select(Gen.OneOf(s_edges), Gen.OneOf(s_edges), Gen.Int[0, 2]).Select((one, other, count) =>
            new[] { one, other }.Take(count).DistinctBy(entry => entry.AssumptionId).ToArray());

    /// <summary>Any double: special values as often as ordinary ones, many of which are equal to each other.</summary>
    public static Gen<double> AnyDouble { get; } = Gen.OneOf(
        Gen.OneOf(s_special), Gen.Double, Gen.Double[-10, 10], Gen.Int[-3, 3].Select(number => (double)number));

    /// <summary>A length that leaves every kind of ragged end: 0 to 257.</summary>
    public static Gen<int> Length { get; } = Gen.Int[0, 257];

    /// <summary>A number of any size between two bounds above zero: its logarithm is uniform.</summary>
    /// <param name="low">Lower bound, above 0.</param>
    /// <param name="high">Upper bound.</param>
    public static Gen<double> LogUniform(double low, double high) => Gen.Double[Math.Log(low), Math.Log(high)].Select(Math.Exp);

    /// <summary>A workload of any kind that the catalogue's models can do.</summary>
    /// <param name="index">Index in the case, which makes its id unique.</param>
    public static Gen<Workload> Workload(int index) =>
        from kind in Gen.Enum<WorkloadKind>()
        from model in Gen.OneOf(s_language)
        from rate in LogUniform(0.01, 3000)
        from peak in Gen.Double[1, 4]
        from growth in Gen.OneOf(Gen.Const(0.0), Gen.Double[-0.3, 1])
        from prompt in LogUniform(50, 12000)
        from output in LogUniform(1, 1500)
        from first in LogUniform(0.5, 60)
        from perToken in LogUniform(0.02, 0.5)
        from weightBits in Gen.OneOf(4, 8, 16)
        from cacheBits in Gen.OneOf(8, 16)
        select new Workload
        {
            Id = $"work-{index}",
            Name = $"Work {index}",
            Kind = kind,
            ModelId = kind switch
            {
                WorkloadKind.Generation => model,
                WorkloadKind.Ranking => prompt + output < 500 ? "bert-large" : model,
                WorkloadKind.Recommendation => "dlrm-dcnv2",
                WorkloadKind.Embedding => "bge-large-en-v1.5",
                WorkloadKind.Vision => prompt < 1000 ? "vit-l-16" : "vit-h-14",
                WorkloadKind.Diffusion => "wan2.2-t2v-a14b",
            },
            MeanRequestsPerSecond = kind == WorkloadKind.Recommendation ? rate * 1e6 : rate,
            PeakToMeanRatio = peak,
            GrowthPerYearFraction = growth,
            PromptTokens = Math.Round(kind == WorkloadKind.Embedding ? Math.Min(prompt, 500) : prompt),
            OutputTokens = kind == WorkloadKind.Embedding ? 0 : Math.Round(output),
            TimeToFirstTokenSeconds = first,
            TimePerOutputTokenSeconds = perToken,
            WeightBits = weightBits,
            KeyValueBits = cacheBits,
        };

    /// <summary>
    /// A case of one to three workloads on the seeded options, with its own site, money and, here and there, the buyer's own
    /// values at the edge of what is accepted: zeros, ones, whole lead times.
    /// </summary>
    public static Gen<ProcurementCase> Case { get; } =
        from count in Gen.Int[1, 3]
        from first in Workload(0)
        from second in Workload(1)
        from third in Workload(2)
        from site in Gen.OneOf("western-hub", "coastal")
        from discount in Gen.OneOf(Gen.Const(0.0), Gen.Double[0.01, 0.3])
        from months in Gen.OneOf(Gen.Const(48), Gen.Int[6, 60])
        from overrides in s_overrides
        select SeededCase.Create() with
        {
            Name = "Random",
            Site = new() { SiteId = site, PowerLimitMegawatts = 10_000 },
            Finance = new() { BudgetUsDollars = 1e13, DiscountRateFraction = discount, HorizonMonths = months },
            Workloads = [.. new[] { first, second, third }.Take(count)],
            Overrides = overrides,
        };

    /// <summary>A random case with every choice about money and time: tranches, loans and leases, sites and stages, refresh, events.</summary>
    public static Gen<ProcurementCase> MoneyCase =>
        from procurement in Case
        from months in Gen.OneOf(Gen.Const(24), Gen.Int[6, 72])
        from finance in Finance
        from option in Purchase
        from other in Purchase
        from sites in Sites
        from events in Gen.OneOf(App.Engine.Catalog.PlannerCatalog.Default.Events.Keys.ToArray()).Array[0, 3]
        select procurement with
        {
            Site = sites[0],
            FurtherSites = sites.Length > 1 ? sites[1..] : null,
            Finance = finance with
            {
                BudgetUsDollars = procurement.Finance.BudgetUsDollars,
                DiscountRateFraction = procurement.Finance.DiscountRateFraction,
                HorizonMonths = months,
            },
            Events = [.. events.Distinct()],
            Options = [.. procurement.Options.Select((entry, index) => entry.Tenure == Tenure.Rent
                ? entry
                : entry with { Tranches = (index % 2 == 0 ? option : other).Tranches, Financing = (index % 2 == 0 ? option : other).Financing })],
        };

    private static Gen<FinanceRequirement> Finance =>
        from timing in Gen.Enum<CashTiming>()
        from method in Gen.Enum<DepreciationMethod>()
        from refresh in Gen.OneOf(Gen.Const((int?)null), Gen.Int[12, 40].Select(months => (int?)months))
        select new FinanceRequirement
        {
            BudgetUsDollars = 1e13,
            DiscountRateFraction = 0.1,
            HorizonMonths = 48,
            CashTiming = timing,
            Depreciation = method,
            RefreshMonths = refresh,
        };

    private static Gen<(IReadOnlyList<Tranche>? Tranches, Financing Financing)> Purchase =>
        from financing in Gen.Enum<Financing>()
        from second in Gen.Int[0, 30]
        from share in Gen.Double[0.1, 0.9]
        select (second == 0
            ? null
            : (IReadOnlyList<Tranche>)[new() { OrderMonth = 0, ShareFraction = share }, new() { OrderMonth = second, ShareFraction = 1 - share }], financing);

    private static Gen<SiteRequirement[]> Sites =>
        from first in Gen.OneOf("western-hub", "coastal")
        from count in Gen.Int[1, 2]
        from power in LogUniform(0.05, 500)
        from facility in Gen.Enum<FacilityTenure>()
        from other in Gen.Enum<FacilityTenure>()
        from domesticOnly in Gen.Bool
        from later in Gen.Int[1, 20]
        from staged in Gen.Bool
        select new SiteRequirement[]
        {
            new()
            {
                SiteId = first, PowerLimitMegawatts = power, Facility = facility, DomesticOnly = domesticOnly && count > 1,
                PowerStages = staged ? [new() { FromMonth = 0, Megawatts = power / 2 }, new() { FromMonth = later, Megawatts = power }] : null,
            },
            new() { SiteId = first == "coastal" ? "western-hub" : "coastal", PowerLimitMegawatts = 9000, Facility = other },
        }[..count];

    /// <summary>
    /// A world: for each slot of a table a factor on the base value, 1 for decisions so that a plan stays a plan.
    /// </summary>
    public static Gen<double> Factor { get; } = Gen.OneOf(Gen.Const(1.0), Gen.Double[0.5, 1.5]);

    private static AssumptionOverride Edge(string path, double value) =>
        new() { AssumptionId = path, Value = value, Reason = "At the edge of what is accepted." };
}
