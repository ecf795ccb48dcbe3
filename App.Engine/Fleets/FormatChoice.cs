using App.Engine.Catalog;

namespace App.Engine.Fleets;

/// <summary>Picks the number format in which an accelerator serves a model.</summary>
internal static class FormatChoice
{
    /// <summary>
    /// The native format with the fewest bits that quality allows and a report that it runs; among equals the highest peak.
    /// </summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="card">The accelerator.</param>
    /// <param name="model">The model.</param>
    /// <param name="fewestBits">Fewest bits per weight that quality allows.</param>
    /// <param name="whyNot">Why there is none, where there is none.</param>
    public static NumberFormatInfo? Pick(
        PlannerCatalog catalog, Accelerator card, ModelArchitecture model, int fewestBits, out string whyNot)
    {
        List<string> refused = [];
        NumberFormatInfo? best = null;
        foreach ((string id, Quantity peak) in card.PeakTeraflops)
        {
            NumberFormatInfo format = catalog.Formats[id];
            if (format.BitsPerElement < fewestBits || peak.Value is null)
            {
                continue;
            }

            SupportRow? row = RowFor(catalog, card, model, id);
            if (row?.Support != Support.Supported)
            {
                refused.Add($"{format.Name}: {row?.Why ?? "no report of this combination"}");
                continue;
            }

            if (best is null || format.BitsPerElement < best.BitsPerElement
                || (format.BitsPerElement == best.BitsPerElement && peak.Value > card.PeakTeraflops[best.Id].Value))
            {
                best = format;
            }
        }

        whyNot = best is not null
            ? ""
            : $"{card.Name} has no supported format of at least {fewestBits} bits for {model.Name}"
                + (refused.Count > 0 ? $" ({string.Join("; ", refused)})" : "");
        return best;
    }

    private static SupportRow? RowFor(PlannerCatalog catalog, Accelerator card, ModelArchitecture model, string format) =>
        catalog.Support.FirstOrDefault(row =>
            (row.Accelerator == "*" || row.Accelerator == card.Id)
            && (row.Stack == "*" || row.Stack == card.StackId)
            && (row.Format == "*" || row.Format == format)
            && (row.ModelFamily == "*" || row.ModelFamily == model.Family));
}
