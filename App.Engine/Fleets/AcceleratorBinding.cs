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
    /// <summary>Binds what serving reads.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="table">The table.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="format">Format of the weights.</param>
    /// <param name="missing">Receives what is not known.</param>
    /// <param name="isLanguage">Whether a language model runs on it: its efficiencies are the calibration's, filled in later.</param>
    /// <param name="linkBeyondIslandKnown">
    /// Whether the link between islands is known. Where it is not, the slot is that of the link inside the island and only layouts
    /// inside an island may be evaluated, in which nothing goes over the other.
    /// </param>
    public static AcceleratorSlots Serving(
        CaseBinding binding, InputTable table, Accelerator card, NumberFormatInfo format, List<string> missing, bool isLanguage, out bool linkBeyondIslandKnown)
    {
        Slot Number(string key) => Quantity(binding, table, card, key, missing);
        Slot OfBatches(string key) => isLanguage ? default : Number(key);
        List<string> missingLink = [];
        Slot island = Number(Keys.IslandLinkGigabytesPerSecond);
        Slot beyond = Quantity(binding, table, card, Keys.BetweenIslandsLinkGigabytesPerSecond, missingLink);
        linkBeyondIslandKnown = missingLink.Count == 0;
        return new(
            Peak(binding, table, card, format.Id, missing),
            Peak(binding, table, card, "bf16", missing),
            Number(Keys.MemoryGigabytes),
            Number(Keys.MemoryBandwidthTerabytesPerSecond),
            island,
            linkBeyondIslandKnown ? beyond : island,
            OfBatches(Keys.BatchComputeEfficiencyFraction),
            OfBatches(Keys.BatchComputeEfficiencyFraction),
            OfBatches(Keys.MemoryEfficiencyFraction),
            OfBatches(Keys.NetworkEfficiencyFraction),
            OfBatches(Keys.CollectiveLatencyMicroseconds),
            OfBatches(Keys.LayerOverheadMicroseconds),
            Format(binding, table, format));
    }

    /// <summary>Binds what weights outside routed experts differ in, where a checkpoint keeps them in more bits than the experts.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="table">The table.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="model">The model.</param>
    /// <param name="format">Format of the experts.</param>
    /// <param name="slots">The accelerator bound to that.</param>
    public static AcceleratorSlots WithLinearWeights(
        CaseBinding binding, InputTable table, Accelerator card, ModelArchitecture model, NumberFormatInfo format, AcceleratorSlots slots)
    {
        double bits = model.LinearWeightBits ?? 8;
        if (!model.Counts.ContainsKey(ModelCounts.RoutedExperts) || bits <= format.BitsPerElement)
        {
            return slots;
        }

        List<string> missing = [];
        NumberFormatInfo linear = binding.Catalog.Formats[bits > 8 || !card.PeakTeraflops.ContainsKey("fp8") ? "bf16" : "fp8"];
        Slot peak = Peak(binding, table, card, linear.Id, missing);
        return slots with
        {
            LinearPeakTeraflops = missing.Count == 0 ? peak : slots.SixteenBitPeakTeraflops,
            LinearWeightBytes = Format(binding, table, binding.Catalog.Formats[bits > 8 ? "bf16" : "fp8"]),
        };
    }

    /// <summary>Binds what work in large batches without a cache reads beside that.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="table">The table.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="missing">Receives what is not known.</param>
    public static BatchWorkSlots BatchWork(CaseBinding binding, InputTable table, Accelerator card, List<string> missing) => new(
        Quantity(binding, table, card, Keys.BatchComputeEfficiencyFraction, missing),
        Quantity(binding, table, card, Keys.BatchAttentionEfficiencyFraction, missing),
        EconomyBinding.Economic(binding, table, EconomicsQuantities.UnhiddenFraction));

    public static Slot Format(CaseBinding binding, InputTable table, NumberFormatInfo format) => binding.Assume(table, new(
        $"formats/{format.Id}/bytesPerElement", $"{format.Name}: bytes per weight", new("B"), InputKind.Assumption,
        format.BitsPerElement / 8, format.BitsPerElement / 8, format.BitsPerElement / 8, EvidenceStatus.Corroborated,
        format.Description, format.Facts));

    public static PurchaseSlots Purchase(CaseBinding binding, Accelerator card, List<string> missing)
    {
        Slot Number(string key) => Quantity(binding, binding.Table, card, key, missing);
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
            card.Quantities.ContainsKey(Keys.SupplyCardsPerMonth) ? Number(Keys.SupplyCardsPerMonth) : null);
    }

    public static Slot Rental(CaseBinding binding, Accelerator card, List<string> missing) =>
        Quantity(binding, binding.Table, card, Keys.RentalUsDollarsPerHour, missing);

    private static Slot Quantity(CaseBinding binding, InputTable table, Accelerator card, string key, List<string> missing) =>
        binding.Add(table, $"accelerators/{card.Id}/{key}", card.Name, key, card.Quantities.GetValueOrDefault(key), missing);

    private static Slot Peak(CaseBinding binding, InputTable table, Accelerator card, string format, List<string> missing) => binding.Add(
        table, $"accelerators/{card.Id}/peakTeraflops/{format}", $"{card.Name}, {format.ToUpperInvariant()}", "peakTeraflops",
        card.PeakTeraflops.GetValueOrDefault(format), missing);
}
