using App.Engine.Catalog;
using App.Engine.Fleets;
using App.Engine.Requirements;
using BenchmarkDotNet.Attributes;

namespace App.Benchmarks;

/// <summary>
/// Formats, layouts, batches and roles of one option of the worked example. The target: at least 20,000 layouts times batches in
/// under a second on two cores; the search uses one.
/// </summary>
[MemoryDiagnoser]
public class PlanSearches
{
    private ProcurementCase _case = null!;
    private FleetOption _option = null!;

    /// <summary>The option: one kind of card, or two.</summary>
    [Params("h20", "mixed")]
    public string Option { get; set; } = "";

    /// <summary>Reads the case and refuses to measure less than the target asks for.</summary>
    [GlobalSetup]
    public void Read()
    {
        _case = SeededCase.Create();
        _option = _case.Options.Single(option => option.Id == Option);
        long candidates = Search().Candidates;
        if (candidates < 20_000)
        {
            throw new InvalidOperationException($"Only {candidates} layouts times batches; the target is 20,000.");
        }

        Console.WriteLine($"// {Option}: {candidates} layouts times batches, {Search().Evaluated} computed");
    }

    /// <summary>The whole search: front, chosen plan and rejections, from a case that is not bound yet.</summary>
    [Benchmark]
    public OptionSearch Search() => PlanSearch.Of(_case, PlannerCatalog.Default, _option.Id);

    /// <summary>The plan alone, one batch per layout: what every change of a requirement costs.</summary>
    [Benchmark(Baseline = true)]
    public object PlanOnly() => new FleetPlanner(new CaseBinding(_case, PlannerCatalog.Default)).Plan(_option);
}
