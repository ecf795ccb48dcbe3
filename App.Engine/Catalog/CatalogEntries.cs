namespace App.Engine.Catalog;

/// <summary>Where a fleet may stand.</summary>
public sealed record Site
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Its quantities, by the keys of <see cref="SiteQuantities"/>.</summary>
    public required IReadOnlyDictionary<string, Quantity> Quantities { get; init; }
}

/// <summary>Numbers common to all options.</summary>
public sealed record Economics
{
    /// <summary>By the keys of <see cref="EconomicsQuantities"/>.</summary>
    public required IReadOnlyDictionary<string, Quantity> Quantities { get; init; }
}

/// <summary>A number format.</summary>
public sealed record NumberFormatInfo
{
    /// <summary>For instance "mxfp4".</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Bits per element with its share of scales.</summary>
    public required double BitsPerElement { get; init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>Accelerators with native support.</summary>
    public IReadOnlyList<string> NativeOn { get => field ?? []; init; }

    /// <summary>Facts about it.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }

    /// <summary>Where sources differ.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get => field ?? []; init; }
}

/// <summary>A software stack.</summary>
public sealed record Stack
{
    /// <summary>For instance "cann".</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>What is known of its maturity.</summary>
    public required string Description { get; init; }

    /// <summary>Facts behind that.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }
}

/// <summary>A system of many accelerators, or its fabric.</summary>
public sealed record SystemDescription
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Description { get; init; }

    /// <summary>Id of the accelerator in it, where that has an entry.</summary>
    public string? AcceleratorId { get; init; }

    /// <summary>Its quantities; the unit is in each key.</summary>
    public required IReadOnlyDictionary<string, Quantity> Quantities { get; init; }
}

/// <summary>An event that changed what can be bought.</summary>
public sealed record TimelineEvent
{
    /// <summary>Year-month-day.</summary>
    public required string Date { get; init; }

    /// <summary>What happened.</summary>
    public required string Text { get; init; }

    /// <summary>Facts behind it.</summary>
    public required IReadOnlyList<string> Facts { get; init; }
}

/// <summary>Keys of a site's quantities.</summary>
public static class SiteQuantities
{
    /// <summary>Site power over IT power.</summary>
    public const string PowerUsageEffectiveness = "powerUsageEffectiveness";

    /// <summary>Tariff, USD per kWh.</summary>
    public const string EnergyPriceUsDollarsPerKilowattHour = "energyPriceUsDollarsPerKilowattHour";

    /// <summary>Tariff where all accelerators on the site are domestic, USD per kWh.</summary>
    public const string DomesticEnergyPriceUsDollarsPerKilowattHour = "domesticEnergyPriceUsDollarsPerKilowattHour";

    /// <summary>Facility, USD per kW of IT nameplate power and month.</summary>
    public const string FacilityUsDollarsPerKilowattMonth = "facilityUsDollarsPerKilowattMonth";

    /// <summary>Carbon of the grid, kg per kWh.</summary>
    public const string CarbonKilogramsPerKilowattHour = "carbonKilogramsPerKilowattHour";
}

/// <summary>Keys of the quantities common to all options.</summary>
public static class EconomicsQuantities
{
    /// <summary>Of server cost.</summary>
    public const string NetworkCapexFraction = "networkCapexFraction";

    /// <summary>Of server cost.</summary>
    public const string StorageCapexFraction = "storageCapexFraction";

    /// <summary>Of server cost.</summary>
    public const string InstallationCapexFraction = "installationCapexFraction";

    /// <summary>Of server cost, a year.</summary>
    public const string AnnualSupportFraction = "annualSupportFraction";

    /// <summary>Staff per MW of IT nameplate power.</summary>
    public const string StaffFullTimeEquivalentsPerMegawatt = "staffFullTimeEquivalentsPerMegawatt";

    /// <summary>Per full-time equivalent, USD.</summary>
    public const string StaffUsDollarsPerYear = "staffUsDollarsPerYear";

    /// <summary>Highest load that keeps queues short.</summary>
    public const string MaximumLoadFraction = "maximumLoadFraction";

    /// <summary>Capacity kept for failed cards.</summary>
    public const string FailureReserveFraction = "failureReserveFraction";

    /// <summary>Share of memory that the engine may use.</summary>
    public const string MemoryUseFraction = "memoryUseFraction";

    /// <summary>Memory per card that is neither weights nor cache, GB.</summary>
    public const string CardMemoryOverheadGigabytes = "cardMemoryOverheadGigabytes";

    /// <summary>Time to the first token over the bare prefill time.</summary>
    public const string TimeToFirstTokenFactor = "timeToFirstTokenFactor";

    /// <summary>Share of its rate that a prefill pool keeps in a split fleet.</summary>
    public const string SplitPrefillEfficiencyFraction = "splitPrefillEfficiencyFraction";

    /// <summary>Share of its rate that a decode pool keeps in a split fleet.</summary>
    public const string SplitDecodeEfficiencyFraction = "splitDecodeEfficiencyFraction";

    /// <summary>Busiest expert rank over mean.</summary>
    public const string ExpertLoadSkew = "expertLoadSkew";

    /// <summary>Rate at which a prefill replica hands over its cache, GB/s.</summary>
    public const string KeyValueTransferGigabytesPerSecond = "keyValueTransferGigabytesPerSecond";

    /// <summary>Extra price of short-notice rental.</summary>
    public const string BridgePremiumFraction = "bridgePremiumFraction";

    /// <summary>One-off cost of serving split over two vendors' cards, USD.</summary>
    public const string SplitSoftwareUsDollars = "splitSoftwareUsDollars";

    /// <summary>Share of the shorter of reading and computing that large batches do not hide behind the longer.</summary>
    public const string UnhiddenFraction = "unhiddenFraction";

    /// <summary>Share of memory bandwidth that random embedding rows reach.</summary>
    public const string EmbeddingLookupEfficiencyFraction = "embeddingLookupEfficiencyFraction";
}
