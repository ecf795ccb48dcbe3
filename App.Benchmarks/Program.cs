using System.Globalization;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// --short: three measured iterations in this process, enough to see an order of magnitude. Without it BenchmarkDotNet builds and
// runs each benchmark in a process of its own, with the same environment. --least: three hundred single runs in this process and the
// least of them, for benchmarks of milliseconds beside other work.
List<string> words = [.. args];
int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
int vectors = words.IndexOf("--vectors");
if (vectors >= 0)
{
    string wanted = words.ElementAtOrDefault(vectors + 1) ?? string.Empty;
    if (wanted != bits.ToString(CultureInfo.InvariantCulture))
    {
        Console.Error.WriteLine($"--vectors is '{wanted}'; this process has vectors of {bits} bits.");
        return 2;
    }

    words.RemoveRange(vectors, 2);
}

Console.WriteLine($"Vectors of {bits} bits.");
IConfig config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
if (words.Remove("--short"))
{
    config = config.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}

if (words.Remove("--least"))
{
    config = config.AddColumn(StatisticColumn.Min).AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
        .WithWarmupCount(100).WithIterationCount(300).WithInvocationCount(1).WithUnrollFactor(1));
    words.AddRange(words.Contains("--filter") ? [] : ["--filter", "*WorldBlocks*"]);
}

if (!words.Contains("--filter"))
{
    words.AddRange(["--filter", "*"]);
}

BenchmarkSwitcher.FromAssembly(typeof(App.Benchmarks.SingleEvaluation).Assembly).Run([.. words], config);
return 0;
