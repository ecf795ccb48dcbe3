using App.Client.Resources;
using App.Engine.Requirements;
using Microsoft.Extensions.Localization;

namespace App.Client.Scenarios;

/// <summary>A difference between two cases.</summary>
/// <param name="Label">What differs.</param>
/// <param name="Before">What stood there; null where it was added.</param>
/// <param name="After">What stands there now; null where it was removed.</param>
public sealed record CaseChange(string Label, string? Before, string? After)
{
    /// <summary>What was changed from one case to another; a whole workload, option or override that came or went is one change.</summary>
    public static IReadOnlyList<CaseChange> Between(ProcurementCase before, ProcurementCase after, IStringLocalizer<Texts> texts)
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

        changes.AddRange(now.Where(field => !oldOwners.Contains(Owner(field))).GroupBy(Owner)
            .Select(group => new CaseChange(group.First().Part, null, Summary(group))));
        changes.AddRange(old.Where(field => !nowOwners.Contains(Owner(field))).GroupBy(Owner)
            .Select(group => new CaseChange(group.First().Part, Summary(group), null)));
        return changes;
    }

    private static string Owner(CaseField field) => string.Join('/', field.Key.Split('/').SkipLast(1));

    private static string Summary(IEnumerable<CaseField> fields) => string.Join(", ", fields.Skip(1).Take(3).Select(field => field.Text));
}
