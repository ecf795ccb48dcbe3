using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Tests.Architecture;

namespace App.Tests.Engine.Catalog;

/// <summary>
/// The JSON Schemas beside the catalogue say what its files may hold. They are written from the records that read them
/// (PLANNER_WRITE_SCHEMAS=1 writes them anew), so that an editor and the engine refuse the same files.
/// </summary>
public sealed class SchemaTests
{
    private static readonly Dictionary<string, JsonTypeInfo> s_kinds = new()
    {
        ["accelerator"] = CatalogJson.Default.Accelerator,
        ["model"] = CatalogJson.Default.ModelArchitecture,
        ["system"] = CatalogJson.Default.SystemDescription,
        ["site"] = CatalogJson.Default.Site,
        ["economics"] = CatalogJson.Default.Economics,
        ["formats"] = CatalogJson.Default.ListNumberFormatInfo,
        ["stacks"] = CatalogJson.Default.ListStack,
        ["support"] = CatalogJson.Default.ListSupportRow,
        ["events"] = CatalogJson.Default.ListMarketEvent,
        ["timeline"] = CatalogJson.Default.ListTimelineEvent,
        ["facts"] = CatalogJson.Default.ListFact,
        ["procurement-case"] = CaseJson.Default.ProcurementCase,
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_OfAKindOfFile_IsThatOfTheRecordsThatReadIt(string kind)
    {
        string path = Path.Combine(SourceTree.Root, "App.Engine", "Catalog", "Schemas", kind + ".schema.json");
        JsonObject schema = s_kinds[kind].GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        string text = schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable("PLANNER_WRITE_SCHEMAS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
        Assert.Contains("\"additionalProperties\": false", text, StringComparison.Ordinal);
    }
}
