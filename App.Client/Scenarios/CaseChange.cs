using App.Client.Resources;
using App.Engine.Catalog;
using App.Engine.Requirements;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>A difference between two cases.</summary>
/// <param name="Label">What differs.</param>
/// <param name="Before">What stood there; null where it was added.</param>
/// <param name="After">What stands there now; null where it was removed.</param>
public sealed record CaseChange(string Label, string? Before, string? After)
{
    /// <summary>
    /// What was changed from one case to another; a whole workload or option that came or went is one change, and an own value stands against
    /// the catalogue's.
    /// </summary>
    public static IReadOnlyList<CaseChange> Between(ProcurementCase before, ProcurementCase after, IStringLocalizer<Texts> texts, PlannerCatalog catalog)
    {
        IReadOnlyList<CaseField> old = CaseField.Of(before, texts);
        IReadOnlyList<CaseField> now = CaseField.Of(after, texts);
        Dictionary<string, CaseField> oldByKey = old.ToDictionary(field => field.Key);
        HashSet<string> oldOwners = [.. old.Select(Owner)];
        HashSet<string> nowOwners = [.. now.Select(Owner)];
        List<CaseChange> changes = [];
        foreach (CaseField field in now.Where(field => oldOwners.Contains(Owner(field))))
        {
            string? was = oldByKey.GetValueOrDefault(field.Key)?.Text;
            if (was != field.Text)
            {
                changes.Add(new($"{field.Part}: {field.Label}", was, field.Text));
            }
        }

        HashSet<string> nowKeys = [.. now.Select(field => field.Key)];
        changes.AddRange(old.Where(field => nowOwners.Contains(Owner(field)) && !nowKeys.Contains(field.Key))
            .Select(field => new CaseChange($"{field.Part}: {field.Label}", field.Text, null)));

        changes.AddRange(now.Where(field => !IsOverride(field) && !oldOwners.Contains(Owner(field))).GroupBy(Owner)
            .Select(group => new CaseChange(group.First().Part, null, Summary(group))));
        changes.AddRange(old.Where(field => !IsOverride(field) && !nowOwners.Contains(Owner(field))).GroupBy(Owner)
            .Select(group => new CaseChange(group.First().Part, Summary(group), null)));
        foreach (AssumptionOverride own in after.Overrides.ExceptBy(before.Overrides.Select(other => other.AssumptionId), other => other.AssumptionId))
        {
            changes.AddRange(Own(own, texts, catalog));
        }

        foreach (AssumptionOverride own in before.Overrides.ExceptBy(after.Overrides.Select(other => other.AssumptionId), other => other.AssumptionId))
        {
            changes.AddRange(Own(own, texts, catalog).Select(change => change with { Before = change.After, After = change.Before }));
        }

        return changes;
    }

    /// <summary>An own value that was entered: the catalogue's before, the own after; and its reason where somebody wrote one.</summary>
    private static IEnumerable<CaseChange> Own(AssumptionOverride own, IStringLocalizer<Texts> texts, PlannerCatalog catalog)
    {
        string name = AssumptionName.Of(own.AssumptionId);
        string? catalogued = AssumptionPath.QuantityAt(own.AssumptionId, catalog)?.Value is { } value ? CaseField.OverrideText(own.AssumptionId, value) : null;
        yield return new(name, catalogued is null ? null : texts["Overrides.InCatalogue", catalogued].Value, CaseField.OverrideText(own.AssumptionId, own.Value));
        if (own.Reason != texts["Overrides.Reason"])
        {
            yield return new($"{name}: {texts["Overrides.Why"]}", null, own.Reason);
        }
    }

    private static bool IsOverride(CaseField field) => field.Key.StartsWith("overrides/", StringComparison.Ordinal);

    private static string Owner(CaseField field) => string.Join('/', field.Key.Split('/').SkipLast(1));

    private static string Summary(IEnumerable<CaseField> fields) => string.Join(", ", fields.Skip(1).Take(3).Select(field => field.Text));
}
