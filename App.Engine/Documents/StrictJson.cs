using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace App.Engine.Documents;

/// <summary>
/// Reads JSON that must have exactly the shape of a type. The document is compared with the type before it is deserialized, so that what
/// is wrong is said as field, value and what would be accepted.
/// </summary>
public static class StrictJson
{
    private const int DeepestNesting = 16;
    private const int LongestValue = 80;

    /// <summary>Reads a document.</summary>
    /// <param name="json">The text.</param>
    /// <param name="type">What it is to become: its source-generated description.</param>
    /// <param name="name">What the document is called in messages about the whole of it.</param>
    /// <param name="report">Takes field, value and what would be accepted, once for everything that is wrong.</param>
    /// <returns>What was read; null where anything is wrong. Never throws on what the text contains.</returns>
    public static T? Read<T>(string json, JsonTypeInfo<T> type, string name, Action<string, string, string> report)
        where T : class
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            report(name, "not readable: it is empty", "JSON");
            return null;
        }

        bool sound = true;
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = DeepestNesting });
            CheckRepeated(document.RootElement, "", Note);
            if (!sound)
            {
                return null;
            }

            if (Fits(document.RootElement, type.Kind, type.Type))
            {
                Check(document.RootElement, type, "", Note);
            }
            else
            {
                Note(name, Shown(document.RootElement), Expected(type.Kind, type.Type));
            }

            return sound ? document.RootElement.Deserialize(type) : null;
        }
        catch (JsonException problem)
        {
            report(name, Unreadable(problem), "JSON");
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            // How System.Text.Json says that a text or a member's name holds half a surrogate pair.
            report(name, "not readable: half a character", "JSON");
        }

        return null;

        void Note(string field, string value, string accepted)
        {
            sound = false;
            report(field, value, accepted);
        }
    }

    /// <summary>Where and why a text is not JSON, in the words of every message about it.</summary>
    /// <param name="problem">What the parser says.</param>
    public static string Unreadable(JsonException problem)
    {
        string where = problem.LineNumber is { } line ? $" at line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
        return Quotable($"not readable{where}: {Reason(problem)}");
    }

    private static string Reason(JsonException problem) => problem.Message.StartsWith("Expected depth to be zero", StringComparison.Ordinal)
        ? "it ends before all is closed"
        : problem.Message.Split(" LineNumber:")[0].Split(" Path:")[0].ReplaceLineEndings(" ").TrimEnd('.');

    /// <summary>A member that stands twice has no value that everybody would read.</summary>
    private static void CheckRepeated(JsonElement element, string path, Action<string, string, string> report)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (JsonProperty member in element.EnumerateObject())
            {
                string at = Join(path, member.Name);
                if (!seen.Add(member.Name))
                {
                    report(at, "there twice", "once");
                }

                CheckRepeated(member.Value, at, report);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach ((int index, JsonElement entry) in element.EnumerateArray().Index())
            {
                CheckRepeated(entry, $"{path}[{index}]", report);
            }
        }
    }

    private static void Check(JsonElement element, JsonTypeInfo type, string path, Action<string, string, string> report)
    {
        Type plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (element.ValueKind == JsonValueKind.Null && plain != type.Type)
        {
            return;
        }

        string expected = Expected(type.Kind, plain);
        if (!Fits(element, type.Kind, plain))
        {
            report(path, Shown(element), expected);
            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckMembers(element, type, path, report);
                break;
            case JsonTypeInfoKind.Enumerable:
                int index = 0;
                foreach (JsonElement entry in element.EnumerateArray())
                {
                    Check(entry, type.Options.GetTypeInfo(type.ElementType!), $"{path}[{index++}]", report);
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                foreach (JsonProperty entry in element.EnumerateObject())
                {
                    Check(entry.Value, type.Options.GetTypeInfo(type.ElementType!), Join(path, entry.Name), report);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>A value as it is quoted in a message: at most 80 characters, none that would disturb the message.</summary>
    /// <param name="text">The value.</param>
    public static string Quotable(string text)
    {
        string plain = string.Concat(text.Take(LongestValue + 1).Select(letter => PlainText.IsDisruptive(letter) ? ' ' : letter));
        if (plain.Length <= LongestValue)
        {
            return plain;
        }

        // Half a surrogate pair is no text.
        int kept = LongestValue - (char.IsHighSurrogate(plain[LongestValue - 2]) ? 2 : 1);
        return plain[..kept] + "…";
    }

    private static void CheckMembers(JsonElement element, JsonTypeInfo type, string path, Action<string, string, string> report)
    {
        Dictionary<string, JsonPropertyInfo> members = type.Properties
            .Where(member => member.Set is not null || member.AssociatedParameter is not null)
            .ToDictionary(member => member.Name, StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty given in element.EnumerateObject())
        {
            string name = given.Name;
            seen.Add(name);
            if (!members.TryGetValue(name, out JsonPropertyInfo? member))
            {
                report(Join(path, name), "not a member", $"one of {string.Join(", ", members.Keys)}");
            }
            else if (given.Value.ValueKind != JsonValueKind.Null || !member.IsSetNullable)
            {
                Check(given.Value, type.Options.GetTypeInfo(member.PropertyType), Join(path, name), report);
            }
        }

        foreach (JsonPropertyInfo member in members.Values.Where(member => member.IsRequired && !seen.Contains(member.Name)))
        {
            JsonTypeInfo needed = type.Options.GetTypeInfo(member.PropertyType);
            report(Join(path, member.Name), "missing", Expected(needed.Kind, Nullable.GetUnderlyingType(needed.Type) ?? needed.Type));
        }
    }

    private static bool Fits(JsonElement element, JsonTypeInfoKind kind, Type plain) => kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => element.ValueKind == JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => element.ValueKind == JsonValueKind.Array,
        _ when plain.IsEnum => element.ValueKind == JsonValueKind.String && Names(plain, Text(element)),
        _ when plain == typeof(string) => element.ValueKind == JsonValueKind.String && Text(element) is not null,
        _ when plain == typeof(bool) => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ when plain == typeof(int) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _),
        _ when plain == typeof(long) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _),
        _ when plain == typeof(double) => element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number) && double.IsFinite(number),
        _ => true,
    };

    /// <summary>A name of an enumeration; of one that takes several, a list with commas.</summary>
    private static bool Names(Type plain, string? text) => plain.IsDefined(typeof(FlagsAttribute), inherit: false)
        ? text?.Split(',').All(name => Enum.GetNames(plain).Contains(name.Trim())) == true
        : Enum.GetNames(plain).Contains(text);

    private static string Expected(JsonTypeInfoKind kind, Type plain) => kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "a list",
        _ when plain.IsEnum => $"one of {string.Join(", ", Enum.GetNames(plain).Select(name => $"\"{name}\""))}",
        _ when plain == typeof(string) => "a text",
        _ when plain == typeof(bool) => "true or false",
        _ when plain == typeof(int) || plain == typeof(long) => "a whole number without quotes",
        _ => "a number without quotes, with a point before decimals, of at most 1.7E+308",
    };

    private static string Shown(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => Quotable(element.GetRawText()),
    };

    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: there is no such text.
            return null;
        }
    }

    private static string Join(string path, string name) =>
        path.Length > 0 ? $"{path}.{Quotable(name)}" : Quotable(name);
}
