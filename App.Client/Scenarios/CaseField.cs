using App.Client.Formatting;
using App.Client.Resources;
using App.Engine.Catalog;
using App.Engine.Requirements;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>A field of a case as a person knows it.</summary>
/// <param name="Path">Where it stands, as problems name it: "workloads[0].promptTokens".</param>
/// <param name="Key">What it is, whatever stands before it: "workloads/chat/promptTokens".</param>
/// <param name="Part">What it belongs to; the same for all fields of a workload, option or override.</param>
/// <param name="Label">Its name in the form.</param>
/// <param name="Text">Its value with its unit.</param>
public sealed partial record CaseField(string Path, string Key, string Part, string Label, string Text)
{
    /// <summary>Whether it is what a key names, or belongs to it.</summary>
    /// <param name="key">A key, or where there are no ids a path.</param>
    public bool IsOf(string key) => IsWithin(Key, key) || IsWithin(Path, key);

    /// <summary>Every field of a case.</summary>
    public static IReadOnlyList<CaseField> Of(ProcurementCase entry, IStringLocalizer<Texts> texts)
    {
        List<CaseField> fields = [];
        void Add(string path, string label, string text) => fields.Add(new(path, path, texts["Case"], texts[label], text));
        Add("name", "CaseName", entry.Name);
        Add("note", "Note", entry.Note);
        Add("site.siteId", "Site", PlannerCatalog.Default.Sites.GetValueOrDefault(entry.Site.SiteId)?.Name ?? entry.Site.SiteId);
        Add("site.powerLimitMegawatts", "PowerLimit", $"{Show.Plain(entry.Site.PowerLimitMegawatts)} MW");
        Add("finance.budgetUsDollars", "Budget", $"{Show.Plain(entry.Finance.BudgetUsDollars / 1e6)} million USD");
        Add("finance.discountRateFraction", "DiscountRate", Percent(entry.Finance.DiscountRateFraction));
        Add("finance.horizonMonths", "Horizon", $"{entry.Finance.HorizonMonths} {texts["Months"]}");
        if (entry.Finance.BudgetYuan is { } yuan)
        {
            Add("finance.budgetYuan", "BudgetYuan", $"{Show.Plain(yuan / 1e6)} million CNY");
        }

        Add("finance.cashTiming", "CashTiming", texts[$"CashTiming.{entry.Finance.CashTiming}"]);
        Add("finance.depreciation", "Depreciation", texts[$"Depreciation.{entry.Finance.Depreciation}"]);
        if (entry.Finance.RefreshMonths is { } refresh)
        {
            Add("finance.refreshMonths", "Refresh", $"{refresh} {texts["Months"]}");
        }

        Add("site.facility", "Facility", texts[$"Facility.{entry.Site.Facility}"]);
        if (entry.Limits?.MinimumDomesticShareFraction is { } share)
        {
            Add("limits.minimumDomesticShareFraction", "DomesticShare", Percent(share));
        }

        if (entry.Limits?.DeliveredByMonth is { } month)
        {
            Add("limits.deliveredByMonth", "DeliveredBy", Show.Plain(month));
        }

        if (entry.Limits?.MaximumBridgeShareFraction is { } rented)
        {
            Add("limits.maximumBridgeShareFraction", "MaximumBridgeShare", Percent(rented));
        }

        if (entry.Events is { Count: > 0 } events)
        {
            Add("events", "Events", string.Join(", ", events.Select(id => PlannerCatalog.Default.Events.GetValueOrDefault(id)?.Name ?? id)));
        }

        Add("referenceOption", "ReferenceOption", entry.Options.FirstOrDefault(option => option.Id == entry.ReferenceOption)?.Name ?? entry.ReferenceOption);
        fields.AddRange(PolicyFields(entry, texts));
        fields.AddRange(entry.Workloads.SelectMany((work, index) => Of(work, index, texts)));
        fields.AddRange(entry.Options.SelectMany((option, index) => Of(option, index, texts)));
        fields.AddRange(entry.Overrides.SelectMany((own, index) => Of(own, index, texts)));
        return fields;
    }

    /// <summary>Key of the text for the mean rate of a kind of work.</summary>
    public static string RateLabel(WorkloadKind kind) => $"MeanRate.{kind}";

    /// <summary>Key of the text for the target to the first token or the answer.</summary>
    public static string AnswerLabel(WorkloadKind kind) => kind.WritesText() ? "FirstTokenTarget" : "AnswerTarget";

    /// <summary>Key of the text for the bits of the cache or of the embedding tables.</summary>
    public static string CacheLabel(WorkloadKind kind) => kind == WorkloadKind.Recommendation ? "EmbeddingBits" : "KeyValueBits";

    private static IEnumerable<CaseField> Of(Workload work, int index, IStringLocalizer<Texts> texts)
    {
        CaseField Field(string name, string label, string text) =>
            new($"workloads[{index}].{name}", $"workloads/{work.Id}/{name}", work.Name, texts[label], text);
        yield return Field("name", "WorkloadName", work.Name);
        yield return Field("kind", "WorkloadKind", texts[$"Kind.{work.Kind}"]);
        yield return Field("modelId", "Model", PlannerCatalog.Default.Models.GetValueOrDefault(work.ModelId)?.Name ?? work.ModelId);
        yield return Field("meanRequestsPerSecond", RateLabel(work.Kind), $"{Show.Plain(work.MeanRequestsPerSecond)} 1/s");
        yield return Field("peakToMeanRatio", "PeakToMean", Show.Plain(work.PeakToMeanRatio));
        yield return Field("growthPerYearFraction", "Growth", Percent(work.GrowthPerYearFraction));
        yield return Field("promptTokens", "PromptTokens", $"{Show.Plain(work.PromptTokens)} {texts["Tokens"]}");
        yield return Field("outputTokens", "OutputTokens", $"{Show.Plain(work.OutputTokens)} {texts["Tokens"]}");
        yield return Field("prefixHitFraction", "PrefixHit", Percent(work.PrefixHitFraction));
        yield return Field("draftTokens", "DraftTokens", Show.Plain(work.DraftTokens));
        yield return Field("draftAcceptanceFraction", "DraftAcceptance", Percent(work.DraftAcceptanceFraction));
        yield return Field(
            "timeToFirstTokenSeconds", AnswerLabel(work.Kind), $"{Show.Plain(work.TimeToFirstTokenSeconds)} s");
        yield return Field("timePerOutputTokenSeconds", "OutputTokenTarget", $"{Show.Plain(work.TimePerOutputTokenSeconds)} s");
        yield return Field("weightBits", "WeightBits", $"{work.WeightBits} bit");
        yield return Field("keyValueBits", CacheLabel(work.Kind), $"{work.KeyValueBits} bit");
    }

    private static IEnumerable<CaseField> Of(FleetOption option, int index, IStringLocalizer<Texts> texts)
    {
        CaseField Field(string name, string label, string text) =>
            new($"options[{index}].{name}", $"options/{option.Id}/{name}", option.Name, texts[label], text);
        yield return Field("name", "OptionName", option.Name);
        yield return Field("tenure", "Tenure", texts[$"{option.Tenure}"]);
        if (option.Tenure == Tenure.Buy)
        {
            yield return Field("financing", "Financing", texts[$"Financing.{option.Financing}"]);
        }

        if (option.Tranches is { } tranches)
        {
            yield return Field("tranches", "Tranches", string.Join(" + ", tranches.Select(tranche =>
                $"{Percent(tranche.ShareFraction)} ({texts["Month", tranche.OrderMonth].Value})")));
        }

        yield return Field("accelerators", "Accelerators", string.Join(" + ", option.Accelerators.Select(entry =>
            $"{PlannerCatalog.Default.Accelerators.GetValueOrDefault(entry.AcceleratorId)?.Name ?? entry.AcceleratorId} ({texts[$"Role.{entry.Role}"].Value}{(entry.Engine is { } engine ? $", {EngineName(engine, texts)}" : "")})")));
    }

    /// <summary>The name of a serving engine; empty for the one measured nearest.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="texts">The texts.</param>
    public static string EngineName(string id, IStringLocalizer<Texts> texts) =>
        id.Length == 0 ? texts["Engine.Nearest"] : PlannerCatalog.Default.EngineName(id);

    private static IEnumerable<CaseField> Of(AssumptionOverride own, int index, IStringLocalizer<Texts> texts)
    {
        string part = AssumptionName.Of(own.AssumptionId);
        yield return new(
            $"overrides[{index}].value", $"overrides/{own.AssumptionId}/value", part, texts["OwnValue"], OverrideText(own.AssumptionId, own.Value));
        yield return new($"overrides[{index}].reason", $"overrides/{own.AssumptionId}/reason", part, texts["Reason"], own.Reason);
    }

    /// <summary>A value of an assumption with its unit.</summary>
    /// <param name="path">Path of the assumption.</param>
    /// <param name="value">The value, in the unit of the assumption.</param>
    public static string OverrideText(string path, double value) =>
        $"{Show.Plain(value)} {AssumptionPath.Find(path, PlannerCatalog.Default)?.UnitSymbol}".TrimEnd();

    private static bool IsWithin(string place, string key) =>
        place.StartsWith(key, StringComparison.Ordinal) && (place.Length == key.Length || place[key.Length] is '/' or '.' or '[');

    private static string Percent(double fraction) => $"{Show.Plain(Math.Round(fraction * 100, 9))} %";
}
