namespace App.Engine.Catalog;

/// <summary>What an entry is: chip is not card.</summary>
public enum AcceleratorEntity
{
    /// <summary>A processor; not bought by itself.</summary>
    Chip,

    /// <summary>A plug-in card.</summary>
    Card,

    /// <summary>A module on a server board.</summary>
    Module,
}

/// <summary>An accelerator that a fleet may be made of.</summary>
public sealed record Accelerator
{
    /// <summary>Lower-case letters, digits, dots and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Vendor { get; init; }

    /// <summary>Chip, card or module.</summary>
    public required AcceleratorEntity Entity { get; init; }

    /// <summary>Id of the chip on it, where that has an entry of its own.</summary>
    public string? ChipId { get; init; }

    /// <summary>Id of its software stack.</summary>
    public required string StackId { get; init; }

    /// <summary>Whether Chinese rules count it as domestic.</summary>
    public required bool IsDomesticInChina { get; init; }

    /// <summary>Whether it can be ordered as such.</summary>
    public required bool CanBePurchased { get; init; }

    /// <summary>What is known of getting it.</summary>
    public required string Availability { get; init; }

    /// <summary>Facts behind that.</summary>
    public IReadOnlyList<string> AvailabilityFacts { get => field ?? []; init; }

    /// <summary>Cards in a server.</summary>
    public int? CardsPerServer { get; init; }

    /// <summary>Cards in a scale-up island.</summary>
    public int? IslandCards { get; init; }

    /// <summary>Dense peak by number format, TFLOP/s.</summary>
    public required IReadOnlyDictionary<string, Quantity> PeakTeraflops { get; init; }

    /// <summary>Everything else, by the keys of <see cref="AcceleratorQuantities"/>.</summary>
    public required IReadOnlyDictionary<string, Quantity> Quantities { get; init; }
}

/// <summary>Keys of an accelerator's quantities; the unit is in the name.</summary>
public static class AcceleratorQuantities
{
    /// <summary>Memory, decimal GB.</summary>
    public const string MemoryGigabytes = "memoryGigabytes";

    /// <summary>Memory bandwidth, decimal TB/s.</summary>
    public const string MemoryBandwidthTerabytesPerSecond = "memoryBandwidthTerabytesPerSecond";

    /// <summary>Link inside an island, one way, GB/s.</summary>
    public const string IslandLinkGigabytesPerSecond = "islandLinkGigabytesPerSecond";

    /// <summary>Link between islands, one way per card, GB/s.</summary>
    public const string BetweenIslandsLinkGigabytesPerSecond = "betweenIslandsLinkGigabytesPerSecond";

    /// <summary>Full power, W.</summary>
    public const string ThermalDesignPowerWatts = "thermalDesignPowerWatts";

    /// <summary>Share of the server outside the card, W.</summary>
    public const string HostPowerWattsPerCard = "hostPowerWattsPerCard";

    /// <summary>Idle draw over full power.</summary>
    public const string IdlePowerFraction = "idlePowerFraction";

    /// <summary>Mean busy draw over full power.</summary>
    public const string LoadPowerFraction = "loadPowerFraction";

    /// <summary>Price of a card, USD.</summary>
    public const string PriceUsDollars = "priceUsDollars";

    /// <summary>Price of a server over the price of its cards.</summary>
    public const string ServerOverheadMultiplier = "serverOverheadMultiplier";

    /// <summary>Value after four years over price.</summary>
    public const string ResidualValueFraction = "residualValueFraction";

    /// <summary>Rent of a card, USD per hour.</summary>
    public const string RentalUsDollarsPerHour = "rentalUsDollarsPerHour";

    /// <summary>Order to service, months.</summary>
    public const string LeadTimeMonths = "leadTimeMonths";

    /// <summary>Time of prefill over that of the calibrated model.</summary>
    public const string PrefillErrorFactor = "prefillErrorFactor";

    /// <summary>Time of decode over that of the calibrated model.</summary>
    public const string DecodeErrorFactor = "decodeErrorFactor";

    /// <summary>Share of peak that dense products reach in large batches: encoders, vision, diffusion, recommendation.</summary>
    public const string BatchComputeEfficiencyFraction = "batchComputeEfficiencyFraction";

    /// <summary>Share of 16-bit peak that attention over a whole item reaches.</summary>
    public const string BatchAttentionEfficiencyFraction = "batchAttentionEfficiencyFraction";

    /// <summary>Share of memory bandwidth reached.</summary>
    public const string MemoryEfficiencyFraction = "memoryEfficiencyFraction";

    /// <summary>Share of link rate reached.</summary>
    public const string NetworkEfficiencyFraction = "networkEfficiencyFraction";

    /// <summary>Fixed cost of a collective, microseconds.</summary>
    public const string CollectiveLatencyMicroseconds = "collectiveLatencyMicroseconds";

    /// <summary>Fixed cost of a layer, microseconds.</summary>
    public const string LayerOverheadMicroseconds = "layerOverheadMicroseconds";

    /// <summary>Cards replaced a year.</summary>
    public const string AnnualFailureRateFraction = "annualFailureRateFraction";

    /// <summary>One-off cost of bringing a model to its software, USD.</summary>
    public const string MigrationUsDollarsPerModel = "migrationUsDollarsPerModel";

    /// <summary>Cards that one buyer can have delivered a month; no limit is known where it is left out.</summary>
    public const string SupplyCardsPerMonth = "supplyCardsPerMonth";
}
