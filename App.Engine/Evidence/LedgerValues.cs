using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using App.Engine.Catalog;
using App.Engine.Inputs;

namespace App.Engine.Evidence;

/// <summary>What the ledger says of one number.</summary>
/// <param name="AssumptionId">The slot: the id of the input.</param>
/// <param name="Value">The value, in the slot's unit.</param>
/// <param name="Low">A low but plausible value.</param>
/// <param name="High">A high but plausible value.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="Flags">What is the matter with it.</param>
/// <param name="AssertionId">The assertion in use.</param>
/// <param name="Version">Its version.</param>
/// <param name="Basis">Why this value and this range.</param>
/// <param name="Evidence">Ids of the evidence behind it.</param>
public sealed record LedgerValue(
    string AssumptionId,
    double Value,
    double Low,
    double High,
    EvidenceStatus Status,
    EvidenceFlags Flags,
    string AssertionId,
    int Version,
    string Basis,
    IReadOnlyList<string> Evidence)
{
    /// <summary>The number of a slot as the ledger leaves it; a dispute widens its range over everything that is asserted.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="assumptionId">The slot.</param>
    /// <returns>Null where the slot is empty or takes texts.</returns>
    public static LedgerValue? Of(LedgerState state, string assumptionId)
    {
        if (state.InUse(assumptionId) is not { Content: { Value: { } value } content } version)
        {
            return null;
        }

        (double low, double high) = (content.Low ?? value, content.High ?? value);
        if ((version.Flags & EvidenceFlags.Disputed) != 0)
        {
            foreach (AssertionContent other in state.Assumptions[assumptionId].Assertions
                .Select(id => state.Assertions[id].InUse?.Content).OfType<AssertionContent>())
            {
                low = Math.Min(low, other.Low ?? value);
                high = Math.Max(high, other.High ?? value);
            }
        }

        return new(
            assumptionId, value, low, high, state.StatusOf(version), version.Flags, version.Ref.AssertionId, version.Ref.Version, content.Basis, content.Evidence);
    }
}

/// <summary>The numbers in which a ledger differs from the catalogue. Laid over the catalogue they are what a case is evaluated with.</summary>
public sealed class LedgerValues
{
    private readonly Dictionary<string, LedgerValue> _values;

    /// <summary>Numbers by slot.</summary>
    /// <param name="values">At most one per slot.</param>
    public LedgerValues(IEnumerable<LedgerValue> values)
    {
        _values = values.ToDictionary(value => value.AssumptionId, StringComparer.Ordinal);
        Hash = _values.Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            [.. _values.Values.OrderBy(value => value.AssumptionId, StringComparer.Ordinal)], LedgerValuesJson.Default.LedgerValueArray)));
    }

    /// <summary>No difference.</summary>
    public static LedgerValues None { get; } = new([]);

    /// <summary>The numbers.</summary>
    public IReadOnlyCollection<LedgerValue> All => _values.Values;

    /// <summary>SHA-256 over them in hexadecimal; empty where there is none.</summary>
    public string Hash { get; }

    /// <summary>Where a ledger differs from a catalogue.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="catalog">The catalogue, without a ledger laid over it.</param>
    public static LedgerValues Of(LedgerState state, PlannerCatalog catalog) => new(state.Assumptions.Keys
        .Where(id => catalog.Numbers.ContainsKey(id) || AssumptionPath.QuantityAt(id, catalog) is not null)
        .Select(id => LedgerValue.Of(state, id)).OfType<LedgerValue>()
        .Where(value => !catalog.Numbers.TryGetValue(value.AssumptionId, out CatalogNumber known)
            || known != new CatalogNumber(value.Value, value.Low, value.High, value.Status) || value.Flags != EvidenceFlags.None));

    /// <summary>The number of a slot, where it differs.</summary>
    /// <param name="assumptionId">The slot.</param>
    public LedgerValue? Find(string assumptionId) => _values.GetValueOrDefault(assumptionId);

    /// <summary>An input as the ledger has it.</summary>
    /// <param name="input">The input as the catalogue has it.</param>
    public Input Apply(Input input) => Find(input.Id) is not { } own ? input : input with
    {
        Value = own.Value,
        Low = own.Low,
        High = own.High,
        Status = own.Status,
        Flags = own.Flags,
        Basis = own.Basis,
        Facts = own.Evidence,
    };
}

/// <summary>How ledger values are written for their hash.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerValue[]))]
internal sealed partial class LedgerValuesJson : JsonSerializerContext;
