using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Tests.Engine.Costs;

/// <summary>A plan whose inputs can be set one by one, to check the timeline against arithmetic done by hand.</summary>
internal sealed class MoneyBench
{
    private readonly Dictionary<string, int> _slots;

    private MoneyBench(PlanSlots plan)
    {
        Plan = plan;
        Values = plan.Table.BaseValues();
        _slots = plan.Table.Inputs.Select((input, slot) => (input.Id, slot)).ToDictionary(entry => entry.Id, entry => entry.slot);
    }

    public PlanSlots Plan { get; }

    public double[] Values { get; }

    /// <summary>Bought cards as planned.</summary>
    public double PlannedCards => Plan.Table.BaseValues()[_slots["plan/bought/h20-96gb/cards"]];

    public double this[string id]
    {
        get => Values[_slots[id]];
        set => Values[_slots[id]] = value;
    }

    /// <summary>One workload that ranks texts, one bought kind of card, one rented one; what the test changes about it.</summary>
    public static ProcurementCase Case(Func<ProcurementCase, ProcurementCase>? change = null)
    {
        ProcurementCase plain = new()
        {
            Schema = CaseRules.Schema,
            Name = "Bench",
            Site = new() { SiteId = "western-hub", PowerLimitMegawatts = 100 },
            Finance = new() { BudgetUsDollars = 1e13, DiscountRateFraction = 0.1, HorizonMonths = 48 },
            Workloads =
            [
                new()
                {
                    Id = "rank", Name = "Rank", Kind = WorkloadKind.Ranking, ModelId = "llama-3.1-8b", MeanRequestsPerSecond = 1,
                    PeakToMeanRatio = 1, GrowthPerYearFraction = 0, PromptTokens = 100, TimeToFirstTokenSeconds = 10, WeightBits = 8, KeyValueBits = 8,
                },
            ],
            Options =
            [
                new() { Id = "bought", Name = "Bought", Tenure = Tenure.Buy, Accelerators = [new() { AcceleratorId = "h20-96gb", Role = ServingRole.Both }] },
                new() { Id = "rented", Name = "Rented", Tenure = Tenure.Rent, Accelerators = [new() { AcceleratorId = "h100-sxm", Role = ServingRole.Both }] },
            ],
            ReferenceOption = "rented",
        };
        return change?.Invoke(plain) ?? plain;
    }

    /// <summary>An option of a case, with the catalogue's values.</summary>
    public static MoneyBench Of(ProcurementCase procurement, string option = "bought")
    {
        Assert.Empty(CaseRules.Check(procurement, PlannerCatalog.Default));
        return new(FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default).Plans[option].Slots);
    }

    /// <summary>
    /// An option stripped to a card of 1,000 dollars in service from month 1 on and nothing else: no tax, no change of prices, no power,
    /// no staff, no residual. A test puts on what it is about.
    /// </summary>
    public static MoneyBench Plain(Func<ProcurementCase, ProcurementCase>? change = null, string option = "bought")
    {
        MoneyBench bench = Of(Case(change), option);
        foreach (string id in bench._slots.Keys.Where(id => id.StartsWith("economics/", StringComparison.Ordinal) && !Kept(id)))
        {
            bench[id] = 0;
        }

        (bench["economics/maximumLoadFraction"], bench["economics/valueAddedTaxRecoveryMonths"]) = (1, 1);
        foreach (string id in bench._slots.Keys.Where(id => id.StartsWith("sites/", StringComparison.Ordinal) && !id.EndsWith("LifeMonths", StringComparison.Ordinal)))
        {
            bench[id] = id.EndsWith("Ratio", StringComparison.Ordinal) || id.EndsWith("powerUsageEffectiveness", StringComparison.Ordinal) ? 1 : 0;
        }

        if (option == "bought")
        {
            bench.Card("priceUsDollars", 1000).Card("serverOverheadMultiplier", 1).Card("residualValueFraction", 0).Card("leadTimeMonths", 0)
                .Card("annualFailureRateFraction", 0).Card("migrationUsDollarsPerModel", 0).Card("thermalDesignPowerWatts", 0)
                .Card("hostPowerWattsPerCard", 0).Card("idlePowerFraction", 0).Card("loadPowerFraction", 0).Card("supplyCardsPerMonth", 1e9);
            bench["plan/bought/h20-96gb/cards"] = 1;
        }

        return bench;
    }

    /// <summary>Sets a quantity of the bought card.</summary>
    public MoneyBench Card(string key, double value)
    {
        this[$"accelerators/h20-96gb/{key}"] = value;
        return this;
    }

    /// <summary>Sets an input.</summary>
    public MoneyBench With(string id, double value)
    {
        this[id] = value;
        return this;
    }

    public MoneyRun Run()
    {
        RecordedSheet<Scalar> sheet = new();
        Outcome<Scalar> outcome = FleetModel.Evaluate(CaseInputs.Scalars(Values), Plan, ref sheet);
        return new(outcome, sheet.Lines);
    }

    private static bool Kept(string id) => id is "economics/memoryUseFraction" or "economics/cardMemoryOverheadGigabytes"
        or "economics/timeToFirstTokenFactor" or "economics/splitPrefillEfficiencyFraction" or "economics/splitDecodeEfficiencyFraction"
        or "economics/expertLoadSkew" or "economics/keyValueTransferGigabytesPerSecond" or "economics/embeddingLookupEfficiencyFraction"
        or "economics/depreciationMonths" or "economics/loanMonths" or "economics/leaseMonths";
}

/// <summary>An evaluation with its lines.</summary>
internal sealed class MoneyRun(Outcome<Scalar> outcome, IReadOnlyList<SheetLine<Scalar>> lines)
{
    public Outcome<Scalar> Outcome { get; } = outcome;

    public IReadOnlyList<SheetLine<Scalar>> Lines { get; } = lines;

    /// <summary>A line of the cash flow by month.</summary>
    public double[] Cash(string name) => Line(CashLines.Section, name);

    /// <summary>A line by month, or a single value.</summary>
    public double[] Line(string section, string name) =>
        [.. Lines.Single(line => line.Section == section && line.Name == name).Values.Select(value => value.Value)];

    /// <summary>A line whose section begins with a word.</summary>
    public double[] LineOf(string begin, string name) =>
        [.. Lines.Single(line => line.Section.StartsWith(begin, StringComparison.Ordinal) && line.Name == name).Values.Select(value => value.Value)];
}
