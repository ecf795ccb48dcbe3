using App.Engine.Evidence;
using App.Shared.Ledger;

namespace App.Client.Ledger;

/// <summary>Something that keeps a version from being signed whatever is entered.</summary>
/// <param name="Text">Name of the text that says what, and what to do about it.</param>
/// <param name="Evidence">The item without a copy; null where the bar is another.</param>
public sealed record SigningBar(string Text, EvidenceItem? Evidence = null)
{
    /// <summary>What bars the signing of a version, before anything is typed. The server has the last word.</summary>
    public static IReadOnlyList<SigningBar> Of(AssumptionDocument document, VersionState version)
    {
        List<SigningBar> bars = [];
        if (version.Content.Evidence.Count == 0)
        {
            bars.Add(new("Bar.NoEvidence"));
        }

        bars.AddRange(document.Evidence.Where(evidence => version.Content.Evidence.Contains(evidence.Item.Id) && evidence.Copies.Count == 0)
            .Select(evidence => new SigningBar("Bar.NoCopy", evidence.Item)));
        return bars;
    }
}
