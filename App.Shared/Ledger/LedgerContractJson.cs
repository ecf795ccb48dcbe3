using System.Text.Json.Serialization;
using App.Engine.Evidence;

namespace App.Shared.Ledger;

/// <summary>How the ledger's contracts are read and written in the browser and in request bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<AssumptionRow>))]
[JsonSerializable(typeof(AssumptionDocument))]
[JsonSerializable(typeof(List<EvidenceView>))]
[JsonSerializable(typeof(EvidenceView))]
[JsonSerializable(typeof(List<QueueItem>))]
[JsonSerializable(typeof(List<Conflict>))]
[JsonSerializable(typeof(List<LedgerValue>))]
[JsonSerializable(typeof(List<HistoryLine>))]
[JsonSerializable(typeof(List<ReportBar>))]
[JsonSerializable(typeof(LedgerHead))]
[JsonSerializable(typeof(RunEvidence))]
[JsonSerializable(typeof(NewAssumption))]
[JsonSerializable(typeof(NewEvidence))]
[JsonSerializable(typeof(NewAssertion))]
[JsonSerializable(typeof(NewAssertionVersion))]
[JsonSerializable(typeof(VersionStep))]
[JsonSerializable(typeof(VersionStepWithText))]
[JsonSerializable(typeof(ReturnVersion))]
[JsonSerializable(typeof(SignVersion))]
[JsonSerializable(typeof(DisputeVersion))]
[JsonSerializable(typeof(SettleDispute))]
[JsonSerializable(typeof(ReconfirmVersion))]
[JsonSerializable(typeof(ResolveConflict))]
[JsonSerializable(typeof(NewAnnotation))]
[JsonSerializable(typeof(ResolveAnnotation))]
[JsonSerializable(typeof(NewReport))]
[JsonSerializable(typeof(Written))]
[JsonSerializable(typeof(ThreeWay))]
public sealed partial class LedgerContractJson : JsonSerializerContext;
