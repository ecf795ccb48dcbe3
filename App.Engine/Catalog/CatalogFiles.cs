using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Calibration;
using App.Engine.Documents;
using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Engine.Catalog;

/// <summary>The files of a catalogue as read, before references are followed.</summary>
internal sealed class CatalogFiles
{
    private const int MaximumCharacters = 4_000_000;

    public List<Accelerator> Accelerators { get; } = [];

    public List<ModelArchitecture> Models { get; } = [];

    public List<SystemDescription> Systems { get; } = [];

    public List<Site> Sites { get; } = [];

    public List<NumberFormatInfo> Formats { get; private set; } = [];

    public List<Stack> Stacks { get; private set; } = [];

    public List<SupportRow> Support { get; private set; } = [];

    public List<MarketEvent> Events { get; private set; } = [];

    public List<TimelineEvent> Timeline { get; private set; } = [];

    public List<TestHardware> Hardware { get; private set; } = [];

    public MeasurementNames? Names { get; private set; }

    public string? Calibration { get; private set; }

    public List<OtherWorkMeasurement> OtherWork { get; private set; } = [];

    public List<Fact> Facts { get; } = [];

    public List<IndependenceGroup> IndependenceGroups { get; private set; } = [];

    public List<Claim> Claims { get; private set; } = [];

    public EvidencePolicy EvidencePolicy { get; private set; } = new();

    public UncertaintyPolicy? Uncertainty { get; private set; }

    public Economics Economics { get; private set; } = new() { Quantities = new Dictionary<string, Quantity>() };

    /// <summary>Reads files.</summary>
    /// <param name="files">Text of each file by its path.</param>
    /// <param name="withFacts">Whether facts are read too; they are most of the text.</param>
    /// <param name="strict">Whether every member is looked at; the files as delivered have passed that and are read faster without.</param>
    public static (CatalogFiles Files, List<CatalogProblem> Problems) Read(
        IReadOnlyDictionary<string, string> files, bool withFacts, bool strict)
    {
        CatalogFiles read = new();
        List<CatalogProblem> problems = [];
        foreach ((string name, string text) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            read.ReadOne(name, text, withFacts, strict, problems);
        }

        foreach (string needed in new[]
            {
                "economics.json", "events.json", "formats.json", "stacks.json", "support.json", "timeline.json", "evidence-policy.json",
                "independence.json", "claims.json", "uncertainty.json", "measurements/hardware.json", "measurements/names.json", "calibration.json",
            })
        {
            if (!files.ContainsKey(needed))
            {
                problems.Add(new(needed, "file", "missing", "a catalogue has this file"));
            }
        }

        NoDuplicates(read, problems);
        return (read, problems);
    }

    public static IReadOnlyDictionary<string, Fact> ReadFacts(IReadOnlyDictionary<string, string> files, bool strict)
    {
        CatalogFiles read = new();
        List<CatalogProblem> problems = [];
        foreach ((string name, string text) in files.Where(file => file.Key.StartsWith("facts/", StringComparison.Ordinal)))
        {
            read.ReadOne(name, text, withFacts: true, strict, problems);
        }

        return problems.Count > 0
            ? throw new CatalogException(problems)
            : read.Facts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
    }

    private void ReadOne(string name, string text, bool withFacts, bool strict, List<CatalogProblem> problems)
    {
        if (text.Length > MaximumCharacters)
        {
            problems.Add(new(name, "file", $"{text.Length} characters", $"at most {MaximumCharacters}"));
            return;
        }

        CatalogJson json = CatalogJson.Default;
        switch (name.Split('/'))
        {
            case ["accelerators", _]: Add(Accelerators, json.Accelerator); break;
            case ["models", _]: Add(Models, json.ModelArchitecture); break;
            case ["systems", _]: Add(Systems, json.SystemDescription); break;
            case ["sites", _]: Add(Sites, json.Site); break;
            case ["economics.json"]: Economics = Parse(json.Economics) ?? Economics; break;
            case ["events.json"]: Events = Parse(json.ListMarketEvent) ?? []; break;
            case ["formats.json"]: Formats = Parse(json.ListNumberFormatInfo) ?? []; break;
            case ["stacks.json"]: Stacks = Parse(json.ListStack) ?? []; break;
            case ["support.json"]: Support = Parse(json.ListSupportRow) ?? []; break;
            case ["timeline.json"]: Timeline = Parse(json.ListTimelineEvent) ?? []; break;
            case ["evidence-policy.json"]: EvidencePolicy = Parse(json.EvidencePolicy) ?? EvidencePolicy; break;
            case ["independence.json"]: IndependenceGroups = Parse(json.ListIndependenceGroup) ?? []; break;
            case ["claims.json"]: Claims = Parse(json.ListClaim) ?? []; break;
            case ["uncertainty.json"]: Uncertainty = Parse(json.UncertaintyPolicy); break;
            case ["facts", _]:
                if (withFacts)
                {
                    Facts.AddRange(Parse(json.ListFact) ?? []);
                }

                break;
            case ["measurements", "hardware.json"]: Hardware = Parse(json.ListTestHardware) ?? []; break;
            case ["measurements", "other-work.json"]: OtherWork = Parse(json.ListOtherWorkMeasurement) ?? []; break;
            case ["measurements", "names.json"]: Names = Parse(json.MeasurementNames) ?? Names; break;
            case ["calibration.json"]: Calibration = text; break;
            case ["cases", _]: break;
            default:
                problems.Add(new(name, "file", "not part of a catalogue", "accelerators/, models/, systems/, sites/, facts/, cases/, measurements/, "
                    + "economics.json, events.json, formats.json, stacks.json, support.json, timeline.json, evidence-policy.json, independence.json, "
                    + "claims.json, uncertainty.json"));
                break;
        }

        void Add<TEntry>(List<TEntry> list, JsonTypeInfo<TEntry> type)
            where TEntry : class
        {
            if (Parse(type) is { } entry)
            {
                list.Add(entry);
            }
        }

        TEntry? Parse<TEntry>(JsonTypeInfo<TEntry> type)
            where TEntry : class
        {
            try
            {
                if (!strict && JsonSerializer.Deserialize(text, type) is { } entry)
                {
                    return entry;
                }
            }
            catch (JsonException)
            {
                // The strict reading says where and why.
            }

            return StrictJson.Read(text, type, "file", (field, value, accepted) => problems.Add(new(name, field, value, accepted)));
        }
    }

    private static void NoDuplicates(CatalogFiles read, List<CatalogProblem> problems)
    {
        Check("accelerators", read.Accelerators.Select(entry => entry.Id));
        Check("models", read.Models.Select(entry => entry.Id));
        Check("systems", read.Systems.Select(entry => entry.Id));
        Check("sites", read.Sites.Select(entry => entry.Id));
        Check("formats.json", read.Formats.Select(entry => entry.Id));
        Check("stacks.json", read.Stacks.Select(entry => entry.Id));
        Check("events.json", read.Events.Select(entry => entry.Id));
        Check("facts", read.Facts.Select(entry => entry.Id));
        Check("measurements/hardware.json", read.Hardware.Select(entry => entry.Id));

        void Check(string where, IEnumerable<string> ids)
        {
            foreach (IGrouping<string, string> group in ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            {
                problems.Add(new(where, "id", $"'{group.Key}' twice", "each id once"));
            }
        }
    }
}
