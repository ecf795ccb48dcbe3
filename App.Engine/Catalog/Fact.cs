namespace App.Engine.Catalog;

/// <summary>A figure or statement as somebody published it.</summary>
public sealed record Fact
{
    /// <summary>Stable id, for instance "hw-0071".</summary>
    public required string Id { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Which property of it.</summary>
    public required string Attribute { get; init; }

    /// <summary>The value as published, in <see cref="Unit"/>.</summary>
    public string? Value { get; init; }

    /// <summary>The unit as published.</summary>
    public string? Unit { get; init; }

    /// <summary>Lower end where a range was published.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end where a range was published.</summary>
    public double? High { get; init; }

    /// <summary>Title of the source.</summary>
    public string? SourceTitle { get; init; }

    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Address of the source, where kept.</summary>
    public string? Url { get; init; }

    /// <summary>Whether the address is that of the page rather than of the publisher.</summary>
    public bool UrlComplete { get; init; }

    /// <summary>Date as published; may be approximate.</summary>
    public string? Date { get; init; }

    /// <summary>Kind of source.</summary>
    public string? SourceType { get; init; }

    /// <summary>Verified, VendorClaim, PressReport, AnalystEstimate, Unverified, Disputed or Memory-NotSourced.</summary>
    public required string Grade { get; init; }

    /// <summary>What to mind when using it.</summary>
    public string? Caveat { get; init; }
}
