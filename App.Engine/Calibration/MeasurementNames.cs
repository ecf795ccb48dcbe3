using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace App.Engine.Calibration;

/// <summary>A pattern and what it stands for; the first that matches counts.</summary>
public sealed record NameRule
{
    /// <summary>A regular expression over the lower-case text.</summary>
    public required string Pattern { get; init; }

    /// <summary>The id it stands for; null where it stands for something that is not evaluated.</summary>
    public string? Id { get; init; }

    /// <summary>Why it is not evaluated, where it is not.</summary>
    public string? Why { get; init; }
}

/// <summary>A text about number formats and the formats it stands for.</summary>
public sealed record FormatRule
{
    /// <summary>A regular expression over the lower-case text.</summary>
    public required string Pattern { get; init; }

    /// <summary>Format of the weights: "bf16", "fp8", "int8", "int4", "nvfp4" or "mxfp4".</summary>
    public required string Weights { get; init; }

    /// <summary>Format in which they are multiplied: "bf16", "fp8", "int8" or "fp4".</summary>
    public required string Activations { get; init; }
}

/// <summary>The formats to assume where a row does not say.</summary>
public sealed record DefaultFormatRule
{
    /// <summary>Id of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Maker of the hardware.</summary>
    public required string Vendor { get; init; }

    /// <summary>Format of the weights.</summary>
    public required string Weights { get; init; }

    /// <summary>Format in which they are multiplied.</summary>
    public required string Activations { get; init; }
}

/// <summary>Which text says how wide the elements of the key-value cache are.</summary>
public sealed record CacheRule
{
    /// <summary>"precision_kv", "model" or "source_title".</summary>
    public required string Field { get; init; }

    /// <summary>A regular expression over the lower-case text.</summary>
    public required string Pattern { get; init; }

    /// <summary>Only where weights have at most this many bits; null for any.</summary>
    public double? WeightsAtMostBits { get; init; }

    /// <summary>Bits per element.</summary>
    public required double Bits { get; init; }
}

/// <summary>Which text says how tokens are drafted, and the acceptance to assume with it.</summary>
public sealed record AcceptanceRule
{
    /// <summary>A regular expression over the lower-case text; a group "n" is the number of drafted tokens.</summary>
    public required string Pattern { get; init; }

    /// <summary>Which text: "notes", or "parallelism".</summary>
    public string Field { get => field ?? "notes"; init; }

    /// <summary>Name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Tokens drafted per step, where the text does not say.</summary>
    public double DraftTokens { get; init; }

    /// <summary>Share of drafted tokens accepted, each given that those before it were.</summary>
    public double Acceptance { get; init; }
}

/// <summary>Mean lengths of the data set of a benchmark that does not state them per row.</summary>
public sealed record DatasetRule
{
    /// <summary>Id of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Mean prompt, tokens.</summary>
    public required double PromptTokens { get; init; }

    /// <summary>Mean output, tokens.</summary>
    public required double OutputTokens { get; init; }

    /// <summary>Where they come from.</summary>
    public required string Basis { get; init; }
}

/// <summary>How many sequences an engine takes at a time unless it is told otherwise.</summary>
public sealed record SequenceLimitRule
{
    /// <summary>Id of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>Ids of hardware to which the rule is limited; empty for all.</summary>
    public IReadOnlyList<string> Hardware { get => field ?? []; init; }

    /// <summary>Sequences per group.</summary>
    public required double Sequences { get; init; }
}

/// <summary>How the words of published measurements translate into ids. Data, so that a new name needs no code.</summary>
public sealed record MeasurementNames
{
    private readonly ConcurrentDictionary<(string Table, string Text), NameRule?> _names = new();
    private readonly ConcurrentDictionary<string, FormatRule?> _formats = new();
    private readonly ConcurrentDictionary<string, Regex> _patterns = new();

    /// <summary>Accelerators.</summary>
    public required IReadOnlyList<NameRule> Hardware { get; init; }

    /// <summary>Models; spaces and underscores read as hyphens.</summary>
    public required IReadOnlyList<NameRule> Models { get; init; }

    /// <summary>Serving engines, over the text "engine on vendor".</summary>
    public required IReadOnlyList<NameRule> Engines { get; init; }

    /// <summary>Number formats.</summary>
    public required IReadOnlyList<FormatRule> Formats { get; init; }

    /// <summary>Number formats where nothing is said.</summary>
    public required IReadOnlyList<DefaultFormatRule> DefaultFormats { get; init; }

    /// <summary>Width of the cache.</summary>
    public required IReadOnlyList<CacheRule> CacheBits { get; init; }

    /// <summary>Speculative decoding.</summary>
    public required IReadOnlyList<AcceptanceRule> Acceptance { get; init; }

    /// <summary>Benchmarks' data sets.</summary>
    public required IReadOnlyList<DatasetRule> Datasets { get; init; }

    /// <summary>Sequences that engines take.</summary>
    public required IReadOnlyList<SequenceLimitRule> SequenceLimits { get; init; }

    /// <summary>Sequences that a deployment's engine takes per group.</summary>
    /// <param name="deployment">The deployment.</param>
    public double SequenceLimit(Deployment deployment) => SequenceLimits.FirstOrDefault(rule =>
        rule.Engine == deployment.EngineId
        && (rule.Hardware.Count == 0 || rule.Hardware.Contains(deployment.Hardware.Id)))?.Sequences ?? 2048;

    /// <summary>The rule for a hardware name, or null for an unknown one.</summary>
    /// <param name="name">As published.</param>
    public NameRule? FindHardware(string name) => Find("hardware", Hardware, name);

    /// <summary>The rule for a model name, or null for an unknown one.</summary>
    /// <param name="name">As published.</param>
    public NameRule? FindModel(string name) => Find("models", Models, name.Replace(' ', '-').Replace('_', '-'));

    /// <summary>The rule for an engine, or null for an unknown one. The same name is another program on another vendor's hardware.</summary>
    /// <param name="name">As published.</param>
    /// <param name="vendor">Who makes the hardware it ran on.</param>
    public NameRule? FindEngine(string name, string vendor) => Find("engines", Engines, $"{name} on {vendor}");

    /// <summary>The rule for a text about formats, or null for an unknown one.</summary>
    /// <param name="text">As published.</param>
    public FormatRule? FindFormat(string text) => _formats.GetOrAdd(
        text, static (text, names) => names.Formats.FirstOrDefault(rule => names.Matches(rule.Pattern, text.ToLowerInvariant())), this);

    /// <summary>Whether a pattern of these tables matches a text.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="lowerCase">The text in lower case.</param>
    internal bool Matches(string pattern, string lowerCase) => Pattern(pattern).IsMatch(lowerCase);

    /// <summary>The compiled pattern.</summary>
    /// <param name="pattern">A pattern of these tables.</param>
    internal Regex Pattern(string pattern) => _patterns.GetOrAdd(
        pattern, static pattern => new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    private NameRule? Find(string table, IReadOnlyList<NameRule> rules, string name) => _names.GetOrAdd(
        (table, name),
        static (key, state) => state.rules.FirstOrDefault(rule => state.names.Matches(rule.Pattern, key.Text.ToLowerInvariant())),
        (rules, names: this));
}
