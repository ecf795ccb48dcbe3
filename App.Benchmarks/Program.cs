using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// --short: three measured iterations in this process, enough to see an order of magnitude. Without it BenchmarkDotNet builds and
// runs each benchmark in a process of its own.
List<string> words = [.. args];
IConfig config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
if (words.Remove("--short"))
{
    config = config.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
}

if (!words.Contains("--filter"))
{
    words.AddRange(["--filter", "*"]);
}

BenchmarkSwitcher.FromAssembly(typeof(App.Benchmarks.SingleEvaluation).Assembly).Run([.. words], config);
