using App.Engine.Evidence;
using App.Engine.Fleets;

namespace App.Engine.Catalog;

/// <summary>A number as a catalogue has it, in the unit of its kind.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">A low but plausible value.</param>
/// <param name="High">A high but plausible value.</param>
/// <param name="Status">How well it is supported.</param>
public readonly record struct CatalogNumber(double Value, double Low, double High, EvidenceStatus Status)
{
    internal static IReadOnlyDictionary<string, CatalogNumber> All(PlannerCatalog catalog)
    {
        Dictionary<string, CatalogNumber> numbers = new(StringComparer.Ordinal);
        foreach ((string path, string _, string _, Quantity quantity) in AssumptionPath.All(catalog))
        {
            if (quantity.Value is { } value)
            {
                numbers[path] = new(value, quantity.Low ?? value, quantity.High ?? value, catalog.StatusOf(quantity));
            }
        }

        foreach (Inputs.Input input in CatalogDefinitions.Of(catalog))
        {
            numbers[input.Id] = new(input.Value, input.Low, input.High, input.Status);
        }

        return numbers;
    }
}
