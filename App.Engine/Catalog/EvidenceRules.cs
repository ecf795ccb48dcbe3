using App.Engine.Evidence;

namespace App.Engine.Catalog;

/// <summary>Which of the four words a quantity starts with. Nobody has signed anything yet, so none is Verified.</summary>
public static class EvidenceRules
{
    /// <summary>The status that a quantity's facts give it, by the rule of the ledger (<see cref="EvidenceLabels.BeforeReview"/>).</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="catalog">The catalogue with the facts, the groups of sources that go back to one origin, and the policy.</param>
    public static EvidenceStatus StatusOf(Quantity quantity, PlannerCatalog catalog) => EvidenceLabels.BeforeReview(
        quantity.Assumed,
        quantity.Facts.Select(id => catalog.Facts.GetValueOrDefault(id)).OfType<Fact>()
            .Select(fact => EvidenceLabels.Item(fact, catalog.IndependenceGroups, catalog.EvidencePolicy)));
}
