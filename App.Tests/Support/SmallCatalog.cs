using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using App.Engine.Catalog;

namespace App.Tests.Support;

/// <summary>Catalogues made of the real files: cut down where a test reads thousands of them, or with one file changed.</summary>
internal static partial class SmallCatalog
{
    private static readonly string[] s_kept =
    [
        "accelerators/atlas-350-112gb.json", "accelerators/ascend-950pr.json", "accelerators/h20-96gb.json", "accelerators/biren-br106.json",
        "models/qwen3-8b.json", "models/deepseek-v3.json", "models/dlrm-dcnv2.json", "sites/western-hub.json", "systems/unifiedbus.json",
    ];

    private static readonly string[] s_folders = ["accelerators/", "models/", "sites/", "systems/", "facts/", "cases/"];

    /// <summary>A sound catalogue with a few entries of each kind and only the facts that they name.</summary>
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
            .ToDictionary(file => file.Key, file => file.Key == "formats.json" ? WithoutUnknownAccelerators(file.Value) : file.Value);
        HashSet<string> named = [.. files.Values.SelectMany(text => FactId().Matches(text)).Select(match => match.Value)];
        foreach ((string path, string text) in all.Where(file => file.Key.StartsWith("facts/", StringComparison.Ordinal)))
        {
            JsonNode[] facts = [.. JsonNode.Parse(text)!.AsArray().Where(fact => named.Contains((string)fact!["id"]!)).Select(fact => fact!.DeepClone())];
            files.Add(path, new JsonArray(facts).ToJsonString());
        }

        return files;
    }

    private static string WithoutUnknownAccelerators(string formats)
    {
        JsonArray list = JsonNode.Parse(formats)!.AsArray();
        foreach (JsonNode? format in list)
        {
            format!["nativeOn"] = new JsonArray([.. format["nativeOn"]!.AsArray()
                .Where(id => s_kept.Contains($"accelerators/{id}.json")).Select(id => id!.DeepClone())]);
        }

        return list.ToJsonString();
    }

    [GeneratedRegex("(hw|nv|st)-[0-9]{4}")]
    private static partial Regex FactId();
}
