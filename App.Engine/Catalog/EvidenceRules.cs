using App.Engine.Evidence;

namespace App.Engine.Catalog;

/// <summary>Which of the four words a quantity starts with. Nobody has signed anything yet, so none is Verified.</summary>
public static class EvidenceRules
{
    /// <summary>The status that a quantity's facts give it.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="facts">The facts by id.</param>
    /// <returns>
    /// Assumed where it is a judgement or rests on nothing sourced; Corroborated where two publishers, or one primary document
    /// confirmed by another source, support it; else Claimed.
    /// </returns>
    public static EvidenceStatus StatusOf(Quantity quantity, IReadOnlyDictionary<string, Fact> facts)
    {
        if (quantity.Assumed)
        {
            return EvidenceStatus.Assumed;
        }

        List<Fact> sourced = [.. quantity.Facts
            .Select(id => facts.TryGetValue(id, out Fact? fact) ? fact : null)
            .OfType<Fact>()
            .Where(fact => fact.Grade is not ("Memory-NotSourced" or "Disputed") && fact.SourceType != "derived")];
        if (sourced.Count == 0)
        {
            return EvidenceStatus.Assumed;
        }

        bool confirmed = sourced.Any(fact => fact.Grade == "Verified")
            || sourced.Select(fact => fact.Publisher).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
        return confirmed ? EvidenceStatus.Corroborated : EvidenceStatus.Claimed;
    }
}
