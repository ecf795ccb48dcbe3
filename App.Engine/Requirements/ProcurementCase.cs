using System.Text.Json.Serialization;
using App.Engine.Catalog;
using App.Engine.Uncertainty;

namespace App.Engine.Requirements;

/// <summary>The question a buyer asks: what work, where, with what money, and which options to compare.</summary>
public sealed record ProcurementCase
{
    /// <summary>The version of this shape: "procurement-case/1".</summary>
    public required string Schema { get; init; }

    /// <summary>The name people know the case by, 1 to 120 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Anything worth saying about the case, up to 4,000 characters.</summary>
    public string Note { get => field ?? ""; init; }

    /// <summary>Where the fleet stands.</summary>
    public required SiteRequirement Site { get; init; }

    /// <summary>Money and time.</summary>
    public required FinanceRequirement Finance { get; init; }

    /// <summary>The portfolio of work, 1 to 20 entries with unique ids.</summary>
    public required IReadOnlyList<Workload> Workloads { get; init; }

    /// <summary>The options to compare, 2 to 12 entries with unique ids.</summary>
    public required IReadOnlyList<FleetOption> Options { get; init; }

    /// <summary>Id of the option that the others are measured against; it must be rented.</summary>
    public required string ReferenceOption { get; init; }

    /// <summary>The buyer's own values in place of the catalogue's, each with a reason.</summary>
    public IReadOnlyList<AssumptionOverride> Overrides { get => field ?? []; init; }

    /// <summary>Further sites, filled in this order when the first is full; up to 9.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SiteRequirement>? FurtherSites { get; init; }

    /// <summary>What a bought fleet must keep to beside budget and power; nothing where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LimitRequirement? Limits { get; init; }

    /// <summary>Ids of the catalogue's events that the base case takes to happen; none where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>How evidence sets distributions in studies of this case; the catalogue's policy where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UncertaintyPolicy? Uncertainty { get; init; }

    /// <summary>The policy that holds for the case: its own, else the catalogue's.</summary>
    /// <param name="catalog">The catalogue.</param>
    public UncertaintyPolicy UncertaintyIn(PlannerCatalog catalog) => Uncertainty ?? catalog.Uncertainty;
}

/// <summary>What a bought fleet must keep to beside budget and power.</summary>
public sealed record LimitRequirement
{
    /// <summary>Least share of the cards that Chinese rules count as domestic, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MinimumDomesticShareFraction { get; init; }

    /// <summary>Month by whose end every card must have arrived, 1 to 180.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DeliveredByMonth { get; init; }

    /// <summary>Largest share of the work that may be served by rented capacity because the fleet isn't there yet or never comes, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumBridgeShareFraction { get; init; }
}

/// <summary>How a facility is come by.</summary>
public enum FacilityTenure
{
    /// <summary>Rented by the kW and month.</summary>
    Colocation,

    /// <summary>Built by the buyer, by the kW.</summary>
    Own,
}

/// <summary>Power at the meter from a month on.</summary>
public sealed record PowerStage
{
    /// <summary>Months from the order, 0 to 180.</summary>
    public required int FromMonth { get; init; }

    /// <summary>All the power there is from then on, megawatts.</summary>
    public required double Megawatts { get; init; }
}

/// <summary>Where the fleet stands.</summary>
public sealed record SiteRequirement
{
    /// <summary>Id of a site in the catalogue, which brings tariff, PUE, carbon and facility cost.</summary>
    public required string SiteId { get; init; }

    /// <summary>Power that the site can deliver at the meter, megawatts, 0.01 to 10,000.</summary>
    public required double PowerLimitMegawatts { get; init; }

    /// <summary>When the power comes, where it is not all there at the order: ascending, the last is the limit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PowerStage>? PowerStages { get; init; }

    /// <summary>Rented or built.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FacilityTenure Facility { get; init; }

    /// <summary>Whether only domestic cards may stand there, which then pay the domestic price of power in a mixed fleet too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DomesticOnly { get; init; }
}

/// <summary>When in a month its money flows.</summary>
public enum CashTiming
{
    /// <summary>At the end of each month.</summary>
    EndOfMonth,

    /// <summary>In the middle of each month; the order itself at its own time.</summary>
    MiddleOfMonth,
}

/// <summary>How equipment is depreciated for tax.</summary>
public enum DepreciationMethod
{
    /// <summary>Evenly over its life.</summary>
    StraightLine,

    /// <summary>Twice the even rate on what is left, changing to even when that is more.</summary>
    DecliningBalance,

    /// <summary>Falling evenly over its life.</summary>
    SumOfYears,

    /// <summary>Five-year class of the US tax code with the half-year convention: 20, 32, 19.2, 11.52, 11.52 and 5.76%.</summary>
    Macrs,
}

/// <summary>Money and time.</summary>
public sealed record FinanceRequirement
{
    /// <summary>What may be spent on the purchase from the order on, nominal US dollars, 1e4 to 1e13; from 0 where there is a budget in yuan.</summary>
    public required double BudgetUsDollars { get; init; }

    /// <summary>What may be spent in yuan beside that, at the rate of the order, 1e4 to 1e14; nothing where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BudgetYuan { get; init; }

    /// <summary>Nominal discount rate per year (WACC), 0 to 1.</summary>
    public required double DiscountRateFraction { get; init; }

    /// <summary>Months of service compared, 6 to 180.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>When in a month its money flows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public CashTiming CashTiming { get; init; }

    /// <summary>How equipment is depreciated for tax.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DepreciationMethod Depreciation { get; init; }

    /// <summary>Months of service after which cards and servers are replaced by like ones, 12 to 120; never where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RefreshMonths { get; init; }
}

/// <summary>The kind of work, which sets its unit.</summary>
public enum WorkloadKind
{
    /// <summary>Text generation: a request has a prompt and an output.</summary>
    Generation,

    /// <summary>Scoring a text with a language model or an encoder: a request has a prompt and no output.</summary>
    Ranking,

    /// <summary>Recommendation: a request is one candidate that is scored.</summary>
    Recommendation,

    /// <summary>Turning a text into a vector with an encoder: a request has a text and no output.</summary>
    Embedding,

    /// <summary>Looking at an image with a vision transformer: a request is one image.</summary>
    Vision,

    /// <summary>Making a picture or film with a diffusion transformer: a request is one of them.</summary>
    Diffusion,
}

/// <summary>One kind of work in the portfolio.</summary>
public sealed record Workload
{
    /// <summary>Lower-case letters, digits and hyphens, unique in the case.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of work.</summary>
    public required WorkloadKind Kind { get; init; }

    /// <summary>Id of a model in the catalogue.</summary>
    public required string ModelId { get; init; }

    /// <summary>Mean requests (candidates, texts, images, pictures or films by kind) per second in the first month, above 0, at most 1e12.</summary>
    public required double MeanRequestsPerSecond { get; init; }

    /// <summary>Busiest hour over mean, 1 to 20.</summary>
    public required double PeakToMeanRatio { get; init; }

    /// <summary>Growth of the rate per year, -0.9 to 10.</summary>
    public required double GrowthPerYearFraction { get; init; }

    /// <summary>Mean prompt or text, tokens, 1 to 2,000,000; only where a request is a text.</summary>
    public double PromptTokens { get; init; }

    /// <summary>Mean output, tokens, 1 to 200,000; only for generation.</summary>
    public double OutputTokens { get; init; }

    /// <summary>Share of the prompt found in a prefix cache, 0 to 0.99; only where a language model reads texts.</summary>
    public double PrefixHitFraction { get; init; }

    /// <summary>Tokens drafted per step in speculative decoding, 0 to 16; 0 for none; only for generation.</summary>
    public double DraftTokens { get; init; }

    /// <summary>Share of drafted tokens accepted, each given that those before it were, 0 to 0.99; only for generation.</summary>
    public double DraftAcceptanceFraction { get; init; }

    /// <summary>
    /// Target for the time to the first token, or to the answer where there is no output, seconds, 0.001 to 3,600; for
    /// recommendation also 0, which is no target.
    /// </summary>
    public double TimeToFirstTokenSeconds { get; init; }

    /// <summary>Target for the time per output token, seconds, 0.0001 to 10; only for generation.</summary>
    public double TimePerOutputTokenSeconds { get; init; }

    /// <summary>Fewest bits per weight that quality allows: 4, 8 or 16.</summary>
    public required int WeightBits { get; init; }

    /// <summary>Bits per element of the key-value cache, or of the embedding tables for recommendation: 8 or 16.</summary>
    public required int KeyValueBits { get; init; }

    /// <summary>
    /// Load by hour of the day, 24 numbers from 0 that stand in relation to each other; their largest over their mean is
    /// <see cref="PeakToMeanRatio"/>. The catalogue's shape where left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? HourlyLoad { get; init; }
}

/// <summary>How an option's accelerators are come by.</summary>
public enum Tenure
{
    /// <summary>Bought, run on the site.</summary>
    Buy,

    /// <summary>Rented by the hour; power, place and upkeep are in the price.</summary>
    Rent,
}

/// <summary>What a card does in an option.</summary>
public enum ServingRole
{
    /// <summary>Both phases on the same cards.</summary>
    Both,

    /// <summary>Reads prompts.</summary>
    Prefill,

    /// <summary>Writes outputs.</summary>
    Decode,
}

/// <summary>How a bought fleet is paid.</summary>
public enum Financing
{
    /// <summary>From the buyer's own money.</summary>
    Cash,

    /// <summary>Partly from a loan. The discount rate already holds what capital costs, so a loan changes cash, not the present cost.</summary>
    Loan,

    /// <summary>A lessor pays for the equipment and is paid by the month.</summary>
    Lease,
}

/// <summary>A part of an order.</summary>
public sealed record Tranche
{
    /// <summary>Month in which it is ordered, 0 to 120.</summary>
    public required int OrderMonth { get; init; }

    /// <summary>Share of the fleet, above 0; the shares add up to 1.</summary>
    public required double ShareFraction { get; init; }
}

/// <summary>One fleet that could be chosen.</summary>
public sealed record FleetOption
{
    /// <summary>Lower-case letters, digits and hyphens, unique in the case.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Bought or rented.</summary>
    public required Tenure Tenure { get; init; }

    /// <summary>
    /// The accelerators and their roles: one with <see cref="ServingRole.Both"/>, or one <see cref="ServingRole.Prefill"/>
    /// and one <see cref="ServingRole.Decode"/>. For each workload the planner takes the cheapest of: one kind doing both phases,
    /// one kind with phases on separate cards, and, with two kinds, prompts on the one and outputs on the other.
    /// </summary>
    public required IReadOnlyList<OptionAccelerator> Accelerators { get; init; }

    /// <summary>The serving engine named for an accelerator of the option; null where it is left to the planner.</summary>
    /// <param name="acceleratorId">Id of the accelerator.</param>
    public string? EngineOn(string acceleratorId) => Accelerators.FirstOrDefault(entry => entry.AcceleratorId == acceleratorId)?.Engine;

    /// <summary>The parts in which a bought fleet is ordered, ascending; all of it in month 0 where left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Tranche>? Tranches { get; init; }

    /// <summary>How a bought fleet is paid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Financing Financing { get; init; }
}

/// <summary>An accelerator in an option.</summary>
public sealed record OptionAccelerator
{
    /// <summary>Id of an accelerator in the catalogue.</summary>
    public required string AcceleratorId { get; init; }

    /// <summary>What it does.</summary>
    public required ServingRole Role { get; init; }

    /// <summary>
    /// Id of the serving engine that language models run on, one of its software stack's; where left out, the engine whose
    /// measurements are nearest to each deployment.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Engine { get; init; }
}

/// <summary>The buyer's own value for an assumption of the catalogue.</summary>
public sealed record AssumptionOverride
{
    /// <summary>Path of the assumption, for instance "sites/western-hub/powerUsageEffectiveness".</summary>
    public required string AssumptionId { get; init; }

    /// <summary>The value, in the assumption's unit.</summary>
    public required double Value { get; init; }

    /// <summary>Why, 1 to 500 characters.</summary>
    public required string Reason { get; init; }
}
