namespace App.Engine.Evidence;

/// <summary>How reliable a source is (Admiralty code). F means that it cannot be judged, not that it is bad.</summary>
public enum SourceReliability
{
    /// <summary>Completely reliable.</summary>
    A,

    /// <summary>Usually reliable.</summary>
    B,

    /// <summary>Fairly reliable.</summary>
    C,

    /// <summary>Not usually reliable.</summary>
    D,

    /// <summary>Unreliable.</summary>
    E,

    /// <summary>Cannot be judged.</summary>
    F,
}

/// <summary>The two independent marks of the Admiralty code.</summary>
/// <param name="Reliability">Of the source, A to F.</param>
/// <param name="Credibility">Of this item: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.</param>
public sealed record Marks(SourceReliability Reliability, int Credibility)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Reliability}{Credibility}";
}

/// <summary>Something that somebody published or wrote down, which an assertion can rest on.</summary>
public sealed record EvidenceItem
{
    /// <summary>Stable id; of a catalogue fact, the fact's.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says, with value and unit as published.</summary>
    public required string Says { get; init; }

    /// <summary>Title of the source.</summary>
    public required string Title { get; init; }

    /// <summary>Who published it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Kind of source.</summary>
    public required string SourceType { get; init; }

    /// <summary>Address, https only; null where none was kept.</summary>
    public string? Url { get; init; }

    /// <summary>Where in the source: page, table, line.</summary>
    public string? Locator { get; init; }

    /// <summary>When it was published: year, year-month or year-month-day.</summary>
    public string? Published { get; init; }

    /// <summary>When somebody last looked at it: year-month-day.</summary>
    public string? Accessed { get; init; }

    /// <summary>Items of one group go back to one origin and count once.</summary>
    public required string IndependenceGroup { get; init; }

    /// <summary>Whether the source gains by being believed.</summary>
    public bool HasInterest { get; init; }

    /// <summary>Whether it is a primary document or log that agrees with a second reading.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>Whether it has been contradicted and cannot support anything.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>The two marks.</summary>
    public required Marks Marks { get; init; }

    /// <summary>What to mind when using it.</summary>
    public string? Caveat { get; init; }
}

/// <summary>An origin to which several publications go back.</summary>
public sealed record IndependenceGroup
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Name { get; init; }

    /// <summary>Why these are one.</summary>
    public required string Why { get; init; }

    /// <summary>Whether the origin gains by being believed.</summary>
    public bool HasInterest { get; init; }

    /// <summary>Which publications belong to it; the first group with a source that fits counts.</summary>
    public IReadOnlyList<GroupSource> Sources { get => field ?? []; init; }

    /// <summary>Ids of single facts that belong to it, whatever else their publication says.</summary>
    public IReadOnlyList<string> Facts { get => field ?? []; init; }
}

/// <summary>Publications that belong to a group.</summary>
public sealed record GroupSource
{
    /// <summary>The publisher, whole.</summary>
    public required string Publisher { get; init; }

    /// <summary>A part of the title; left out, all of the publisher's.</summary>
    public string? Title { get; init; }

    /// <summary>Whether a publication fits.</summary>
    /// <param name="publisher">Its publisher.</param>
    /// <param name="title">Its title.</param>
    public bool Fits(string publisher, string title) =>
        string.Equals(publisher, Publisher, StringComparison.OrdinalIgnoreCase)
        && (Title is null || title.Contains(Title, StringComparison.OrdinalIgnoreCase));
}
