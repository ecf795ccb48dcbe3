using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>The assumptions that the engine reads beside the catalogue's quantities: the counts of models and the sizes of number formats.</summary>
public static class CatalogDefinitions
{
    /// <summary>Binds every model and format of a catalogue.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <returns>Each assumption once, as the catalogue has it.</returns>
    public static IReadOnlyList<Input> Of(PlannerCatalog catalog)
    {
        CaseBinding binding = new(SeededCase.Create(), catalog);
        foreach (ModelArchitecture model in catalog.Models.Values)
        {
            ModelBinding.Bind(binding, model);
        }

        foreach (NumberFormatInfo format in catalog.Formats.Values)
        {
            AcceleratorBinding.Format(binding, binding.Table, format);
        }

        return [.. binding.Table.Inputs.Where(input =>
            input.Kind == InputKind.Assumption && AssumptionPath.QuantityAt(input.Id, catalog) is null)];
    }
}
