using System.Diagnostics;
using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Requirements;
using App.Server.Workbook;

namespace App.Tests.Workbook;

/// <summary>Tests that measure time and memory: they run when no other test does, after all that may run side by side.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

/// <summary>Six options over fifteen years: the largest workbook that people ask for.</summary>
[Collection(AloneCollection.Name)]
[Trait(Categories.Trait, Categories.Workbook)]
public sealed class ExportSpeedTests
{
    private const int Runs = 6;
    private const long MostBytes = 500_000_000;
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longestOpening = TimeSpan.FromSeconds(5);

    [Fact]
    public void Export_SixOptionsOver180Months_IsQuickAndSmallAndTenAtOnceFinish()
    {
        WorkbookSource source = Source();
        List<string> measured = [];
        TimeSpan best = TimeSpan.MaxValue;
        long least = long.MaxValue;

        // The first runs compile the code, and the machine may do other things: the best of several is what the export takes.
        for (int run = 0; run < Runs && (best > s_most || least > MostBytes); run++)
        {
            (TimeSpan time, long bytes) = Measured(source);
            measured.Add($"{time.TotalSeconds:0.00} s, {bytes / 1e6:0} MB");
            (best, least) = (time < best ? time : best, Math.Min(least, bytes));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", measured));
        Assert.True(best <= s_most && least <= MostBytes, string.Join("; ", measured));

        long[] sizes = new long[10];
        Parallel.For(0, sizes.Length, new ParallelOptions { MaxDegreeOfParallelism = sizes.Length }, index => sizes[index] = Write(source));
        Assert.All(sizes, size => Assert.True(size > 1_000_000));
    }

    [Fact]
    public async Task WorkedExample_OpenedByLibreOffice_TakesLessThanFiveSeconds()
    {
        string folder = Directory.CreateTempSubdirectory("opening-").FullName;
        try
        {
            string file = Path.Combine(folder, "seeded.xlsx");
            Assert.True(new ExportedWorkbook(SeededCase.Create(), file).HasPlans);
            List<TimeSpan> times = [];
            while (times.Count < Runs / 2 && !times.Any(time => time < s_longestOpening))
            {
                // To start, to open and compute all anew, and to write the first sheet: more than opening alone.
                Stopwatch clock = Stopwatch.StartNew();
                await LibreOffice.ConvertAsync(folder, "csv", [file]);
                times.Add(clock.Elapsed);
            }

            Assert.True(times[^1] < s_longestOpening, string.Join("; ", times.Select(time => $"{time.TotalSeconds:0.0} s")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Time and memory at its peak over what the process held before.</summary>
    private static (TimeSpan Time, long Bytes) Measured(WorkbookSource source)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long before = Held();
        long peak = before;
        using Timer watch = new(_ => peak = Math.Max(peak, Held()), null, 0, 20);
        Stopwatch clock = Stopwatch.StartNew();
        Write(source);
        TimeSpan time = clock.Elapsed;
        return (time, Math.Max(peak, Held()) - before);
    }

    private static long Held()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
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
