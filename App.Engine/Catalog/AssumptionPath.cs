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
    }

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
        _ => (null, path),
    };
}
