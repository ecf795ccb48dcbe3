using App.Engine.Catalog;

namespace App.Engine.Evidence;

/// <summary>The four words. One rule for the catalogue and for the ledger.</summary>
public static class EvidenceLabels
{
    /// <summary>The word for a number that nobody has signed for.</summary>
    /// <param name="isJudgement">Whether it is a judgement, whatever it leans on.</param>
    /// <param name="support">The evidence behind it.</param>
    /// <returns>
    /// Assumed without usable evidence; Corroborated where two independent origins agree, or a primary document without an interest
    /// confirms it; else Claimed.
    /// </returns>
    public static EvidenceStatus BeforeReview(bool isJudgement, IEnumerable<EvidenceItem> support)
    {
        if (isJudgement)
        {
            return EvidenceStatus.Assumed;
        }

        List<EvidenceItem> usable = [.. support.Where(item => !item.IsDisputed && item.IndependenceGroup != OwnGroup)];
        if (usable.Count == 0)
        {
            return EvidenceStatus.Assumed;
        }

        bool confirmed = usable.Any(item => item.IsPrimary && !item.HasInterest)
            || usable.Select(item => item.IndependenceGroup).Distinct(StringComparer.Ordinal).Count() > 1;
        return confirmed ? EvidenceStatus.Corroborated : EvidenceStatus.Claimed;
    }

    /// <summary>Group of what we derived or remembered ourselves; it supports nothing.</summary>
    public const string OwnGroup = "own";

    /// <summary>A fact of the catalogue as evidence.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="groups">The independence groups.</param>
    /// <param name="policy">The rules.</param>
    public static EvidenceItem Item(Fact fact, IReadOnlyList<IndependenceGroup> groups, EvidencePolicy policy)
    {
        (string publisher, string title, string type) = (fact.Publisher ?? "", fact.SourceTitle ?? "", fact.SourceType ?? "");
        bool isOwn = policy.OwnSourceTypes.Contains(type) || fact.Grade == "Memory-NotSourced";
        IndependenceGroup? group = groups.FirstOrDefault(entry => entry.Facts.Contains(fact.Id))
            ?? groups.FirstOrDefault(entry => entry.Sources.Any(source => source.Fits(publisher, title)));
        return new()
        {
            Id = fact.Id,
            Subject = fact.Subject,
            Says = $"{fact.Attribute}: {fact.Value} {(fact.Unit is "text" or "-" or "date" ? "" : fact.Unit)}".TrimEnd(),
            Title = OrNone(title),
            Publisher = OrNone(publisher),
            SourceType = OrNone(type),
            Url = fact.Url is { } url && url.StartsWith("https://", StringComparison.Ordinal) ? url : null,
            Locator = fact.UrlComplete ? null : "The address leads to the publisher only, or none was kept; search by title.",
            Published = fact.Date,
            IndependenceGroup = isOwn ? OwnGroup : group?.Id ?? Slug(publisher),
            HasInterest = group?.HasInterest == true || policy.InterestedSourceTypes.Contains(type),
            IsPrimary = fact.Grade == "Verified",
            IsDisputed = fact.Grade == "Disputed",
            Marks = new(
                policy.ReliabilityBySourceType.GetValueOrDefault(type, SourceReliability.F),
                policy.CredibilityByGrade.GetValueOrDefault(fact.Grade, 6)),
            Caveat = fact.Caveat,
        };
    }

    private static string OrNone(string text) => text.Length == 0 ? "none" : text;

    private static string Slug(string publisher)
    {
        string slug = string.Join('-', new string([.. publisher.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length == 0 ? OwnGroup : slug;
    }
}
