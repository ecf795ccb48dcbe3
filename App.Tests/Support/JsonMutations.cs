using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Tests.Support;

/// <summary>One change to a JSON document.</summary>
/// <param name="Path">Where.</param>
/// <param name="What">What was put there.</param>
/// <param name="Text">The changed document.</param>
internal sealed record JsonMutation(string Path, string What, string Text)
{
    public override string ToString() => $"{Path} = {What}";
}

/// <summary>Makes every systematic change to a JSON document: each member and each element, one at a time.</summary>
internal static class JsonMutations
{
    /// <summary>Values that stand in for another, as they are written in JSON.</summary>
    private static readonly string[] s_values =
    [
        "null", "true", "\"\"", "\"text\"", "\"123,5\"", "\"NaN\"", "\"Infinity\"", "[]", "{}", "[null]", "[[]]", "{\"x\":null}",
        "0", "-0", "-0.0", "-1", "-1e300", "1e300", "1e-300", "1e400", "-1e400", "0.5", "3000000000", "99999999999999999999", "7",
        "NaN", "Infinity", "-Infinity", "123,5", "01", "+1", ".5", "0x10", "'single'", "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b[31m\"",
        "\"\ud800\"", "\"Generation, Ranking\"", "\"generation\"", "\"../../etc/passwd\"", "undefined",
    ];

    /// <summary>The values that have broken readers most often, for documents too large for all of them.</summary>
    private static readonly string[] s_fewer =
        ["null", "true", "\"123,5\"", "\"\"", "[null]", "{\"x\":null}", "-0", "-1", "1e400", "NaN", "\"\\ud800\"", "\"\ud800\"", "7"];

    /// <summary>All changes to a document.</summary>
    /// <param name="json">The document.</param>
    public static IEnumerable<JsonMutation> All(string json) => Walk(json, s_values);

    /// <summary>The changes that have broken readers most often.</summary>
    /// <param name="json">The document.</param>
    public static IEnumerable<JsonMutation> Fewer(string json) => Walk(json, s_fewer);

    private static IEnumerable<JsonMutation> Walk(string json, string[] values)
    {
        JsonNode root = JsonNode.Parse(json)!;
        return new Walker(root, values).Walk(root, "$");
    }

    private sealed class Walker(JsonNode root, string[] values)
    {
        public IEnumerable<JsonMutation> Walk(JsonNode node, string path)
        {
            switch (node)
            {
                case JsonObject members:
                    foreach (string name in members.Select(member => member.Key).ToList())
                    {
                        foreach (JsonMutation mutation in Slot(members, name, $"{path}.{name}"))
                        {
                            yield return mutation;
                        }
                    }

                    yield return Marked(path, "an unknown member", () => members["unknownMember"] = 1, () => members.Remove("unknownMember"));
                    yield return Marked(path, "an upper-case member", () => members["ID"] = 1, () => members.Remove("ID"));
                    break;
                case JsonArray elements:
                    for (int i = 0; i < elements.Count; i++)
                    {
                        int index = i;
                        foreach (JsonMutation mutation in Element(elements, index, $"{path}[{i}]"))
                        {
                            yield return mutation;
                        }
                    }

                    yield return Marked(path, "a null more", () => elements.Add(null), () => elements.RemoveAt(elements.Count - 1));
                    break;
            }
        }

        private IEnumerable<JsonMutation> Slot(JsonObject members, string name, string path)
        {
            JsonNode? value = members[name];
            int index = members.IndexOf(name);
            foreach (string written in values)
            {
                yield return Replaced(path, written, marker => members[name] = marker, () => members[name] = value);
            }

            yield return Marked(path, "nothing", () => members.Remove(name), () => members.Insert(index, name, value));
            string text = root.ToJsonString();
            string member = $"{JsonSerializer.Serialize(name)}:{value?.ToJsonString() ?? "null"}";
            yield return new(path, "itself twice", ReplaceFirst(text, member, $"{member},{member}"));
            if (value is not null)
            {
                foreach (JsonMutation mutation in Walk(value, path))
                {
                    yield return mutation;
                }
            }
        }

        private IEnumerable<JsonMutation> Element(JsonArray elements, int index, string path)
        {
            JsonNode? value = elements[index];
            foreach (string written in values)
            {
                yield return Replaced(path, written, marker => elements[index] = marker, () => elements[index] = value);
            }

            yield return Marked(path, "nothing", () => elements.RemoveAt(index), () => elements.Insert(index, value));
            yield return Marked(
                path, "itself again", () => elements.Add(value?.DeepClone()), () => elements.RemoveAt(elements.Count - 1));
            if (value is not null)
            {
                foreach (JsonMutation mutation in Walk(value, path))
                {
                    yield return mutation;
                }
            }
        }

        private JsonMutation Replaced(string path, string written, Action<JsonNode> put, Action restore)
        {
            const string marker = "the value under test";
            put(JsonValue.Create(marker)!);
            string text = root.ToJsonString().Replace($"\"{marker}\"", written, StringComparison.Ordinal);
            restore();
            return new(path, written, text);
        }

        private JsonMutation Marked(string path, string what, Action change, Action restore)
        {
            change();
            string text = root.ToJsonString();
            restore();
            return new(path, what, text);
        }

        private static string ReplaceFirst(string text, string old, string replacement)
        {
            int at = text.IndexOf(old, StringComparison.Ordinal);
            return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + old.Length));
        }
    }
}
