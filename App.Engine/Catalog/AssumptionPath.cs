using App.Engine.Calibration;

namespace App.Engine.Catalog;

/// <summary>Finds quantities by the path that inputs and overrides use.</summary>
public static class AssumptionPath
{
    /// <summary>The kind of quantity at a path.</summary>
    /// <param name="path">For instance "sites/western-hub/powerUsageEffectiveness".</param>
    /// <param name="catalog">The catalogue.</param>
    /// <returns>Null where the path leads to no quantity of the catalogue.</returns>
    public static QuantityInfo? Find(string path, PlannerCatalog catalog)
    {
        (Quantity? quantity, string key) = Locate(path, catalog);
        return quantity is null ? null : QuantityRegistry.Find(key);
    }

    /// <summary>The quantity at a path, known or not.</summary>
    /// <param name="path">For instance "accelerators/h20-96gb/priceUsDollars".</param>
    /// <param name="catalog">The catalogue.</param>
    public static Quantity? QuantityAt(string path, PlannerCatalog catalog) => Locate(path, catalog).Quantity;

    /// <summary>Every quantity of the catalogue with its path.</summary>
    /// <param name="catalog">The catalogue.</param>
    public static IEnumerable<(string Path, string Subject, string Key, Quantity Quantity)> All(PlannerCatalog catalog)
    {
        foreach (Accelerator card in catalog.Accelerators.Values)
        {
            foreach ((string format, Quantity peak) in card.PeakTeraflops)
            {
                yield return ($"accelerators/{card.Id}/peakTeraflops/{format}", $"{card.Name}, {format.ToUpperInvariant()}", "peakTeraflops", peak);
            }

            foreach ((string key, Quantity quantity) in card.Quantities)
            {
                yield return ($"accelerators/{card.Id}/{key}", card.Name, key, quantity);
            }
        }

        foreach (Site site in catalog.Sites.Values)
        {
            foreach ((string key, Quantity quantity) in site.Quantities)
            {
                yield return ($"sites/{site.Id}/{key}", site.Name, key, quantity);
            }
        }

        foreach (Stack stack in catalog.Stacks.Values)
        {
            foreach ((string key, Quantity quantity) in stack.Quantities)
            {
                yield return ($"stacks/{stack.Id}/{key}", stack.Name, key, quantity);
            }
        }

        foreach (MarketEvent happening in catalog.Events.Values)
        {
            foreach ((string key, Quantity quantity) in happening.Quantities)
            {
                yield return ($"events/{happening.Id}/{key}", happening.Name, key, quantity);
            }
        }

        foreach ((string key, Quantity quantity) in catalog.Economics.Quantities)
        {
            yield return ($"economics/{key}", "All options", key, quantity);
        }

        foreach ((string path, Quantity quantity) in catalog.Serving.Quantities)
        {
            string[] parts = path.Split('/');
            yield return parts is ["calibration", string engine, string constant]
                ? (path, SubjectOf(engine), constant, quantity)
                : (path, catalog.Accelerators[parts[1]].Name, parts[2], quantity);
        }
    }

    /// <summary>What constants of an engine are about.</summary>
    /// <param name="engine">Id of a serving engine, with what it is on, or <see cref="ServingCalibration.AllEngines"/>.</param>
    public static string SubjectOf(string engine) => engine == ServingCalibration.AllEngines ? "Serving model" : $"Serving model, {engine}";

    private static (Quantity? Quantity, string Key) Locate(string path, PlannerCatalog catalog) => path.Split('/') switch
    {
        ["economics", string key] => (catalog.Economics.Quantities.GetValueOrDefault(key), key),
        ["sites", string id, string key] => (catalog.Sites.GetValueOrDefault(id)?.Quantities.GetValueOrDefault(key), key),
        ["stacks", string id, string key] => (catalog.Stacks.GetValueOrDefault(id)?.Quantities.GetValueOrDefault(key), key),
        ["events", string id, string key] => (catalog.Events.GetValueOrDefault(id)?.Quantities.GetValueOrDefault(key), key),
        ["accelerators", string id, string key] =>
            (catalog.Accelerators.GetValueOrDefault(id)?.Quantities.GetValueOrDefault(key), key),
        ["accelerators", string id, "peakTeraflops", string format] =>
            (catalog.Accelerators.GetValueOrDefault(id)?.PeakTeraflops.GetValueOrDefault(format), "peakTeraflops"),
        ["calibration", _, string key] => (catalog.Serving.Quantities.GetValueOrDefault(path), key),
        ["accelerators", _, AcceleratorQuantities.PrefillErrorFactor or AcceleratorQuantities.DecodeErrorFactor, _] =>
            (catalog.Serving.Quantities.GetValueOrDefault(path), path.Split('/')[2]),
        _ => (null, path),
    };
}
