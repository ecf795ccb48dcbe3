using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Engine.Catalog;

namespace App.Tests.Support;

/// <summary>Catalogues made of the real files: cut down where a test reads thousands of them, or with one file changed.</summary>
internal static partial class SmallCatalog
{
    private static readonly string[] s_kept =
    [
        "accelerators/atlas-350-112gb.json", "accelerators/ascend-950pr.json", "models/deepseek-v3.json", "models/dlrm-dcnv2.json",
        "sites/western-hub.json", "systems/unifiedbus.json",
    ];

    private static readonly string[] s_folders = ["accelerators/", "models/", "sites/", "systems/", "facts/", "cases/"];

    /// <summary>Maps of which two entries are enough.</summary>
    private static readonly string[] s_maps = ["quantities", "peakTeraflops", "clockDays", "categoryByQuantity"];

    /// <summary>Lists that must stay whole, for other members name their entries.</summary>
    private static readonly string[] s_whole = ["tiers", "phases"];

    private static readonly Dictionary<string, string> s_emptied = new()
    {
        ["calibration.json"] = "{}",
    };

    /// <summary>A sound catalogue with few entries of each kind, short lists and maps, and only the facts that they name.</summary>
    public static Dictionary<string, string> Files { get; } = Cut();

    /// <summary>The real files with some changed or added.</summary>
    /// <param name="changes">Text by path.</param>
    public static Dictionary<string, string> With(params (string Path, string Text)[] changes)
    {
        Dictionary<string, string> files = new(PlannerCatalog.EmbeddedFiles());
        foreach ((string path, string text) in changes)
        {
            files[path] = text;
        }

        return files;
    }

    private static Dictionary<string, string> Cut()
    {
        IReadOnlyDictionary<string, string> all = PlannerCatalog.EmbeddedFiles();
        var files = all.Where(file => s_kept.Contains(file.Key) || !s_folders.Any(folder => file.Key.StartsWith(folder, StringComparison.Ordinal)))
            .ToDictionary(file => file.Key, file => Shortened(file.Key, file.Value));
        HashSet<string> named = [.. files.Values.SelectMany(text => FactId().Matches(text)).Select(match => match.Value)];
        foreach ((string path, string text) in all.Where(file => file.Key.StartsWith("facts/", StringComparison.Ordinal)))
        {
            files.Add(path, Only(text, fact => named.Contains((string)fact["id"]!)).ToJsonString());
        }

        return files;
    }

    private static string Shortened(string path, string text)
    {
        // Names of measurements lead to accelerators and models that are cut, and the fuzzers have no reader for the calibration.
        if (s_emptied.TryGetValue(path, out string? emptied))
        {
            return emptied;
        }

        JsonNode root = path switch
        {
            // Formats and stacks are named elsewhere, so all of them stay.
            "support.json" => Only(text, row => (string?)row["accelerator"] is null or "*"),
            "measurements/hardware.json" => Only(text, hardware => (string?)hardware["id"] is "h200-nvl" or "h800-sxm"),
            "measurements/names.json" => OnlyRulesWithoutId(text),
            "measurements/other-work.json" => Only(text, row => (string?)row["hardware"] is "h200-nvl" && (string?)row["model"] is "dlrm-dcnv2"),
            _ => JsonNode.Parse(text)!,
        };
        if (path is not ("formats.json" or "stacks.json"))
        {
            Shorten(root);
        }
        else
        {
            foreach (JsonNode? entry in root.AsArray())
            {
                entry!.AsObject().Remove("nativeOn");
                Shorten(entry);
            }
        }

        return root.ToJsonString();
    }

    private static void Shorten(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            while (list.Count > 2 && !(list.Parent is JsonObject && s_whole.Contains(list.GetPropertyName())))
            {
                list.RemoveAt(2);
            }

            foreach (JsonNode? entry in list)
            {
                Shorten(entry);
            }
        }
        else if (node is JsonObject map)
        {
            if (map.Parent is JsonObject && s_maps.Contains(map.GetPropertyName()))
            {
                foreach (string key in map.Select(entry => entry.Key).Skip(2).ToList())
                {
                    map.Remove(key);
                }
            }

            foreach ((string _, JsonNode? member) in map)
            {
                Shorten(member);
            }
        }
    }

    private static JsonObject OnlyRulesWithoutId(string names)
    {
        JsonObject lists = JsonNode.Parse(names)!.AsObject();
        foreach (string key in lists.Where(list => list.Value is JsonArray).Select(list => list.Key).ToList())
        {
            lists[key] = Only(lists[key]!.ToJsonString(), rule => rule is not JsonObject || rule["id"] is null);
        }

        return lists;
    }

    private static JsonArray Only(string list, Func<JsonNode, bool> isKept) =>
        new([.. JsonNode.Parse(list)!.AsArray().Where(entry => isKept(entry!)).Select(entry => entry!.DeepClone())]);

    [GeneratedRegex("[a-z]{2}-[0-9]{4}")]
    private static partial Regex FactId();
}
