using System.Globalization;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Server.Workbook;
using CsCheck;

namespace App.Tests.Workbook;

/// <summary>All files that the tests want recalculated, by LibreOffice.</summary>
public sealed class RecalculationFixture : IAsyncLifetime
{
    /// <summary>Random cases.</summary>
    public const int RandomCases = 50;

    /// <summary>Inputs that are changed at once.</summary>
    public const int EditedInputs = 20;

    /// <summary>Price, tariff (twice: a subsidy makes two of it), PUE, discount rate, two efficiencies, delivery.</summary>
    public static readonly IReadOnlyList<string> Named =
    [
        "/priceUsDollars", "/energyPriceUsDollarsPerKilowattHour", "/domesticEnergyPriceUsDollarsPerKilowattHour", "/powerUsageEffectiveness",
        "finance/discountRateFraction", "calibration/all/memoryEfficiencyFraction", "/batchComputeEfficiencyFraction", "/leadTimeMonths",
    ];

    /// <summary>Another first day of month 0.</summary>
    public static readonly DateOnly Order = new(2028, 10, 1);

    private readonly string _folder = Directory.CreateTempSubdirectory("workbook-").FullName;
    private string _results = "";

    /// <summary>The worked example as exported.</summary>
    internal ExportedWorkbook Seeded { get; private set; } = null!;

    /// <summary>The same over a year, for what does not depend on the horizon: it is recalculated in a quarter of the time.</summary>
    internal ExportedWorkbook Short { get; private set; } = null!;

    /// <summary>The random cases that have a plan.</summary>
    internal List<ExportedWorkbook> Random { get; } = [];

    /// <summary>Twenty inputs of the worked example and what they are changed to.</summary>
    internal Dictionary<string, double> Edits { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Seeded = new(SeededCase.Create(), At("seeded.xlsx"));
        ProcurementCase seeded = SeededCase.Create();
        Short = new(seeded with { Finance = seeded.Finance with { HorizonMonths = 12 } }, At("short.xlsx"));
        Line present = Short.Model.Options[0].Sheet.Common.First(line => line is { Section: "Result", Label: "Present cost" });
        Short.CopyTo(At("planted.xlsx"), (present.Sheet, $"C{present.Row}", $"<f>{FormulaOf(present)}</f><v>999</v>"));
        Short.CopyTo(At("tampered.xlsx"), (present.Sheet, $"C{present.Row}", $"<f>({FormulaOf(present)})*1.001</f><v>999</v>"));
        Seeded.CopyTo(At("low.xlsx"), ("Control", "C6", "<v>1</v>"));
        Seeded.CopyTo(At("high.xlsx"), ("Control", "C6", "<v>3</v>"));
        Short.CopyTo(At("text.xlsx"), ("Inputs", $"F{Short.Model.Inputs[^1].Line.Row}", "<f>\"not known\"</f><v>0</v>"));
        (Input Input, Line Line)[] live = [.. Seeded.Model.Inputs.Where(input => input.Input.Kind == InputKind.Assumption && input.Input.Low < input.Input.High)];
        for (int i = 0; i < EditedInputs; i++)
        {
            // Those that people change first, and others from all over the list.
            Input input = i < Named.Count ? Seeded.Model.Inputs.First(entry => entry.Input.Id.EndsWith(Named[i], StringComparison.Ordinal)).Input : live[i * live.Length / EditedInputs].Input;
            Edits[input.Id] = input.Low < input.High
                ? input.Value + ((input.High - input.Value) * 0.37) + ((input.Low - input.Value) * 0.11)
                : input.Value * 1.07;
        }

        Seeded.CopyTo(At("edited.xlsx"), [.. Typed(Seeded, Edits), ("Control", "C12", $"<v>{Order.ToDateTime(default).ToOADate():0}</v>")]);
        Input rate = Short.Model.Inputs.First(entry => entry.Input.Id == "workloads/chat/meanRequestsPerSecond").Input;
        Short.CopyTo(At("larger.xlsx"), [.. Typed(Short, new() { [rate.Id] = rate.Value * 2 })]);
        (Input far, Line farLine) = Short.Model.Inputs.First(input => input.Input.Id == live[0].Input.Id);
        Short.CopyTo(At("outside.xlsx"), ("Inputs", $"F{farLine.Row}", $"<v>{(far.High * 1000).ToString("R", CultureInfo.InvariantCulture)}</v>"));
        // The same cases every time: LibreOffice takes a difference in the last digits for none, so that now and then a case stands on an edge
        // between two answers.
        var random = PCG.Parse("0000KOIPe036");
        for (int i = 0; i < 4 * RandomCases && Random.Count < RandomCases; i++)
        {
            // Short horizons: a file is then recalculated in half a second, and the formulas are the same in every month.
            ProcurementCase procurement = Generators.MoneyCase.Generate(random, null, out _);
            int months = Math.Min(procurement.Finance.HorizonMonths, 18);
            ExportedWorkbook workbook = new(
                procurement with { Finance = procurement.Finance with { HorizonMonths = months } }, At($"random-{Random.Count}.xlsx"));
            if (workbook.HasPlans)
            {
                Random.Add(workbook);
            }
        }

        _results = await LibreOffice.ConvertAsync(_folder, "xlsx", Directory.GetFiles(_folder, "*.xlsx"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The cells of a file after recalculation.</summary>
    internal Dictionary<(string Sheet, string Address), XlsxCell> Recalculated(string name) => XlsxCells.Read(Saved(name));

    /// <summary>A file as LibreOffice saved it.</summary>
    internal string Saved(string name) => Path.Combine(_results, $"{name}.xlsx");

    /// <summary>The cells of a file as written.</summary>
    internal Dictionary<(string Sheet, string Address), XlsxCell> Written(string name) => XlsxCells.Read(At($"{name}.xlsx"));

    private static IEnumerable<(string Sheet, string Address, string Content)> Typed(ExportedWorkbook workbook, Dictionary<string, double> values) => workbook.Model.Inputs
        .Where(input => values.ContainsKey(input.Input.Id))
        .Select(input => ("Inputs", $"F{input.Line.Row}", $"<v>{values[input.Input.Id].ToString("R", CultureInfo.InvariantCulture)}</v>"));

    private static string FormulaOf(Line line) => FormulaText.Of(line.Formula!, line.Sheet, 0);

    private string At(string name) => Path.Combine(_folder, name);
}
