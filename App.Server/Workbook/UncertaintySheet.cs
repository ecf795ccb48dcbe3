using System.Globalization;
using App.Engine.Studies;

namespace App.Server.Workbook;

/// <summary>The options over thousands of worlds: a snapshot, stamped with seed and run.</summary>
internal static class UncertaintySheet
{
    public const string Name = "Uncertainty";

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(WorkbookSource source, SheetHead head, Styles styles)
    {
        List<SheetRow> rows = [.. head.Rows("Uncertainty: the options over thousands of worlds", styles)];
        if (source.Study is not { } study)
        {
            rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Static), "No study was made for this export; the application makes one on its page 'How sure'."));
            return new(Name, rows, [50, 16, 20, 20, 20], 5, 3) { Frozen = (2, 0) };
        }

        rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Static), Stamp(study)));
        uint header = styles.Of(CellRole.Header);
        uint label = styles.Of(CellRole.Label);
        uint unit = styles.Of(CellRole.Unit);
        int columns = 2 + study.Options.Count;
        int row = 5;
        SheetRow captions = new SheetRow(row++) { Height = 44 }.Text(1, header, "Over the worlds").Text(2, header, "Unit");
        for (int option = 0; option < study.Options.Count; option++)
        {
            captions.Text(3 + option, header, study.Options[option].Name + (study.Options[option].IsCandidate ? "" : " (not a candidate)"));
        }

        rows.Add(captions);
        void Add(string title, string symbol, Func<OptionStudy, double?> valueOf, string? format = null)
        {
            double?[] values = [.. study.Options.Select(valueOf)];
            string shown = format ?? Styles.FormatFor(values.Where(value => value is not null).Select(value => value!.Value));
            SheetRow cells = new SheetRow(row++).Text(1, label, title).Text(2, unit, symbol);
            for (int option = 0; option < values.Length; option++)
            {
                if (values[option] is { } value)
                {
                    cells.Value(3 + option, styles.Of(CellRole.Static, shown), value);
                }
                else
                {
                    cells.Text(3 + option, styles.Of(CellRole.Static), "not a candidate");
                }
            }

            rows.Add(cells);
        }

        foreach (MetricStudy metric in study.Options.Count > 0 ? study.Options[0].Metrics : [])
        {
            MetricStudy Of(OptionStudy option) => option.Metrics.Single(other => other.Id == metric.Id);
            Add($"{metric.Label}: mean", metric.Unit, option => Of(option).Mean.Value);
            Add($"{metric.Label}: P10, one world in ten lies below", metric.Unit, option => Of(option).P10.Value);
            Add($"{metric.Label}: P50", metric.Unit, option => Of(option).P50.Value);
            Add($"{metric.Label}: P90, nine worlds in ten lie below", metric.Unit, option => Of(option).P90.Value);
        }

        Add("Share of worlds in which it is the cheapest candidate", "", option => option.Risk?.BestProbability.Value, "0.0%");
        Add("Expected regret", "USD", option => option.Risk?.ExpectedRegret.Value);
        Add("Mean of the worst worlds (CVaR)", "USD", option => option.Risk?.ConditionalValueAtRisk.Value);
        Add("Share of worlds above the budget", "", option => option.OverBudgetProbability.Value, "0.0%");
        Add("Share of worlds above the site's power", "", option => option.OverPowerProbability.Value, "0.0%");
        row++;
        int first = row + 1;
        SheetRow captionsOfQuantiles = new SheetRow(row++) { Height = 44 }.Text(1, header, "Present cost: so much of the worlds lie below").Text(2, header, "Share of worlds");
        for (int option = 0; option < study.Options.Count; option++)
        {
            captionsOfQuantiles.Text(3 + option, header, study.Options[option].Name);
        }

        rows.Add(captionsOfQuantiles);
        for (int percent = 5; percent <= 95; percent += 5)
        {
            SheetRow cells = new SheetRow(row++).Text(1, label, string.Create(CultureInfo.InvariantCulture, $"{percent}%")).Text(2, unit, "USD");
            for (int option = 0; option < study.Options.Count; option++)
            {
                cells.Value(3 + option, styles.Of(CellRole.Static, "#,##0;-#,##0;0"), study.Options[option].PresentCostQuantiles[percent]);
            }

            rows.Add(cells);
        }

        int last = row - 1;
        IReadOnlyList<ChartPicture> charts =
        [
            new(ChartKind.Lines, "Distribution of present cost over the worlds", "Share of worlds that lie below", "Billion USD",
                string.Create(CultureInfo.InvariantCulture, $"{Name}!$A${first}:$A${last}"),
                [.. Enumerable.Range(0, study.Options.Count).Select(option =>
                {
                    string column = FormulaText.Letters(3 + option);
                    return new ChartSeries(
                        string.Create(CultureInfo.InvariantCulture, $"{Name}!${column}${first - 1}"),
                        string.Create(CultureInfo.InvariantCulture, $"{Name}!${column}${first}:${column}${last}"),
                        ChartPicture.Colours[option % ChartPicture.Colours.Count]);
                })],
                "0.0,,,", columns + 2, 6, 10, 24),
        ];
        return new(Name, rows, [58, 18, .. study.Options.Select(_ => 22.0), 3, 12], columns + 12, Math.Max(row - 1, 30)) { Charts = charts };
    }

    /// <summary>What a snapshot was made with.</summary>
    public static string Stamp(StudyResult study) => string.Create(
        CultureInfo.InvariantCulture,
        $"Snapshot by the engine, not live: {study.Settings.Worlds} worlds, {study.Settings.Sampler}, seed {study.Settings.Seed}, study {study.Id}");
}
