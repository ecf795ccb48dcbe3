using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;
using Keys = App.Engine.Catalog.SiteQuantities;

namespace App.Engine.Fleets;

/// <summary>Binds the sites of a case for an option.</summary>
internal static class SiteBinding
{
    /// <summary>The sites in the order in which they are filled.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="allDomestic">Whether all cards of the option are domestic, so that every site pays the domestic price.</param>
    public static IReadOnlyList<SiteSlots> Bind(CaseBinding binding, bool allDomestic)
    {
        List<SiteRequirement> sites = [binding.Case.Site, .. binding.Case.FurtherSites ?? []];
        List<SiteSlots> slots = [.. sites.Select((site, s) => Bind(binding, site, s == 0 ? "site" : $"furtherSites/{s - 1}", allDomestic))];

        // Where every site takes domestic cards only, foreign ones would have no place; the rules of feasibility say so.
        return slots;
    }

    private static SiteSlots Bind(CaseBinding binding, SiteRequirement requirement, string path, bool allDomestic)
    {
        Site site = binding.Catalog.Sites[requirement.SiteId];
        Slot Number(string key) => EconomyBinding.Known(binding, binding.Table, $"sites/{site.Id}/{key}", site.Name, key, site.Quantities);
        bool isDomestic = allDomestic || requirement.DomesticOnly;
        IReadOnlyList<PowerStage> stages = requirement.PowerStages
            ?? [new() { FromMonth = 0, Megawatts = requirement.PowerLimitMegawatts }];
        return new(
            site.Name,
            requirement.DomesticOnly,
            requirement.Facility,
            [.. stages.Select((stage, i) => new PowerStageSlots(
                binding.Require($"{path}/powerStages/{i}/fromMonth", $"{site.Name}: power, stage {i + 1}, from", Unit.Months, stage.FromMonth),
                binding.Require($"{path}/powerStages/{i}/megawatts", $"{site.Name}: power, stage {i + 1}", Unit.Megawatts, stage.Megawatts)))],
            Number(Keys.PowerUsageEffectiveness),
            Number(Keys.OverheadFixedShareFraction),
            Number(isDomestic ? Keys.DomesticEnergyPriceUsDollarsPerKilowattHour : Keys.EnergyPriceUsDollarsPerKilowattHour),
            isDomestic,
            Number(Keys.PeakHoursPriceRatio),
            Number(Keys.ValleyHoursPriceRatio),
            Number(Keys.DemandChargeUsDollarsPerKilowattMonth),
            Number(Keys.FacilityUsDollarsPerKilowattMonth),
            Number(Keys.FacilityBuildUsDollarsPerKilowatt),
            Number(Keys.FacilityUpkeepFraction),
            Number(Keys.FacilityLifeMonths),
            Number(Keys.CarbonKilogramsPerKilowattHour));
    }
}
