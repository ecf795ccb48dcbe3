using App.Client.Formatting;
using App.Client.Scenarios;
using App.Engine.Catalog;

namespace App.Client.Requirements;

/// <summary>An assumption of the catalogue that can be replaced by a value of one's own.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Value">The catalogue's value with its unit.</param>
internal sealed record AssumptionChoice(string Path, string Name, string Value)
{
    /// <summary>All of them, those without a value among them: an own value can make them usable.</summary>
    public static IReadOnlyList<AssumptionChoice> All() => [.. AssumptionPath.All(PlannerCatalog.Default)
        .Where(entry => QuantityRegistry.Find(entry.Key) is not null)
        .Select(entry => new AssumptionChoice(
            entry.Path, AssumptionName.Of(entry.Path),
            entry.Quantity.Value is { } value ? $"{Show.Input(value)} {QuantityRegistry.Find(entry.Key)!.UnitSymbol}".TrimEnd() : Show.Nothing))];
}
