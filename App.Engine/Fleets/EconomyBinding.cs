using App.Engine.Calibration;
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
        Skew(binding),
        Economic(binding, Keys.KeyValueTransferGigabytesPerSecond),
        Economic(binding, Keys.EmbeddingLookupEfficiencyFraction),
        new(Economic(binding, Keys.MaximumLoadFraction), Economic(binding, Keys.PromptTimeVariation)));

    public static EconomySlots Economy(CaseBinding binding)
    {
        Slot Number(string key) => Economic(binding, key);
        return new(
            binding.Require("finance/discountRateFraction", "Discount rate a year", Unit.One, binding.Case.Finance.DiscountRateFraction),
            Number(Keys.MaximumLoadFraction),
            Number(Keys.FailureReserveFraction),
            Number(Keys.BridgePremiumFraction),
            Number(Keys.SplitSoftwareUsDollars),
            new(
                Number(Keys.GeneralInflationFraction),
                Number(Keys.StaffCostChangePerYearFraction),
                Number(Keys.EnergyPriceChangePerYearFraction),
                Number(Keys.CardPriceChangePerYearFraction),
                Number(Keys.RentalPriceChangePerYearFraction),
                Number(Keys.YuanValueChangePerYearFraction)),
            new(
                Number(Keys.NetworkCapexFraction),
                Number(Keys.ScaleUpNetworkCapexFraction),
                Number(Keys.StorageCapexFraction),
                Number(Keys.InstallationCapexFraction),
                Number(Keys.SparePoolFraction),
                Number(Keys.ServerProcessorsFraction),
                Number(Keys.ServerChassisFraction),
                Number(Keys.ServerAdaptersFraction),
                Number(Keys.DepositFraction),
                Number(Keys.MilestoneFraction),
                Number(Keys.MilestoneLeadFraction),
                Number(Keys.ImportDutyFraction)),
            new(
                Number(Keys.AnnualSupportFraction),
                Number(Keys.StaffFullTimeEquivalentsPerMegawatt),
                Number(Keys.StaffUsDollarsPerYear),
                Number(Keys.NetworkPowerWattsPerCard),
                Number(Keys.PrefillPowerFactor),
                Number(Keys.DecodePowerFactor),
                Number(Keys.HoursLoadSpreadFraction),
                Number(Keys.RepairDays),
                Number(Keys.WarrantyCoverFraction),
                Number(Keys.InsuranceFraction),
                Number(Keys.RentalCommitmentFraction)),
            new(
                Number(Keys.ValueAddedTaxFraction),
                Number(Keys.ValueAddedTaxRecoverableFraction),
                Number(Keys.ValueAddedTaxRecoveryMonths),
                Number(Keys.IncomeTaxFraction),
                Number(Keys.DepreciationMonths),
                Number(Keys.DepreciationSalvageFraction)));
    }

    /// <summary>A number of the economy.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue does not have it.</exception>
    public static Slot Economic(CaseBinding binding, string key) => Economic(binding, binding.Table, key);

    /// <summary>A number of the economy, set into another table.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue does not have it.</exception>
    public static Slot Economic(CaseBinding binding, InputTable table, string key) =>
        Known(binding, table, $"economics/{key}", "", key, binding.Catalog.Economics.Quantities);

    /// <summary>A number of the catalogue that must be there.</summary>
    /// <exception cref="KeyNotFoundException">The catalogue does not have it.</exception>
    public static Slot Known(
        CaseBinding binding, InputTable table, string id, string subject, string key, IReadOnlyDictionary<string, Quantity> quantities)
    {
        List<string> missing = [];
        Slot slot = binding.Add(table, id, subject, key, quantities.GetValueOrDefault(key), missing);
        return missing.Count == 0 ? slot : throw new KeyNotFoundException(missing[0]);
    }

    private static Slot Skew(CaseBinding binding)
    {
        const string Key = "expertLoadSkew";
        string path = ServingCalibration.PathOf(ServingCalibration.AllEngines, Key);
        return Known(
            binding, binding.Table, path, AssumptionPath.SubjectOf(ServingCalibration.AllEngines), Key,
            new Dictionary<string, Quantity> { [Key] = binding.Catalog.Serving.Quantities[path] });
    }
}
