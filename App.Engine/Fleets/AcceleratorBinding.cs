using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Serving;
using Keys = App.Engine.Catalog.AcceleratorQuantities;

namespace App.Engine.Fleets;

/// <summary>Binds accelerators; what is not known is reported, never borrowed.</summary>
internal static class AcceleratorBinding
{
    public static AcceleratorSlots Serving(CaseBinding binding, Accelerator card, NumberFormatInfo format, List<string> missing)
    {
        Slot Number(string key) => Quantity(binding, card, key, missing);
        return new(
            Peak(binding, card, format.Id, missing),
            Peak(binding, card, "bf16", missing),
            Number(Keys.MemoryGigabytes),
            Number(Keys.MemoryBandwidthTerabytesPerSecond),
            Number(Keys.IslandLinkGigabytesPerSecond),
            Number(Keys.BetweenIslandsLinkGigabytesPerSecond),
            Number(Keys.PrefillComputeEfficiencyFraction),
            Number(Keys.DecodeComputeEfficiencyFraction),
            Number(Keys.MemoryEfficiencyFraction),
            Number(Keys.NetworkEfficiencyFraction),
            Number(Keys.CollectiveLatencyMicroseconds),
            Number(Keys.LayerOverheadMicroseconds),
            Format(binding, format));
    }

    public static Slot Format(CaseBinding binding, NumberFormatInfo format) => binding.Assume(new(
        $"formats/{format.Id}/bytesPerElement", $"{format.Name}: bytes per weight", new("B"), InputKind.Assumption,
        format.BitsPerElement / 8, format.BitsPerElement / 8, format.BitsPerElement / 8, EvidenceStatus.Corroborated,
        format.Description, format.Facts));

    public static PurchaseSlots Purchase(CaseBinding binding, Accelerator card, bool allDomestic, List<string> missing)
    {
        Slot Number(string key) => Quantity(binding, card, key, missing);
        return new(
            Number(Keys.PriceUsDollars),
            Number(Keys.ServerOverheadMultiplier),
            Number(Keys.ResidualValueFraction),
            Number(Keys.LeadTimeMonths),
            Number(Keys.AnnualFailureRateFraction),
            Number(Keys.MigrationUsDollarsPerModel),
            Number(Keys.ThermalDesignPowerWatts),
            Number(Keys.HostPowerWattsPerCard),
            Number(Keys.IdlePowerFraction),
            Number(Keys.LoadPowerFraction),
            EconomyBinding.OfSite(binding, allDomestic
                ? SiteQuantities.DomesticEnergyPriceUsDollarsPerKilowattHour
                : SiteQuantities.EnergyPriceUsDollarsPerKilowattHour));
    }

    public static Slot Rental(CaseBinding binding, Accelerator card, List<string> missing) =>
        Quantity(binding, card, Keys.RentalUsDollarsPerHour, missing);

    private static Slot Quantity(CaseBinding binding, Accelerator card, string key, List<string> missing) =>
        binding.Add($"accelerators/{card.Id}/{key}", card.Name, key, card.Quantities.GetValueOrDefault(key), missing);

    private static Slot Peak(CaseBinding binding, Accelerator card, string format, List<string> missing) => binding.Add(
        $"accelerators/{card.Id}/peakTeraflops/{format}", $"{card.Name}, {format.ToUpperInvariant()}", "peakTeraflops",
        card.PeakTeraflops.GetValueOrDefault(format), missing);
}
