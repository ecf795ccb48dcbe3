using App.Engine.Calibration;

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
        new(AcceleratorQuantities.PrefillErrorFactor, "Prefill time against the model", "", 0.05, 20),
        new(AcceleratorQuantities.DecodeErrorFactor, "Decode time against the model", "", 0.05, 20),
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
        new(EconomicsQuantities.PromptTimeVariation, "Variance of a prompt's time over its squared mean", "", 0, 10),
        new(EconomicsQuantities.KeyValueTransferGigabytesPerSecond, "Cache hand-over", "GB/s", 0.01, 1e5),
        new(EconomicsQuantities.BridgePremiumFraction, "Premium of short-notice rental", "", 0, 10),
        new(EconomicsQuantities.SplitSoftwareUsDollars, "Split-serving software", "USD", 0, 1e10),
        new(EconomicsQuantities.UnhiddenFraction, "Share of reading or computing not hidden", "", 0, 1),
        new(EconomicsQuantities.EmbeddingLookupEfficiencyFraction, "Bandwidth reached by embedding rows", "", 0.01, 1),
        new(SiteQuantities.OverheadFixedShareFraction, "Overhead that does not fall with load", "", 0, 1),
        new(SiteQuantities.PeakHoursPriceRatio, "Energy price in the eight peak hours over the mean", "", 0, 5),
        new(SiteQuantities.ValleyHoursPriceRatio, "Energy price in the eight valley hours over the mean", "", 0, 5),
        new(SiteQuantities.DemandChargeUsDollarsPerKilowattMonth, "Demand charge", "USD/kW-month", 0, 1000),
        new(SiteQuantities.FacilityBuildUsDollarsPerKilowatt, "Building the facility", "USD/kW", 0, 100000),
        new(SiteQuantities.FacilityUpkeepFraction, "Upkeep of an own facility, a year", "", 0, 1),
        new(SiteQuantities.FacilityLifeMonths, "Life of an own facility", "months", 12, 600),
        new(EconomicsQuantities.YuanPerUsDollar, "Yuan for a dollar", "CNY/USD", 0.1, 100),
        new(EconomicsQuantities.YuanValueChangePerYearFraction, "Change of the yuan's value in dollars, a year", "", -0.5, 0.5),
        new(EconomicsQuantities.GeneralInflationFraction, "General inflation, a year", "", -0.2, 1),
        new(EconomicsQuantities.StaffCostChangePerYearFraction, "Change of pay, a year", "", -0.5, 1),
        new(EconomicsQuantities.EnergyPriceChangePerYearFraction, "Change of the energy price, a year", "", -0.5, 1),
        new(EconomicsQuantities.CardPriceChangePerYearFraction, "Change of card prices, a year", "", -0.9, 1),
        new(EconomicsQuantities.RentalPriceChangePerYearFraction, "Change of rents, a year", "", -0.9, 1),
        new(EconomicsQuantities.ScaleUpNetworkCapexFraction, "Scale-up network over server cost", "", 0, 2),
        new(EconomicsQuantities.ServerProcessorsFraction, "Processors and memory in a server's price beside its cards", "", 0, 1),
        new(EconomicsQuantities.ServerChassisFraction, "Chassis, power and cooling in a server's price beside its cards", "", 0, 1),
        new(EconomicsQuantities.ServerAdaptersFraction, "Network adapters in a server's price beside its cards", "", 0, 1),
        new(EconomicsQuantities.SparePoolFraction, "Spare cards over cards", "", 0, 1),
        new(EconomicsQuantities.DepositFraction, "Deposit at the order", "", 0, 1),
        new(EconomicsQuantities.MilestoneFraction, "Payment at the milestone", "", 0, 1),
        new(EconomicsQuantities.MilestoneLeadFraction, "Milestone in the lead time", "", 0, 1),
        new(EconomicsQuantities.ImportDutyFraction, "Import duty", "", 0, 1),
        new(EconomicsQuantities.ValueAddedTaxFraction, "Value added tax on equipment", "", 0, 1),
        new(EconomicsQuantities.ValueAddedTaxRecoverableFraction, "Value added tax that is recovered", "", 0, 1),
        new(EconomicsQuantities.ValueAddedTaxRecoveryMonths, "Time to recover value added tax", "months", 1, 60),
        new(EconomicsQuantities.IncomeTaxFraction, "Income tax", "", 0, 0.9),
        new(EconomicsQuantities.DepreciationMonths, "Life for tax, equipment", "months", 12, 240),
        new(EconomicsQuantities.DepreciationSalvageFraction, "Not depreciated, equipment", "", 0, 0.9),
        new(EconomicsQuantities.NetworkPowerWattsPerCard, "Network power per card", "W", 0, 10000),
        new(EconomicsQuantities.PrefillPowerFactor, "Draw when reading prompts over mean busy draw", "", 0.1, 3),
        new(EconomicsQuantities.DecodePowerFactor, "Draw when writing outputs over mean busy draw", "", 0.1, 3),
        new(EconomicsQuantities.HoursLoadSpreadFraction, "Eight busiest hours between mean and busiest hour", "", 0, 1),
        new(EconomicsQuantities.RepairDays, "Time to repair a server", "days", 0, 365),
        new(EconomicsQuantities.WarrantyCoverFraction, "Failed cards replaced free", "", 0, 1),
        new(EconomicsQuantities.InsuranceFraction, "Insurance over equipment, a year", "", 0, 0.5),
        new(EconomicsQuantities.RentalCommitmentFraction, "Rented cards paid for when idle", "", 0, 1),
        new(EconomicsQuantities.LoanShareFraction, "Share of equipment on loan", "", 0, 1),
        new(EconomicsQuantities.LoanRateFraction, "Interest on the loan, a year", "", 0, 1),
        new(EconomicsQuantities.LoanMonths, "Term of the loan", "months", 1, 240),
        new(EconomicsQuantities.LeaseRateFraction, "Interest in the lease, a year", "", 0, 1),
        new(EconomicsQuantities.LeaseMonths, "Term of the lease", "months", 1, 240),
        new(EconomicsQuantities.LeaseResidualFraction, "Left to pay after the lease", "", 0, 1),
        new(StackQuantities.MaturityStartFraction, "Performance at the order over performance when mature", "", 0.01, 1),
        new(StackQuantities.MaturityMonths, "Time constant of software maturity", "months", 0.1, 240),
        new(StackQuantities.LicenceUsDollarsPerCardYear, "Software licences per card, a year", "USD", 0, 100000),
        new(StackQuantities.UpkeepFraction, "Upkeep of migrated models over their migration, a year", "", 0, 5),
        new(StackQuantities.DualRunningMonths, "Dual running", "months", 0, 60),
        new(StackQuantities.DualRunningShareFraction, "Work run twice", "", 0, 1),
        new(EventQuantities.ProbabilityFraction, "Probability", "", 0, 1),
        new(EventQuantities.StartMonth, "Month in which it happens", "months", 0, 180),
        new(EventQuantities.DurationMonths, "How long it lasts", "months", 0, 1000),
        new(EventQuantities.DeliveryFactor, "Deliveries over plan", "", 0, 10),
        new(EventQuantities.SlipMonths, "Slip of deliveries", "months", 0, 60),
        new(EventQuantities.CardPriceFactor, "Card price over plan", "", 0, 10),
        new(EventQuantities.RentalPriceFactor, "Rent over plan", "", 0, 10),
        new(EventQuantities.ResaleFactor, "Resale value over plan", "", 0, 10),
        new(EventQuantities.EnergyPriceFactor, "Energy price over plan", "", 0, 10),
        new(EventQuantities.CapacityFactor, "Performance over plan", "", 0.01, 10),
        new(EventQuantities.SupportEndsAfterMonths, "Support ends after", "months", 0, 240),
        new(AcceleratorQuantities.SupplyCardsPerMonth, "Cards that can be had a month", "cards/month", 1, 1e7),
    }.Concat(Calibrated()).DistinctBy(info => info.Key).ToDictionary(info => info.Key, StringComparer.Ordinal);

    /// <summary>Finds a kind of quantity.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>What is known of it, or null for a key that the engine does not use.</returns>
    public static QuantityInfo? Find(string key) => s_infos.GetValueOrDefault(key);

    private static IEnumerable<QuantityInfo> Calibrated() => ServingConstants.All.Select(constant => new QuantityInfo(
        constant.Key,
        char.ToUpperInvariant(constant.Meaning[0]) + constant.Meaning[1..],
        constant.Key switch
        {
            _ when constant.Key.EndsWith("Microseconds", StringComparison.Ordinal) => "µs",
            _ when constant.Key.EndsWith("Milliseconds", StringComparison.Ordinal) => "ms",
            _ when constant.Key.EndsWith("Tokens", StringComparison.Ordinal) => "tokens",
            _ when constant.Key.EndsWith("FlopPerByte", StringComparison.Ordinal) => "FLOP/B",
            _ => "",
        },
        constant.Scale == ConstantScale.Fraction ? 0.01 : constant.Key == "expertLoadSkew" ? 1 : 1e-3,
        constant.Scale == ConstantScale.Fraction ? 1 : 1e6));
}
