using System.Text.Json.Serialization;

namespace App.Engine.Requirements;

/// <summary>How cases are read and written: unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    NewLine = "\n",
    WriteIndented = true)]
[JsonSerializable(typeof(ProcurementCase))]
internal sealed partial class CaseJson : JsonSerializerContext;
