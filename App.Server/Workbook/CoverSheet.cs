using System.Globalization;
using App.Engine.Comparisons;

namespace App.Server.Workbook;

/// <summary>The first page: what this is, which version, and how it can be checked.</summary>
internal static class CoverSheet
{
    public const string Name = "Cover";

    /// <summary>Row of the banner that tells how the checks stand; the next belongs to it.</summary>
    public const int BannerRow = 3;

    /// <summary>Rows from which an uploaded workbook is known again.</summary>
    public const int ScenarioRow = 8;

    /// <inheritdoc cref="ScenarioRow"/>
    public const int VersionRow = 9;

    /// <inheritdoc cref="ScenarioRow"/>
    public const int CaseHashRow = 11;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(WorkbookSource source, CalculationModel model, SheetHead head, Styles styles)
    {
        Comparison comparison = source.Bound.Comparison;
        string verdict = comparison.Verdict is { } best
            ? string.Create(CultureInfo.InvariantCulture, $"{NameOf(comparison, best.BestOption)}: least present cost among the feasible options{(best.RunnerUpOption is { } next ? $", {best.AdvantageUsDollars / 1e6:N0} million USD below {NameOf(comparison, next)}" : "")}")
            : "No option beside the reference is feasible.";
        (string Label, string Value)[] entries =
        [
            ("Case", comparison.Case.Name),
            ("Purpose", "Total cost of ownership of the options at equal demand, month by month, with live formulas."),
            ("Answer when exported", string.Join(" ", [verdict, .. Reservations(source)])),
            ("Scenario", source.Origin.ScenarioId.Length > 0 ? source.Origin.ScenarioId : "from a file"),
            ("Version", source.Origin.Version > 0 ? source.Origin.Version.ToString(CultureInfo.InvariantCulture) : "from a file"),
            ("Run", source.RunId),
            ("Case, SHA-256", comparison.CaseHash),
            ("Catalogue, SHA-256", comparison.CatalogHash),
            ("Engine version", comparison.EngineVersion),
            ("Study", source.Study is { } study
                ? string.Create(CultureInfo.InvariantCulture, $"{study.Id}; {study.Settings.Worlds} worlds, {study.Settings.Sampler}, seed {study.Settings.Seed}")
                : "none made for this export"),
            ("Money", "nominal US dollars; present values at the moment of the order; month 0 is the order"),
            ("Note", comparison.Case.Note),
            ("Prepared by", ""),
            ("Reviewed by", ""),
        ];
        List<SheetRow> rows = [.. head.Rows("ProcurementPlanner: finance workbook", styles)];
        (string first, string more) = ChecksSheet.Banner(model);
        uint banner = styles.Of(CellRole.Banner);
        rows.Add(new SheetRow(BannerRow) { Height = 24 }.Text(1, banner, "Checks of this workbook").TextFormula(2, banner, first, ChecksSheet.AllHold));
        rows.Add(new SheetRow(BannerRow + 1).Text(1, banner, "").TextFormula(2, styles.Of(CellRole.Check), more, ChecksSheet.SeeChecks));
        int row = 5;
        foreach ((string label, string value) in entries)
        {
            bool typed = label is "Prepared by" or "Reviewed by";
            rows.Add(new SheetRow(row++) { Height = value.Length > 360 ? 88 : value.Length > 120 ? 44 : 0 }.Text(1, styles.Of(CellRole.Wrapped), label)
                .Text(2, styles.Of(typed ? CellRole.Input : CellRole.Wrapped), value));
        }

        rows.Add(new SheetRow(row + 1).Text(1, styles.Of(CellRole.Section), "Sheets").Text(2, styles.Of(CellRole.Section), "What is there"));
        row += 2;
        foreach ((string name, string what) in GuideSheet.Sheets(model))
        {
            rows.Add(new SheetRow(row++).Text(1, styles.Of(CellRole.Label), name).Text(2, styles.Of(CellRole.Label), what));
        }

        return new(Name, rows, [34, 110, 22, 12, 18], 5, row)
        {
            Frozen = (BannerRow + 1, 0),
            Lights = [.. ChecksSheet.Lights("$B$3", "A3:B4")],
        };
    }

    /// <summary>What must be read with the answer: where all worlds say otherwise, and what an option's figures hide.</summary>
    private static IEnumerable<string> Reservations(WorkbookSource source)
    {
        Comparison comparison = source.Bound.Comparison;
        if (source.Study?.Decision is { } decision && comparison.Verdict is { } verdict && decision.Best != verdict.BestOption)
        {
            yield return $"Over all worlds of the study, however, {NameOf(comparison, decision.Best)} costs less on average: weigh both before signing.";
        }

        foreach (OptionResult option in comparison.Options)
        {
            foreach (string warning in option.Warnings)
            {
                yield return $"{option.Option.Name}: {warning}";
            }
        }
    }

    private static string NameOf(Comparison comparison, string option) => comparison.Options.Single(result => result.Option.Id == option).Option.Name;
}
