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

    /// <summary>The serving engines that run on it; the usual one first.</summary>
    public IReadOnlyList<ServingEngine> Engines { get => field ?? []; init; }

    /// <summary>Date of the software for which is planned, year and month.</summary>
    public string SoftwareDate { get => field ?? ""; init; }

    /// <summary>Its quantities, by the keys of <see cref="StackQuantities"/>.</summary>
    public IReadOnlyDictionary<string, Quantity> Quantities { get => field ?? new Dictionary<string, Quantity>(); init; }
}

/// <summary>A serving engine: the program that runs language models on a stack.</summary>
/// <param name="Id">As the calibration and cases name it, for instance "vllm-ascend".</param>
/// <param name="Name">What a person reads.</param>
public sealed record ServingEngine(string Id, string Name);

/// <summary>Whose cards an event is about.</summary>
public enum EventScope
{
    /// <summary>All cards.</summary>
    All,

    /// <summary>Cards that Chinese rules count as domestic.</summary>
    Domestic,

    /// <summary>Cards that they do not.</summary>
    Foreign,
}

/// <summary>Something that may happen after the order and changes what it is worth.</summary>
public sealed record MarketEvent
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>What happens.</summary>
    public required string Description { get; init; }

    /// <summary>Whose cards it is about.</summary>
    public required EventScope Scope { get; init; }

    /// <summary>Id of the software stack it is about, where it is about one.</summary>
    public string? StackId { get; init; }

    /// <summary>Its quantities, by the keys of <see cref="EventQuantities"/>.</summary>
    public required IReadOnlyDictionary<string, Quantity> Quantities { get; init; }
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
