using App.Engine.Comparisons;
using App.Engine.Studies;

namespace App.Server.Workbook;

/// <summary>What moves the decision: each assumption alone to its low and high value, and what knowing it would be worth. A snapshot.</summary>
internal static class SensitivitySheet
{
    public const string Name = "Sensitivity";

    private const int Bars = 15;

    /// <summary>The sheet as it is written.</summary>
    public static SheetContent Of(WorkbookSource source, SheetHead head, Styles styles)
    {
        Comparison comparison = source.Bound.Comparison;
        Dictionary<string, VariableStudy> variables = source.Study?.Variables.ToDictionary(variable => variable.Id) ?? [];
        List<SheetRow> rows = [.. head.Rows("Sensitivity: what moves the decision", styles)];
        rows.Add(new SheetRow(3).Text(1, styles.Of(CellRole.Static), comparison.Verdict is { RunnerUpOption: not null } verdict
            ? $"Snapshot by the engine: how far '{NameOf(verdict.BestOption)}' is cheaper than '{NameOf(verdict.RunnerUpOption)}', each assumption alone, the fleet sized anew. Negative: dearer."
            : "There are not two feasible options to compare."));
        if (source.Study is { } study)
        {
            rows.Add(new SheetRow(4).Text(1, styles.Of(CellRole.Static), UncertaintySheet.Stamp(study)));
        }

        string[] captions =
        [
            "Assumption", "Evidence status", "Low value", "High value", "Unit", "Lead at the low value, million USD", "Lead at the high value, million USD",
            "Base lead, million USD", "Low less base, million USD", "High less base, million USD", "Another option is best", "Worth of knowing it (EVPPI), million USD",
            "Share of the variance of the lead", "Rank correlation with the lead",
        ];
        SheetRow header = new(5) { Height = 58 };
        for (int column = 0; column < captions.Length; column++)
        {
            header.Text(column + 1, styles.Of(CellRole.Header), captions[column]);
        }

        rows.Add(header);
        double lead = (comparison.Verdict?.AdvantageUsDollars ?? 0) / 1e6;
        uint label = styles.Of(CellRole.Label);
        uint number = styles.Of(CellRole.Static, "#,##0.0;-#,##0.0;0.0");
        int row = 5;
        foreach (Swing swing in source.Exposure.Swings)
        {
            string format = Styles.FormatFor([swing.Input.Low, swing.Input.High]);
            SheetRow cells = new SheetRow(++row).Text(1, label, swing.Input.Label).Text(2, label, swing.Input.Status.ToString())
                .Value(3, styles.Of(CellRole.Static, format), swing.Input.Low).Value(4, styles.Of(CellRole.Static, format), swing.Input.High)
                .Text(5, styles.Of(CellRole.Unit), swing.Input.Unit.Symbol)
                .Value(6, number, swing.LowUsDollars / 1e6).Value(7, number, swing.HighUsDollars / 1e6).Value(8, number, lead)
                .Value(9, number, (swing.LowUsDollars / 1e6) - lead).Value(10, number, (swing.HighUsDollars / 1e6) - lead)
                .Text(11, label, swing.OtherBest is { } other ? NameOf(other) : "no");
            if (variables.TryGetValue(swing.Input.Id, out VariableStudy? variable))
            {
                cells.Value(12, number, variable.Value.Value / 1e6).Value(13, styles.Of(CellRole.Static, "0.0%"), variable.VarianceShare.Value)
                    .Value(14, styles.Of(CellRole.Static, "0.00"), variable.RankCorrelation);
            }

            rows.Add(cells);
        }

        int last = Math.Min(row, 5 + Bars);
        IReadOnlyList<ChartPicture> charts = row == 5 ? [] :
        [
            new(ChartKind.Tornado, "What moves the lead of the best option most", "", "Change of the lead, million USD", $"{Name}!$A$6:$A${last}",
                [
                    new($"{Name}!$I$5", $"{Name}!$I$6:$I${last}", ChartPicture.Colours[0]),
                    new($"{Name}!$J$5", $"{Name}!$J$6:$J${last}", ChartPicture.Colours[1]),
                ],
                "#,##0", captions.Length + 1, 6, 12, 30),
        ];
        return new(Name, rows, [58, 15, 14, 14, 16, 15, 15, 13, 13, 13, 26, 16, 13, 13, 3, 12], captions.Length + 13, Math.Max(row, 38)) { Charts = charts };

        string NameOf(string? option) => comparison.Options.Single(result => result.Option.Id == option).Option.Name;
    }
}
