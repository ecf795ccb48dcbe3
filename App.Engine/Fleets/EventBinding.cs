using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using Keys = App.Engine.Catalog.EventQuantities;

namespace App.Engine.Fleets;

/// <summary>Binds the catalogue's events for an option.</summary>
internal static class EventBinding
{
    /// <summary>The events, in the order of their ids.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="cards">The accelerators of the option's groups.</param>
    /// <param name="sites">The option's sites.</param>
    public static IReadOnlyList<EventSlots> Bind(CaseBinding binding, IReadOnlyList<Accelerator> cards, IReadOnlyList<SiteSlots> sites) =>
        [.. binding.Catalog.Events.Values.OrderBy(happening => happening.Id, StringComparer.Ordinal)
            .Select(happening => Bind(binding, happening, cards, sites))];

    private static EventSlots Bind(
        CaseBinding binding, MarketEvent happening, IReadOnlyList<Accelerator> cards, IReadOnlyList<SiteSlots> sites)
    {
        Slot Number(string key) => EconomyBinding.Known(binding, binding.Table, $"events/{happening.Id}/{key}", happening.Name, key, happening.Quantities);
        Slot? Effect(string key) => happening.Quantities.ContainsKey(key) ? Number(key) : null;
        bool isAssumed = binding.Case.Events?.Contains(happening.Id) == true;
        return new(
            happening.Name,
            [.. cards.Select(card => Touches(happening, card))],
            [.. sites.Select(site => happening.Scope == EventScope.All || site.PaysDomesticPrice == (happening.Scope == EventScope.Domestic))],
            binding.Require($"events/{happening.Id}/occurs", $"{happening.Name}: happens", Unit.One, isAssumed ? 1 : 0),
            Number(Keys.ProbabilityFraction),
            Number(Keys.StartMonth),
            Number(Keys.DurationMonths),
            Effect(Keys.DeliveryFactor),
            Effect(Keys.SlipMonths),
            Effect(Keys.CardPriceFactor),
            Effect(Keys.RentalPriceFactor),
            Effect(Keys.ResaleFactor),
            Effect(Keys.EnergyPriceFactor),
            Effect(Keys.CapacityFactor),
            Effect(Keys.SupportEndsAfterMonths));
    }

    private static bool Touches(MarketEvent happening, Accelerator card) =>
        (happening.StackId is null || happening.StackId == card.StackId)
        && (happening.Scope == EventScope.All || card.IsDomesticInChina == (happening.Scope == EventScope.Domestic));
}
