using App.Engine.Catalog;

namespace App.Client.Scenarios;

/// <summary>What a person calls an assumption of the catalogue.</summary>
internal static class AssumptionName
{
    /// <summary>The name at a path, for instance "H20 (96 GB): Price of a card".</summary>
    public static string Of(string path)
    {
        QuantityInfo? info = AssumptionPath.Find(path, PlannerCatalog.Default);
        string label = info?.Label ?? path;
        return path.Split('/') switch
        {
            ["accelerators", string id, "peakTeraflops", string format] => $"{CardName(id)}: {label}, {format.ToUpperInvariant()}",
            ["accelerators", string id, ..] => $"{CardName(id)}: {label}",
            ["sites", string id, ..] => $"{PlannerCatalog.Default.Sites.GetValueOrDefault(id)?.Name ?? id}: {label}",
            ["events", string id, ..] => $"{PlannerCatalog.Default.Events.GetValueOrDefault(id)?.Name ?? id}: {label}",
            ["stacks", string id, ..] => $"{PlannerCatalog.Default.Stacks.GetValueOrDefault(id)?.Name ?? id}: {label}",
            _ => label,
        };
    }

    private static string CardName(string id) => PlannerCatalog.Default.Accelerators.GetValueOrDefault(id)?.Name ?? id;
}
