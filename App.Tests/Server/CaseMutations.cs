using System.Text.Json.Nodes;
using App.Engine.Requirements;

namespace App.Tests.Server;

/// <summary>A case with one thing wrong.</summary>
/// <param name="Field">Where, as problems name it.</param>
/// <param name="What">What was done there.</param>
/// <param name="Case">The case.</param>
internal sealed record Mutation(string Field, string What, JsonNode Case)
{
    public override string ToString() => $"{Field} {What}";
}

/// <summary>Every way to spoil one place of the worked example, made from the example itself.</summary>
internal static class CaseMutations
{
    private static readonly string[] s_numbers = ["-1e300", "1e300", "-1e999", "1e999"];
    private static readonly string[] s_texts = ["a\u0000b", "\u001b[31m", new string('x', 5000)];
    private static readonly string[] s_freeTexts = ["name", "note", "reason"];
    private static readonly string[] s_ids = ["", "../../etc/passwd", "'; DROP TABLE Runs; --", "采购"];

    /// <summary>Wrong in shape whatever the place means: null, or of another type.</summary>
    public static IEnumerable<Mutation> WrongTypes()
    {
        foreach ((string path, JsonNode node) in Places())
        {
            yield return At(path, "null", null);
            foreach ((string what, JsonNode wrong) in Others(node))
            {
                yield return At(path, what, wrong);
            }
        }
    }

    /// <summary>One member taken away.</summary>
    public static IEnumerable<Mutation> Removals() => Places()
        .Where(place => place.Node.Parent is JsonObject)
        .Select(place => Change(place.Path, "removed", node => node.Parent!.AsObject().Remove(node.GetPropertyName())));

    /// <summary>One member too many in each object.</summary>
    public static IEnumerable<Mutation> Additions() => Places(includeRoot: true)
        .Where(place => place.Node is JsonObject)
        .Select(place => Change(place.Path, "with a member too many", node => node.AsObject().Add("surplus", 1)) with
        {
            Field = place.Path.Length > 0 ? $"{place.Path}.surplus" : "surplus",
        });

    /// <summary>Numbers that no member can take.</summary>
    public static IEnumerable<Mutation> ImpossibleNumbers() =>
        from place in Places()
        where place.Node.GetValueKind() == System.Text.Json.JsonValueKind.Number
        from number in s_numbers
        select At(place.Path, number, JsonNode.Parse(number));

    /// <summary>Texts that no member can take.</summary>
    public static IEnumerable<Mutation> ImpossibleTexts() =>
        from place in Places()
        where place.Node.GetValueKind() == System.Text.Json.JsonValueKind.String
        from text in s_texts
        select At(place.Path, $"a text of {text.Length}", JsonValue.Create(text));

    /// <summary>Ids and words that lead nowhere; names, reasons and the note are free text.</summary>
    public static IEnumerable<Mutation> UnknownIds() =>
        from place in Places()
        where place.Node.GetValueKind() == System.Text.Json.JsonValueKind.String && !s_freeTexts.Contains(place.Path.Split('.')[^1])
        from text in s_ids
        select At(place.Path, $"'{text}'", JsonValue.Create(text));

    /// <summary>Every place of the worked example with something in it.</summary>
    public static IEnumerable<(string Path, JsonNode Node)> Places(bool includeRoot = false)
    {
        JsonNode root = Example();
        return includeRoot ? Below(root).Prepend(("", root)) : Below(root);
    }

    public static JsonNode Example()
    {
        JsonNode root = JsonNode.Parse(CaseReader.Write(SeededCase.Create()))!;
        root["overrides"] = new JsonArray(new JsonObject
        {
            ["assumptionId"] = "sites/western-hub/powerUsageEffectiveness",
            ["value"] = 1.2,
            ["reason"] = "Our own site.",
        });
        return root;
    }

    /// <summary>The example with something else at a place.</summary>
    public static Mutation At(string path, string what, JsonNode? replacement) => Change(path, what, node =>
    {
        if (node.Parent is JsonArray list)
        {
            list[node.GetElementIndex()] = replacement?.DeepClone();
        }
        else
        {
            node.Parent![node.GetPropertyName()] = replacement?.DeepClone();
        }
    });

    private static Mutation Change(string path, string what, Action<JsonNode> change)
    {
        JsonNode root = Example();
        change(path.Length == 0 ? root : Below(root).Single(place => place.Path == path).Node);
        return new(path, what, root);
    }

    private static IEnumerable<(string What, JsonNode Wrong)> Others(JsonNode node)
    {
        if (node is not JsonObject)
        {
            yield return ("an object", new JsonObject());
        }

        if (node is not JsonArray)
        {
            yield return ("a list", new JsonArray());
        }

        yield return ("true", JsonValue.Create(true));
        if (node.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        {
            yield return ("'123,5'", JsonValue.Create("123,5"));
            yield return ("'NaN'", JsonValue.Create("NaN"));
        }
        else
        {
            yield return ("a number", JsonValue.Create(1));
        }
    }

    private static IEnumerable<(string Path, JsonNode Node)> Below(JsonNode node)
    {
        IEnumerable<(string Path, JsonNode Node)> children = node switch
        {
            JsonObject members => members.Select(member => (member.Key, member.Value!)),
            JsonArray entries => entries.Select((entry, index) => ($"[{index}]", entry!)),
            _ => [],
        };
        foreach ((string name, JsonNode child) in children)
        {
            yield return (name, child);
            foreach ((string path, JsonNode below) in Below(child))
            {
                yield return (path[0] == '[' ? name + path : $"{name}.{path}", below);
            }
        }
    }
}
