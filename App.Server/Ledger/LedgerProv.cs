using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Evidence;

namespace App.Server.Ledger;

/// <summary>
/// A ledger in the terms of W3C PROV (PROV-JSON): slots, versions and evidence are entities, events are activities, people and the
/// product are agents.
/// </summary>
internal static class LedgerProv
{
    private const string Ours = "planner:";
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    public static string Write(IReadOnlyList<LedgerEvent> events, LedgerState state)
    {
        JsonObject entity = [];
        JsonObject activity = [];
        JsonObject agent = [];
        Relations relations = new();
        foreach (EvidenceState evidence in state.Evidence.Values.OrderBy(evidence => evidence.Item.Id, StringComparer.Ordinal))
        {
            JsonObject attributes = new() { ["prov:type"] = Ours + "Evidence" };
            object?[] cells = EvidenceColumns.Cells(evidence.Item);
            for (int i = 0; i < cells.Length; i++)
            {
                if (cells[i] is { } cell)
                {
                    attributes[Ours + EvidenceColumns.Names[i]] = Convert.ToString(cell, CultureInfo.InvariantCulture);
                }
            }

            entity[Evidence(evidence.Item.Id)] = attributes;
        }

        foreach (AssumptionState slot in state.Assumptions.Values.OrderBy(slot => slot.Assumption.Id, StringComparer.Ordinal))
        {
            entity[$"{Ours}assumption/{slot.Assumption.Id}"] = new JsonObject
            {
                ["prov:type"] = Ours + "Assumption",
                [Ours + "subject"] = slot.Assumption.Subject,
                [Ours + "quantity"] = slot.Assumption.Quantity,
                [Ours + "unit"] = slot.Assumption.Unit,
                [Ours + "scope"] = string.Join("; ", slot.Assumption.Scope.Qualifiers),
                [Ours + "inUse"] = state.InUse(slot.Assumption.Id) is { } used ? Version(used.Ref) : null,
            };
        }

        foreach (LedgerEvent happened in events)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{Ours}event/{happened.Number}");
            string who = Ours + "agent/" + happened.Actor.Id;
            string when = happened.AtUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            agent.TryAdd(who, new JsonObject
            {
                ["prov:type"] = happened.Actor.Kind == ActorKind.System ? "prov:SoftwareAgent" : "prov:Person",
                ["prov:label"] = happened.Actor.Name,
            });
            JsonNode entry = JsonNode.Parse(happened.Payload)!;
            activity[id] = new JsonObject
            {
                ["prov:type"] = Ours + entry["type"]!.GetValue<string>(),
                ["prov:startTime"] = when,
                ["prov:endTime"] = when,
                [Ours + "hash"] = happened.Hash,
                [Ours + "entry"] = happened.Payload,
            };
            relations.Add("wasAssociatedWith", ("prov:activity", id), ("prov:agent", who));
            Relate(relations, happened, id, who, state, entity);
        }

        JsonObject document = new()
        {
            ["prefix"] = new JsonObject { ["prov"] = "http://www.w3.org/ns/prov#", ["planner"] = "urn:procurement-planner:ledger:1:" },
            ["entity"] = entity,
            ["activity"] = activity,
            ["agent"] = agent,
        };
        foreach ((string name, JsonObject relation) in relations.All)
        {
            document[name] = relation;
        }

        return document.ToJsonString(s_readable) + "\n";
    }

    /// <summary>The attributes of each evidence entity of a document.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> EvidenceRows(JsonNode? document)
    {
        if (document is not JsonObject root || root["entity"] is not JsonObject entities)
        {
            throw new ArgumentException("A PROV document has an object named entity.", nameof(document));
        }

        foreach ((string _, JsonNode? entity) in entities)
        {
            if (entity is JsonObject attributes && attributes["prov:type"]?.GetValue<string>() == Ours + "Evidence")
            {
                yield return attributes.Where(attribute => attribute.Key.StartsWith(Ours, StringComparison.Ordinal))
                    .ToDictionary(attribute => attribute.Key[Ours.Length..], attribute => attribute.Value?.GetValue<string>() ?? "", StringComparer.Ordinal);
            }
        }
    }

    private static void Relate(Relations relations, LedgerEvent happened, string id, string who, LedgerState state, JsonObject entity)
    {
        switch (happened.Entry)
        {
            case EvidenceRecorded recorded:
                relations.Add("wasGeneratedBy", ("prov:entity", Evidence(recorded.Item.Id)), ("prov:activity", id));
                break;
            case VersionDrafted drafted:
                VersionState version = state.Find(drafted.Ref)!;
                entity[Version(drafted.Ref)] = new JsonObject
                {
                    ["prov:type"] = Ours + "Assertion",
                    ["prov:value"] = drafted.Content.Value is { } value ? JsonValue.Create(value) : JsonValue.Create(drafted.Content.Statement),
                    [Ours + "low"] = drafted.Content.Low,
                    [Ours + "high"] = drafted.Content.High,
                    [Ours + "unit"] = drafted.Content.Unit,
                    [Ours + "basis"] = drafted.Content.Basis,
                    [Ours + "state"] = $"{version.Workflow}",
                    [Ours + "status"] = $"{state.StatusOf(version)}",
                };
                relations.Add("wasGeneratedBy", ("prov:entity", Version(drafted.Ref)), ("prov:activity", id));
                relations.Add("wasAttributedTo", ("prov:entity", Version(drafted.Ref)), ("prov:agent", who));
                relations.Add("specializationOf", ("prov:specificEntity", Version(drafted.Ref)), ("prov:generalEntity", $"{Ours}assumption/{drafted.AssumptionId}"));
                foreach (string evidence in drafted.Content.Evidence)
                {
                    relations.Add("wasDerivedFrom", ("prov:generatedEntity", Version(drafted.Ref)), ("prov:usedEntity", Evidence(evidence)));
                }

                if (drafted.Version > 1)
                {
                    relations.Add(
                        "wasDerivedFrom", ("prov:generatedEntity", Version(drafted.Ref)), ("prov:usedEntity", Version(new(drafted.AssertionId, drafted.Version - 1))),
                        ("prov:type", "prov:Revision"));
                }

                break;
            case VersionSuperseded or VersionWithdrawn or ReviewReturned { Rejected: true } or DisputeSettled { Upheld: false }:
                relations.Add("wasInvalidatedBy", ("prov:entity", Version(((VersionEntry)happened.Entry).Ref)), ("prov:activity", id));
                break;
            case VersionEntry step:
                relations.Add("used", ("prov:activity", id), ("prov:entity", Version(step.Ref)));
                break;
            default:
                break;
        }
    }

    private static string Version(VersionRef version) => string.Create(CultureInfo.InvariantCulture, $"{Ours}assertion/{version.AssertionId}/v{version.Version}");

    private static string Evidence(string id) => $"{Ours}evidence/{id}";

    private sealed class Relations
    {
        private int _count;

        public SortedDictionary<string, JsonObject> All { get; } = new(StringComparer.Ordinal);

        public void Add(string name, params ReadOnlySpan<(string Role, string Id)> ends)
        {
            JsonObject relation = [];
            foreach ((string role, string id) in ends)
            {
                relation[role] = id;
            }

            if (!All.TryGetValue(name, out JsonObject? list))
            {
                All.Add(name, list = []);
            }

            list[string.Create(CultureInfo.InvariantCulture, $"_:r{++_count}")] = relation;
        }
    }
}
