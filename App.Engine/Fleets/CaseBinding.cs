using System.Globalization;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Fleets;

/// <summary>
/// A case bound to an input table: every number of the case and of the catalogue that some option may read, each once.
/// What is not known is kept apart by the accelerator or model that lacks it.
/// </summary>
public sealed class CaseBinding
{
    private readonly Dictionary<string, AssumptionOverride> _overrides;

    /// <summary>Binds a case that has been checked (<see cref="CaseReader"/>).</summary>
    /// <param name="procurement">The case.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <exception cref="KeyNotFoundException">The case names something that the catalogue does not have.</exception>
    public CaseBinding(ProcurementCase procurement, PlannerCatalog catalog)
    {
        (Case, Catalog) = (procurement, catalog);
        _overrides = procurement.Overrides.ToDictionary(entry => entry.AssumptionId, StringComparer.Ordinal);
        Serving = EconomyBinding.Serving(this);
        Economy = EconomyBinding.Economy(this);
        Workloads = [.. procurement.Workloads.Select(Bind)];
        foreach (Workload workload in procurement.Workloads)
        {
            Models.TryAdd(workload.ModelId, ModelBinding.Bind(this, catalog.Models[workload.ModelId]));
        }
    }

    /// <summary>The case.</summary>
    public ProcurementCase Case { get; }

    /// <summary>The catalogue.</summary>
    public PlannerCatalog Catalog { get; }

    /// <summary>The inputs.</summary>
    public InputTable Table { get; } = new();

    /// <summary>Where the serving numbers stand.</summary>
    public ServingSlots Serving { get; }

    /// <summary>Where the money stands.</summary>
    public EconomySlots Economy { get; }

    /// <summary>Where the workloads stand, in the order of the case.</summary>
    public IReadOnlyList<WorkloadSlots> Workloads { get; }

    /// <summary>Where the models stand, by id.</summary>
    public Dictionary<string, BoundModel> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a catalogue quantity, or the buyer's own value for it.</summary>
    /// <param name="table">The table: this one's own or one grown from it.</param>
    /// <param name="id">Path of the assumption.</param>
    /// <param name="subject">What it is a quantity of; empty for the economy.</param>
    /// <param name="key">Key of the quantity.</param>
    /// <param name="quantity">The quantity; null counts as not known.</param>
    /// <param name="missing">Receives what is not known.</param>
    /// <returns>Its slot; slot 0 where it is not known.</returns>
    internal Slot Add(InputTable table, string id, string subject, string key, Quantity? quantity, ICollection<string> missing)
    {
        QuantityInfo? info = QuantityRegistry.Find(key);
        string label = info?.Label ?? key;
        string title = subject.Length == 0 ? label : string.Create(CultureInfo.InvariantCulture, $"{subject}: {label}");
        Unit unit = new(info?.UnitSymbol ?? "");
        if (_overrides.TryGetValue(id, out AssumptionOverride? own))
        {
            return table.Add(new(
                id, title, unit, InputKind.Assumption, own.Value, Math.Min(own.Value, quantity?.Low ?? own.Value),
                Math.Max(own.Value, quantity?.High ?? own.Value), EvidenceStatus.Assumed, $"Your value: {own.Reason}", []));
        }

        if (quantity?.Value is { } value)
        {
            return Assume(table, new(
                id, title, unit, InputKind.Assumption, value, quantity.Low ?? value, quantity.High ?? value,
                Catalog.StatusOf(quantity), quantity.Basis, quantity.Facts));
        }

        if (Catalog.Ledger.Find(id) is { } found)
        {
            return Assume(table, new(
                id, title, unit, InputKind.Assumption, found.Value, found.Low, found.High, found.Status, found.Basis, found.Evidence));
        }

        missing.Add($"{title} is not known: {quantity?.NotKnown ?? "the catalogue has no entry"}");
        return default;
    }

    /// <summary>Whether a quantity has a value: the catalogue's, the ledger's or the buyer's own.</summary>
    internal bool IsKnown(string id, Quantity quantity) =>
        quantity.Value is not null || _overrides.ContainsKey(id) || Catalog.Ledger.Find(id) is not null;

    /// <summary>Adds an assumption as the ledger has it.</summary>
    /// <param name="table">The table: this one's own or one grown from it.</param>
    /// <param name="input">The assumption as the catalogue has it.</param>
    internal Slot Assume(InputTable table, Input input) => table.Add(Catalog.Ledger.Apply(input));

    /// <summary>Adds a number of the case.</summary>
    internal Slot Require(string id, string label, Unit unit, double value) =>
        Table.Add(new(id, label, unit, InputKind.Requirement, value, value, value, EvidenceStatus.Requirement, "Stated by the buyer.", []));

    private WorkloadSlots Bind(Workload workload)
    {
        Slot Number(string key, string label, Unit unit, double value) =>
            Require($"workloads/{workload.Id}/{key}", $"{workload.Name}: {label}", unit, value);
        Slot? Generation(string key, string label, double value) =>
            workload.Kind == WorkloadKind.Generation ? Number(key, label, Unit.One, value) : null;

        // Recommendation without a target is batched by the second, far beyond where larger batches bring anything.
        double target = workload.TimeToFirstTokenSeconds > 0 ? workload.TimeToFirstTokenSeconds : 1;
        return new(
            Number("meanRequestsPerSecond", "mean rate", Unit.WorkPerSecond, workload.MeanRequestsPerSecond),
            Number("peakToMeanRatio", "busiest hour over mean", Unit.One, workload.PeakToMeanRatio),
            Number("growthPerYearFraction", "growth a year", Unit.One, workload.GrowthPerYearFraction),
            Number("promptTokens", "prompt", new("tokens"), workload.PromptTokens),
            Number("outputTokens", "output", new("tokens"), workload.OutputTokens),
            Number("timeToFirstTokenSeconds", "target to first token", Unit.Seconds, target),
            Number("timePerOutputTokenSeconds", "target per output token", Unit.Seconds, workload.TimePerOutputTokenSeconds),
            Number("keyValueBytes", workload.Kind == WorkloadKind.Recommendation ? "embedding element" : "cache element", new("B"), workload.KeyValueBits / 8.0),
            workload.Kind is WorkloadKind.Generation or WorkloadKind.Ranking
                ? Number("prefixHitFraction", "share of the prompt in a prefix cache", Unit.One, workload.PrefixHitFraction)
                : null,
            Generation("draftTokens", "drafted tokens a step", workload.DraftTokens),
            Generation("draftAcceptanceFraction", "share of drafted tokens accepted", workload.DraftAcceptanceFraction));
    }
}
