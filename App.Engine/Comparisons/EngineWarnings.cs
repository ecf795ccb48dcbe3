using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Requirements;

namespace App.Engine.Comparisons;

/// <summary>
/// What naming a serving engine leaves open: the same cards without the name in another option, the other phase of a split fleet, cards that
/// do not use the engine; and, where none is named, formats that the engine measured nearest is not known to run. Figures may then differ by engine where they seem to differ by fleet.
/// </summary>
internal static class EngineWarnings
{
    /// <summary>The options with these warnings; one without a plan as it was.</summary>
    /// <param name="results">The options of the case, in its order.</param>
    /// <param name="procurement">The case.</param>
    /// <param name="catalog">The catalogue.</param>
    public static List<OptionResult> AddTo(IReadOnlyList<OptionResult> results, ProcurementCase procurement, PlannerCatalog catalog) =>
    [
        .. results.Select(result => result.Plan is not { } plan ? result : result with
        {
            Warnings = [.. result.Warnings, .. result.Option.Accelerators.SelectMany(entry => Of(entry, result.Option, plan, procurement, catalog))],
        }),
    ];

    private static IEnumerable<string> Of(
        OptionAccelerator entry, FleetOption option, FleetPlan plan, ProcurementCase procurement, PlannerCatalog catalog)
    {
        List<string> used =
            [.. plan.Pools.Where(pool => pool.AcceleratorId == entry.AcceleratorId && pool.EngineId.Length > 0).Select(pool => pool.EngineId).Distinct()];
        string card = NameOf(entry);
        if (entry.Engine is { } own)
        {
            if (used.Count == 0)
            {
                yield return $"{catalog.EngineName(own)} is named for {card}, which serves no language model in this plan: the engine is not used.";
            }

            yield break;
        }

        List<(string Option, string Engine)> elsewhere =
        [
            .. from named in procurement.Options
               where named.Id != option.Id && named.EngineOn(entry.AcceleratorId) is not null
               select (named.Name, named.EngineOn(entry.AcceleratorId)!),
        ];
        OptionAccelerator? half = option.Accelerators.FirstOrDefault(partner => partner.Engine is not null);
        string nearest = string.Join(" and ", used.Select(catalog.EngineName));
        if (elsewhere.Count > 0 && used.Except(elsewhere.Select(named => named.Engine)).Any())
        {
            yield return $"No serving engine is named for {card}, so it is planned with {nearest}, measured nearest. "
                + $"{string.Join("; ", elsewhere.Select(named => $"'{named.Option}' names {catalog.EngineName(named.Engine)} for it"))}, so the two differ by engine as well as by fleet.";
        }
        else if (used.Count > 0 && half is { Engine: { } engine })
        {
            yield return $"{catalog.EngineName(engine)} is named for {NameOf(half)} and no serving engine for {card}, which is planned with {nearest}, measured nearest.";
        }

        foreach (string warning in OfFormats(entry, plan, procurement, catalog))
        {
            yield return warning;
        }

        string NameOf(OptionAccelerator named) => catalog.Accelerators[named.AcceleratorId].Name;
    }

    /// <summary>Formats that run on the card though not in the engine measured nearest.</summary>
    private static IEnumerable<string> OfFormats(OptionAccelerator entry, FleetPlan plan, ProcurementCase procurement, PlannerCatalog catalog)
    {
        Accelerator card = catalog.Accelerators[entry.AcceleratorId];
        return
            from pool in plan.Pools
            where pool.AcceleratorId == card.Id && pool.EngineId.Length > 0
            let work = procurement.Workloads.Single(work => work.Id == pool.WorkloadId)
            let model = catalog.Models[work.ModelId]
            where catalog.Support.Find(card, model, pool.FormatId, pool.EngineId)?.Support != SupportStatus.Supported
            group work.Name by (pool.FormatId, pool.EngineId, catalog.Support.Find(card, model, pool.FormatId)?.Engine) into works
            select $"{catalog.Formats[works.Key.FormatId].Name} on {card.Name} is known to run in {works.Key.Engine} only, which was not measured as a serving engine. "
                + $"Planned with the constants of {catalog.EngineName(works.Key.EngineId)}: {string.Join(", ", works.Distinct())}.";
    }
}
