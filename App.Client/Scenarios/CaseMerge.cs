using System.Text.Json;
using System.Text.Json.Nodes;
using App.Engine.Requirements;

namespace App.Client.Scenarios;

/// <summary>Something that both sides changed differently.</summary>
/// <param name="Key">What, as <see cref="CaseField.Key"/> has it: "finance.horizonMonths", "workloads/chat/promptTokens", "options/mixed" for a whole one.</param>
/// <param name="Before">What stood there, as in a case file; null where nothing did, as for the sides.</param>
/// <param name="Mine">One side.</param>
/// <param name="Theirs">The other side.</param>
public sealed record MergeQuestion(string Key, string? Before, string? Mine, string? Theirs);

/// <summary>
/// Two cases that were made from a third, put together: what only one side changed is taken from it, whatever both changed alike is taken once, and what
/// both changed differently is asked. Workloads, options and whatever else has an id are told apart by it, wherever they stand.
/// </summary>
public sealed class CaseMerge
{
    private readonly JsonNode _origin;
    private readonly JsonNode _mine;
    private readonly JsonNode _theirs;

    /// <summary>Compares the three.</summary>
    /// <param name="origin">What both were made from.</param>
    /// <param name="mine">One side.</param>
    /// <param name="theirs">The other side.</param>
    public CaseMerge(ProcurementCase origin, ProcurementCase mine, ProcurementCase theirs)
    {
        (_origin, _mine, _theirs) = (Node(origin), Node(mine), Node(theirs));
        List<MergeQuestion> open = [];
        _ = Merged(_origin, _mine, _theirs, "", question =>
        {
            open.Add(question);
            return false;
        });
        Open = open;
    }

    /// <summary>What both changed differently.</summary>
    public IReadOnlyList<MergeQuestion> Open { get; }

    /// <summary>The case with both sides' changes. It need not be sound: each side's can be without the other's.</summary>
    /// <param name="theirs">Keys for which the other side's is taken; for the others of <see cref="Open"/> one's own stays.</param>
    public ProcurementCase Result(IReadOnlySet<string> theirs) =>
        Merged(_origin, _mine, _theirs, "", question => theirs.Contains(question.Key)).Deserialize(DraftJson.Default.ProcurementCase)!;

    private static JsonNode Node(ProcurementCase procurement) => JsonNode.Parse(CaseReader.Write(procurement))!;

    /// <param name="origin">What both were made from; null where it is not there, as for the sides.</param>
    /// <param name="mine">One side.</param>
    /// <param name="theirs">The other side.</param>
    /// <param name="key">What it is.</param>
    /// <param name="takesTheirs">Asked where both changed it differently.</param>
    private static JsonNode? Merged(JsonNode? origin, JsonNode? mine, JsonNode? theirs, string key, Func<MergeQuestion, bool> takesTheirs)
    {
        if (JsonNode.DeepEquals(mine, theirs) || JsonNode.DeepEquals(theirs, origin))
        {
            return mine?.DeepClone();
        }

        if (JsonNode.DeepEquals(mine, origin))
        {
            return theirs?.DeepClone();
        }

        // An own value and its reason belong together.
        if ((origin, mine, theirs) is (JsonObject was, JsonObject here, JsonObject there) && !here.ContainsKey(OverrideId))
        {
            JsonObject both = [];
            foreach (string name in here.Concat(there).Select(member => member.Key).Distinct())
            {
                if (Merged(was[name], here[name], there[name], key.Length == 0 ? name : $"{key}{(IsEntry(here) ? '/' : '.')}{name}", takesTheirs) is { } member)
                {
                    both.Add(name, member);
                }
            }

            return both;
        }

        if (Entries(origin) is { } before && Entries(mine) is { } own && Entries(theirs) is { } other)
        {
            JsonArray both = [];
            foreach (string id in own.Keys.Concat(other.Keys).Distinct())
            {
                if (Merged(before.GetValueOrDefault(id), own.GetValueOrDefault(id), other.GetValueOrDefault(id), $"{key}/{id}", takesTheirs) is { } entry)
                {
                    both.Add(entry);
                }
            }

            return both;
        }

        return (takesTheirs(new(key, origin?.ToJsonString(), mine?.ToJsonString(), theirs?.ToJsonString())) ? theirs : mine)?.DeepClone();
    }

    private const string Id = "id";
    private const string OverrideId = "assumptionId";

    private static bool IsEntry(JsonObject entry) => entry.ContainsKey(Id);

    /// <summary>The entries of a list by their ids; null where it is no list, or one of things without ids.</summary>
    private static Dictionary<string, JsonNode>? Entries(JsonNode? list)
    {
        Dictionary<string, JsonNode> entries = [];
        foreach (JsonNode? entry in list as JsonArray ?? [null])
        {
            if (entry is not JsonObject named || (named[Id] ?? named[OverrideId])?.GetValue<string>() is not { } id || !entries.TryAdd(id, named))
            {
                return null;
            }
        }

        return entries;
    }
}
