using System.Globalization;

namespace App.Engine.Evidence;

/// <summary>How fresh a version's evidence is.</summary>
public enum FreshnessState
{
    /// <summary>Within its clock.</summary>
    Current,

    /// <summary>Its clock runs out soon.</summary>
    DueSoon,

    /// <summary>Its clock has run out.</summary>
    Expired,
}

/// <summary>
/// The clocks of evidence. A version's clock starts when it was last signed for or reconfirmed; before that, on the day of its newest
/// dated evidence; without a date, when it was written.
/// </summary>
public static class Freshness
{
    /// <summary>The last day on which a version is fresh; null where it does not age.</summary>
    /// <param name="version">The version.</param>
    /// <param name="category">Category of its assumption.</param>
    /// <param name="evidence">The evidence behind it.</param>
    /// <param name="policy">The rules.</param>
    public static DateOnly? DueDate(
        VersionState version, EvidenceCategory category, IEnumerable<EvidenceItem> evidence, EvidencePolicy policy)
    {
        if (ParseDate(version.Content.ValidUntil) is { } end)
        {
            return end;
        }

        if (!policy.ClockDays.TryGetValue(category, out int days))
        {
            return null;
        }

        DateOnly written = DateOnly.FromDateTime(version.DraftedUtc);
        DateOnly start = version.FreshFromUtc is { } signed
            ? DateOnly.FromDateTime(signed)
            : evidence.Select(item => ParseDate(item.Published)).OfType<DateOnly>().Select(date => date < written ? date : written)
                .DefaultIfEmpty(written).Max();
        return start.AddDays(days);
    }

    /// <summary>The last day on which a version of a ledger is fresh; null where it does not age.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="version">The version.</param>
    /// <param name="policy">The rules.</param>
    public static DateOnly? DueDate(LedgerState state, VersionState version, EvidencePolicy policy) => DueDate(
        version, state.Assumptions[state.Assertions[version.Ref.AssertionId].AssumptionId].Assumption.Category, state.EvidenceOf(version), policy);

    /// <summary>The live versions whose clock has run out and that are not marked yet.</summary>
    /// <param name="state">The ledger.</param>
    /// <param name="policy">The rules.</param>
    /// <param name="today">The day.</param>
    public static IEnumerable<LedgerEntry> RunOut(LedgerState state, EvidencePolicy policy, DateOnly today)
    {
        foreach (VersionState version in state.Assertions.Values.OrderBy(assertion => assertion.Id, StringComparer.Ordinal)
            .SelectMany(assertion => assertion.Versions.Values).Where(version => version.IsLive && !version.IsExpired))
        {
            if (DueDate(state, version, policy) is { } due && Of(due, today, policy) == FreshnessState.Expired)
            {
                yield return new VersionExpired(version.Ref.AssertionId, version.Ref.Version, due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>How fresh something is.</summary>
    /// <param name="dueDate">The last day on which it is fresh; null where it does not age.</param>
    /// <param name="today">The day.</param>
    /// <param name="policy">The rules.</param>
    public static FreshnessState Of(DateOnly? dueDate, DateOnly today, EvidencePolicy policy) => dueDate is not { } due
        ? FreshnessState.Current
        : today > due ? FreshnessState.Expired
        : today > due.AddDays(-policy.DueSoonDays) ? FreshnessState.DueSoon : FreshnessState.Current;

    /// <summary>Reads year, year-month or year-month-day at the beginning of a text; a part of a date counts to its end.</summary>
    /// <param name="text">For instance "2026-06 (approx.)".</param>
    /// <returns>Null where no date begins the text.</returns>
    public static DateOnly? ParseDate(string? text)
    {
        string head = new([.. (text ?? "").TakeWhile(c => char.IsAsciiDigit(c) || c == '-')]);
        string[] parts = head.Split('-', StringSplitOptions.RemoveEmptyEntries);
        int Part(int index) => parts.Length > index && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : 0;
        (int year, int month, int day) = (Part(0), Part(1), Part(2));
        if (parts.Length == 0 || parts[0].Length != 4 || year < 1900)
        {
            return null;
        }

        return month is < 1 or > 12 ? new DateOnly(year, 12, 31)
            : day < 1 || day > DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, DateTime.DaysInMonth(year, month))
            : new DateOnly(year, month, day);
    }
}
