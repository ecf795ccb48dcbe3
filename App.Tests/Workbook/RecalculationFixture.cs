using System.Globalization;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;
using CsCheck;

namespace App.Tests.Workbook;

/// <summary>All files that the tests want recalculated, by one LibreOffice process.</summary>
public sealed class RecalculationFixture : IAsyncLifetime
{
    /// <summary>Random cases.</summary>
    public const int RandomCases = 50;

    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-").FullName;
    private string _results = "";

    /// <summary>The worked example as exported.</summary>
    internal ExportedWorkbook Seeded { get; private set; } = null!;

    /// <summary>The random cases that have a plan.</summary>
    internal List<ExportedWorkbook> Random { get; } = [];

    /// <summary>Twenty inputs of the worked example and what they are changed to.</summary>
    internal Dictionary<string, double> Edits { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Seeded = new(SeededCase.Create(), At("seeded.xlsx"));
        Line present = Seeded.Model.Options[0].Sheet.Common.First(line => line is { Section: "Result", Label: "Present cost" });
        Seeded.CopyTo(At("planted.xlsx"), (present.Sheet, $"C{present.Row}", $"<f>{FormulaOf(present)}</f><v>999</v>"));
        Seeded.CopyTo(At("tampered.xlsx"), (present.Sheet, $"C{present.Row}", $"<f>({FormulaOf(present)})*1.001</f><v>999</v>"));
        Seeded.CopyTo(At("low.xlsx"), ("Control", "C6", "<v>1</v>"));
        Seeded.CopyTo(At("high.xlsx"), ("Control", "C6", "<v>3</v>"));
        Seeded.CopyTo(At("text.xlsx"), ("Inputs", $"F{Seeded.Model.Inputs[^1].Line.Row}", "<f>\"not known\"</f><v>0</v>"));
        (Input Input, Line Line)[] live = [.. Seeded.Model.Inputs.Where(input => input.Input.Kind == InputKind.Assumption && input.Input.Low < input.Input.High)];
        for (int i = 0; i < 20; i++)
        {
            Input input = live[i * live.Length / 20].Input;
            Edits[input.Id] = input.Value + ((input.High - input.Value) * 0.37) + ((input.Low - input.Value) * 0.11);
        }

        Seeded.CopyTo(At("edited.xlsx"), [.. live.Where(input => Edits.ContainsKey(input.Input.Id))
            .Select(input => ("Inputs", $"F{input.Line.Row}", $"<v>{Edits[input.Input.Id].ToString("R", CultureInfo.InvariantCulture)}</v>"))]);
        (Input far, Line farLine) = live[0];
        Seeded.CopyTo(At("outside.xlsx"), ("Inputs", $"F{farLine.Row}", $"<v>{(far.High * 1000).ToString("R", CultureInfo.InvariantCulture)}</v>"));
        Generators.MoneyCase.Sample(
            procurement =>
            {
                if (Random.Count == RandomCases)
                {
                    return;
                }

                // Short horizons: a file is then recalculated in half a second, and the formulas are the same in every month.
                int months = Math.Min(procurement.Finance.HorizonMonths, 18);
                ExportedWorkbook workbook = new(
                    procurement with { Finance = procurement.Finance with { HorizonMonths = months } }, At($"random-{Random.Count}.xlsx"));
                if (workbook.HasPlans)
                {
                    Random.Add(workbook);
                }
            },
            seed: "0000KOIPe036", iter: 4 * RandomCases, threads: 1);
        _results = await LibreOffice.ConvertAsync(_folder, "xlsx", Directory.EnumerateFiles(_folder, "*.xlsx"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The cells of a file after recalculation.</summary>
    internal Dictionary<(string Sheet, string Address), XlsxCell> Recalculated(string name) => XlsxCells.Read(Path.Combine(_results, $"{name}.xlsx"));

    /// <summary>The cells of a file as written.</summary>
    internal Dictionary<(string Sheet, string Address), XlsxCell> Written(string name) => XlsxCells.Read(At($"{name}.xlsx"));

    private static string FormulaOf(Line line) => FormulaText.Of(line.Formula!, line.Sheet, 0);

    private string At(string name) => Path.Combine(_folder, name);
}
