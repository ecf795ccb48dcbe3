using System.Diagnostics;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Server.Workbook;

namespace App.Tests.Workbook;

/// <summary>Six options over fifteen years: the largest workbook that people ask for.</summary>
[Trait(Categories.Trait, Categories.Slow)]
public sealed class ExportSpeedTests
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(3);
    private const long MostBytes = 500_000_000;

    [Fact]
    public void Export_SixOptionsOver180Months_IsQuickAndSmallAndTenAtOnceFinish()
    {
        WorkbookSource source = Source();
        Write(source);
        Process process = Process.GetCurrentProcess();
        TimeSpan best = TimeSpan.MaxValue;
        long most = 0;
        for (int run = 0; run < 3 && best > s_most; run++)
        {
            GC.Collect();
            process.Refresh();
            long before = process.WorkingSet64;
            TimeSpan cpu = process.TotalProcessorTime;
            Write(source);
            process.Refresh();
            best = process.TotalProcessorTime - cpu < best ? process.TotalProcessorTime - cpu : best;
            most = Math.Max(most, process.WorkingSet64 - before);
        }

        // Processor time: what it takes on a machine that does nothing else.
        Assert.True(best <= s_most, $"{best.TotalSeconds:0.00} s");
        Assert.True(most <= MostBytes, $"{most / 1e6:0} MB");

        long[] sizes = new long[10];
        Parallel.For(0, sizes.Length, new ParallelOptions { MaxDegreeOfParallelism = sizes.Length }, index => sizes[index] = Write(source));
        Assert.All(sizes, size => Assert.True(size > 1_000_000));
    }

    private static long Write(WorkbookSource source)
    {
        using MemoryStream stream = new();
        FinanceWorkbook.Write(source, stream);
        return stream.Length;
    }

    private static WorkbookSource Source()
    {
        ProcurementCase seeded = SeededCase.Create();
        FleetOption first = seeded.Options[0];
        FleetOption second = seeded.Options[1];
        ProcurementCase procurement = seeded with
        {
            Finance = seeded.Finance with { HorizonMonths = 180 },
            Options = [.. seeded.Options, first with { Id = "fifth", Name = "Fifth" }, second with { Id = "sixth", Name = "Sixth" }],
        };
        BoundComparison bound = FleetComparison.EvaluateBound(procurement, PlannerCatalog.Default);
        Assert.Equal(6, bound.Plans.Count);
        return WorkbookSource.ForComparison(bound, PlannerCatalog.Default, new("", 0, []));
    }
}
