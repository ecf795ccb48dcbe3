using System.Text.Json;
using System.Text.Json.Serialization;
using App.Engine.Calibration;
using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Engine.Catalog;

/// <summary>How the catalogue's files are read: unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(Accelerator))]
[JsonSerializable(typeof(ModelArchitecture))]
[JsonSerializable(typeof(SystemDescription))]
[JsonSerializable(typeof(Site))]
[JsonSerializable(typeof(Economics))]
[JsonSerializable(typeof(List<NumberFormatInfo>))]
[JsonSerializable(typeof(List<Stack>))]
[JsonSerializable(typeof(List<SupportRow>))]
[JsonSerializable(typeof(List<MarketEvent>))]
[JsonSerializable(typeof(List<TimelineEvent>))]
[JsonSerializable(typeof(List<Fact>))]
[JsonSerializable(typeof(List<TestHardware>))]
[JsonSerializable(typeof(MeasurementNames))]
[JsonSerializable(typeof(List<OtherWorkMeasurement>))]
[JsonSerializable(typeof(EvidencePolicy))]
[JsonSerializable(typeof(List<IndependenceGroup>))]
[JsonSerializable(typeof(List<Claim>))]
[JsonSerializable(typeof(UncertaintyPolicy))]
internal sealed partial class CatalogJson : JsonSerializerContext;
