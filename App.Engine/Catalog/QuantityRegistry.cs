namespace App.Engine.Catalog;

/// <summary>What is known of a kind of quantity.</summary>
/// <param name="Key">Its key; the unit is in the name.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="UnitSymbol">Symbol of the unit; empty for a fraction or count.</param>
/// <param name="Minimum">Smallest value that is accepted.</param>
/// <param name="Maximum">Largest value that is accepted.</param>
public sealed record QuantityInfo(string Key, string Label, string UnitSymbol, double Minimum, double Maximum);

/// <summary>The kinds of quantity and their physically acceptable bounds, by which bad input is refused.</summary>
public static class QuantityRegistry
{
    private static readonly Dictionary<string, QuantityInfo> s_infos = new QuantityInfo[]
    {
        new("peakTeraflops", "Dense peak", "TFLOP/s", 1, 1e6),
        new(AcceleratorQuantities.MemoryGigabytes, "Memory", "GB", 1, 1e5),
        new(AcceleratorQuantities.MemoryBandwidthTerabytesPerSecond, "Memory bandwidth", "TB/s", 0.01, 1000),
        new(AcceleratorQuantities.IslandLinkGigabytesPerSecond, "Link inside an island, one way", "GB/s", 0.1, 1e5),
        new(AcceleratorQuantities.BetweenIslandsLinkGigabytesPerSecond, "Link between islands, one way", "GB/s", 0.1, 1e5),
        new(AcceleratorQuantities.ThermalDesignPowerWatts, "Full power of the card", "W", 10, 1e5),
        new(AcceleratorQuantities.HostPowerWattsPerCard, "Server power beside the card", "W", 0, 1e5),
        new(AcceleratorQuantities.IdlePowerFraction, "Idle draw over full power", "", 0, 1),
        new(AcceleratorQuantities.LoadPowerFraction, "Busy draw over full power", "", 0.01, 1),
        new(AcceleratorQuantities.PriceUsDollars, "Price of a card", "USD", 1, 1e7),
        new(AcceleratorQuantities.ServerOverheadMultiplier, "Server price over its cards", "", 1, 10),
        new(AcceleratorQuantities.ResidualValueFraction, "Value after four years", "", 0, 1),
        new(AcceleratorQuantities.RentalUsDollarsPerHour, "Rent of a card", "USD/h", 0.01, 1000),
        new(AcceleratorQuantities.LeadTimeMonths, "Order to service", "months", 0, 60),
        new(AcceleratorQuantities.PrefillComputeEfficiencyFraction, "Share of peak reading prompts", "", 0.01, 1),
        new(AcceleratorQuantities.DecodeComputeEfficiencyFraction, "Share of peak writing outputs", "", 0.01, 1),
        new(AcceleratorQuantities.BatchComputeEfficiencyFraction, "Share of peak in large batches", "", 0.01, 1),
        new(AcceleratorQuantities.BatchAttentionEfficiencyFraction, "Share of 16-bit peak of attention over an item", "", 0.01, 1),
        new(AcceleratorQuantities.MemoryEfficiencyFraction, "Share of memory bandwidth", "", 0.01, 1),
        new(AcceleratorQuantities.NetworkEfficiencyFraction, "Share of link rate", "", 0.01, 1),
        new(AcceleratorQuantities.CollectiveLatencyMicroseconds, "Fixed cost of a collective", "µs", 0, 1e4),
        new(AcceleratorQuantities.LayerOverheadMicroseconds, "Fixed cost of a layer", "µs", 0, 1e4),
        new(AcceleratorQuantities.AnnualFailureRateFraction, "Cards replaced a year", "", 0, 1),
        new(AcceleratorQuantities.MigrationUsDollarsPerModel, "Bringing a model to its software", "USD", 0, 1e10),
        new(SiteQuantities.PowerUsageEffectiveness, "Power usage effectiveness (PUE)", "", 1, 3),
        new(SiteQuantities.EnergyPriceUsDollarsPerKilowattHour, "Energy price", "USD/kWh", 0, 10),
        new(SiteQuantities.DomesticEnergyPriceUsDollarsPerKilowattHour, "Energy price, domestic chips only", "USD/kWh", 0, 10),
        new(SiteQuantities.FacilityUsDollarsPerKilowattMonth, "Facility", "USD/kW-month", 0, 1e4),
        new(SiteQuantities.CarbonKilogramsPerKilowattHour, "Carbon of the grid", "kg/kWh", 0, 2),
        new(EconomicsQuantities.NetworkCapexFraction, "Network over server cost", "", 0, 2),
        new(EconomicsQuantities.StorageCapexFraction, "Storage over server cost", "", 0, 2),
        new(EconomicsQuantities.InstallationCapexFraction, "Installation over server cost", "", 0, 2),
        new(EconomicsQuantities.AnnualSupportFraction, "Support over server cost, a year", "", 0, 1),
        new(EconomicsQuantities.StaffFullTimeEquivalentsPerMegawatt, "Staff per MW", "FTE/MW", 0, 1000),
        new(EconomicsQuantities.StaffUsDollarsPerYear, "Staff cost a year", "USD", 0, 1e7),
        new(EconomicsQuantities.MaximumLoadFraction, "Highest planned load", "", 0.05, 1),
        new(EconomicsQuantities.FailureReserveFraction, "Reserve for failed cards", "", 0, 0.9),
        new(EconomicsQuantities.MemoryUseFraction, "Share of memory in use", "", 0.1, 1),
        new(EconomicsQuantities.CardMemoryOverheadGigabytes, "Memory overhead per card", "GB", 0, 1000),
        new(EconomicsQuantities.TimeToFirstTokenFactor, "First token over bare prefill", "", 1, 100),
        new(EconomicsQuantities.SplitPrefillEfficiencyFraction, "Prefill rate kept when split", "", 0.05, 1),
        new(EconomicsQuantities.SplitDecodeEfficiencyFraction, "Decode rate kept when split", "", 0.05, 1),
        new(EconomicsQuantities.ExpertLoadSkew, "Busiest expert rank over mean", "", 1, 10),
        new(EconomicsQuantities.KeyValueTransferGigabytesPerSecond, "Cache hand-over", "GB/s", 0.01, 1e5),
        new(EconomicsQuantities.BridgePremiumFraction, "Premium of short-notice rental", "", 0, 10),
        new(EconomicsQuantities.SplitSoftwareUsDollars, "Split-serving software", "USD", 0, 1e10),
        new(EconomicsQuantities.UnhiddenFraction, "Share of reading or computing not hidden", "", 0, 1),
        new(EconomicsQuantities.EmbeddingLookupEfficiencyFraction, "Bandwidth reached by embedding rows", "", 0.01, 1),
    }.ToDictionary(info => info.Key, StringComparer.Ordinal);

    /// <summary>Finds a kind of quantity.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>What is known of it, or null for a key that the engine does not use.</returns>
    public static QuantityInfo? Find(string key) => s_infos.GetValueOrDefault(key);
}
