namespace App.Engine.Catalog;

/// <summary>A number the engine uses, with its range, its reasons and the facts behind it. Its unit is in the name of its key.</summary>
public sealed record Quantity
{
    /// <summary>The value; null where nothing usable was found.</summary>
    public double? Value { get; init; }

    /// <summary>A low but plausible value, about P10; the value itself where left out.</summary>
    public double? Low { get; init; }

    /// <summary>A high but plausible value, about P90; the value itself where left out.</summary>
    public double? High { get; init; }

    /// <summary>What was looked for, where there is no value.</summary>
    public string? NotKnown { get; init; }

    /// <summary>Why this value and this range.</summary>
    public string Basis { get => field ?? ""; init; }

    /// <summary>Whether the value is a judgement of ours, whatever facts it leans on.</summary>
    public bool Assumed { get; init; }

    /// <summary>Ids of the facts that support the value.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }

    /// <summary>What other sources say, side by side.</summary>
    public IReadOnlyList<Disagreement> Disagreements { get => field ?? []; init; }
}

/// <summary>A published figure that differs from the value in use.</summary>
public sealed record Disagreement
{
    /// <summary>Id of the fact that says so.</summary>
    public required string Fact { get; init; }

    /// <summary>What it says, in the quantity's unit, where it is a number.</summary>
    public double? Value { get; init; }

    /// <summary>Why it is not the value in use.</summary>
    public required string Why { get; init; }
}
