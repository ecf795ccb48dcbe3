using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Serving;
using Keys = App.Engine.Catalog.EconomicsQuantities;

namespace App.Engine.Fleets;

/// <summary>Binds the numbers common to all options.</summary>
internal static class EconomyBinding
{
    public static ServingSlots Serving(CaseBinding binding) => new(
        Economic(binding, Keys.MemoryUseFraction),
        Economic(binding, Keys.CardMemoryOverheadGigabytes),
        Economic(binding, Keys.TimeToFirstTokenFactor),
        Economic(binding, Keys.SplitPrefillEfficiencyFraction),
        Economic(binding, Keys.SplitDecodeEfficiencyFraction),
        Economic(binding, Keys.ExpertLoadSkew),
        Economic(binding, Keys.KeyValueTransferGigabytesPerSecond),
        Economic(binding, Keys.EmbeddingLookupEfficiencyFraction));

    public static EconomySlots Economy(CaseBinding binding) => new(
        binding.Require("finance/discountRateFraction", "Discount rate a year", Unit.One, binding.Case.Finance.DiscountRateFraction),
        Economic(binding, Keys.NetworkCapexFraction),
        Economic(binding, Keys.StorageCapexFraction),
        Economic(binding, Keys.InstallationCapexFraction),
        Economic(binding, Keys.AnnualSupportFraction),
        Economic(binding, Keys.StaffFullTimeEquivalentsPerMegawatt),
        Economic(binding, Keys.StaffUsDollarsPerYear),
        Economic(binding, Keys.MaximumLoadFraction),
        Economic(binding, Keys.FailureReserveFraction),
        Economic(binding, Keys.BridgePremiumFraction),
        Economic(binding, Keys.SplitSoftwareUsDollars),
        OfSite(binding, SiteQuantities.PowerUsageEffectiveness),
        OfSite(binding, SiteQuantities.FacilityUsDollarsPerKilowattMonth),
        OfSite(binding, SiteQuantities.CarbonKilogramsPerKilowattHour));

    public static Slot OfSite(CaseBinding binding, string key)
    {
        Site site = binding.Catalog.Sites[binding.Case.Site.SiteId];
        return Known(binding, binding.Table, $"sites/{site.Id}/{key}", key, site.Quantities);
    }

    public static Slot Economic(CaseBinding binding, InputTable table, string key) =>
        Known(binding, table, $"economics/{key}", key, binding.Catalog.Economics.Quantities);

    private static Slot Economic(CaseBinding binding, string key) => Economic(binding, binding.Table, key);

    private static Slot Known(
        CaseBinding binding, InputTable table, string id, string key, IReadOnlyDictionary<string, Quantity> quantities)
    {
        List<string> missing = [];
        Slot slot = binding.Add(table, id, "", key, quantities.GetValueOrDefault(key), missing);
        return missing.Count == 0 ? slot : throw new KeyNotFoundException(missing[0]);
    }
}
