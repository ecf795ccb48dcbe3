namespace App.Engine.Calibration;

/// <summary>
/// Hardware that somebody has measured on, in the unit in which measurements count it: a card, a module, a chip or one die.
/// It need not be for sale, so it carries only what serving time follows from.
/// </summary>
public sealed record TestHardware
{
    /// <summary>Lower-case letters, digits, dots and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Vendor { get; init; }

    /// <summary>Id of the same thing among the catalogue's accelerators, where it is one.</summary>
    public string? AcceleratorId { get; init; }

    /// <summary>Of these in a server.</summary>
    public required int CardsPerServer { get; init; }

    /// <summary>Of these in a scale-up island.</summary>
    public required int IslandCards { get; init; }

    /// <summary>Dense peak by number format, TFLOP/s.</summary>
    public required IReadOnlyDictionary<string, double> PeakTeraflops { get; init; }

    /// <summary>Memory, decimal GB.</summary>
    public required double MemoryGigabytes { get; init; }

    /// <summary>Memory bandwidth, decimal TB/s.</summary>
    public required double MemoryBandwidthTerabytesPerSecond { get; init; }

    /// <summary>Link inside an island, one way, GB/s.</summary>
    public required double IslandLinkGigabytesPerSecond { get; init; }

    /// <summary>Link between islands, one way each, GB/s.</summary>
    public required double BetweenIslandsLinkGigabytesPerSecond { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public required string Basis { get; init; }

    /// <summary>Facts of the catalogue behind them.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }

    /// <summary>The dense peak at which activations of a format are multiplied, TFLOP/s.</summary>
    /// <param name="activations">"bf16", "fp8", "int8" or "fp4".</param>
    /// <returns>The 16-bit peak where the format is not native: weights are then widened first.</returns>
    public double PeakFor(string activations)
    {
        double sixteen = PeakTeraflops["bf16"];
        double native = activations == "fp4"
            ? Math.Max(PeakTeraflops.GetValueOrDefault("nvfp4"), PeakTeraflops.GetValueOrDefault("mxfp4"))
            : PeakTeraflops.GetValueOrDefault(activations);
        return Math.Max(native, sixteen);
    }
}
