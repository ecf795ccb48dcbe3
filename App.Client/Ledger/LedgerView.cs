using App.Client.People;
using App.Client.Resources;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Ledger;

/// <summary>A component that shows or changes a part of the ledger.</summary>
public abstract class LedgerView : VisitView
{
    [Inject]
    public required IStringLocalizer<LedgerTexts> T { get; init; }

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    /// <summary>Sends a step about a slot with the revision that was seen.</summary>
    protected Task<string> StepAsync<TBody>(string path, TBody body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TBody> type, AssumptionDocument seen) =>
        Api.SendAsync(HttpMethod.Post, $"{ApiRoutes.Ledger}/{path}", body, type, Revision(seen.Revision));

    /// <summary>A revision as it stands in an ETag.</summary>
    protected static string Revision(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What a version asserts, with its unit, in the digits in which it may be typed again.</summary>
    protected static string Said(AssertionContent content) =>
        content.Statement ?? $"{Formatting.Show.Asserted(content.Value ?? double.NaN)} {content.Unit}".TrimEnd();

    /// <summary>Its range, where it has one.</summary>
    protected static string Range(AssertionContent content) => content is { Low: { } low, High: { } high } && low < high
        ? $"{Formatting.Show.Input(low)} – {Formatting.Show.Input(high)}" : "";

    /// <summary>Whether where a version stands is more than what its status and flags say beside it.</summary>
    protected static bool SaysMore(WorkflowState state, EvidenceStatus status) =>
        state != WorkflowState.Disputed && (state != WorkflowState.Verified || status != EvidenceStatus.Verified);

    /// <summary>The page of a slot.</summary>
    protected static string AddressOf(string assumptionId) => $"/ledger/{Uri.EscapeDataString(assumptionId).Replace("%2F", "/", StringComparison.Ordinal)}";
}
