using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using App.Engine.Evidence;
using App.Shared;
using App.Shared.Ledger;

namespace App.Tests.Server.Ledger;

[Trait(Categories.Trait, Categories.Slow)]
public sealed partial class LedgerKillTests
{
    private const int Writes = 250;
    private const string Slot = "claims/order-value";

    /// <summary>Three moments, spread over the 250 writes; which write is under way then is up to the machine.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    [InlineData(210)]
    public async Task Kill_DuringWrites_KeepsEveryAcknowledgedEventAndTheChain(int killAfter)
    {
        using TemporaryFolder folder = new();
        ConcurrentBag<string> acknowledged = [];
        using (Process process = PlannerProcess.Start(folder.Path, "--urls", "http://127.0.0.1:0", "--demo"))
        {
            using HttpClient http = await EnterAsync(process);
            await Parallel.ForAsync(0, Writes, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, cancellation) =>
            {
                try
                {
                    using HttpResponseMessage response = await http.PostAsJsonAsync(
                        $"{ApiRoutes.Ledger}/annotations", new NewAnnotation(AnnotationTarget.Assumption, Slot, $"Remark {i}."), LedgerContractJson.Default.NewAnnotation, cancellation);
                    if (response.IsSuccessStatusCode)
                    {
                        acknowledged.Add((await response.Content.ReadFromJsonAsync(LedgerContractJson.Default.Written, cancellation))!.Id);
                        if (acknowledged.Count == killAfter)
                        {
                            process.Kill();
                        }
                    }
                }
                catch (Exception problem) when (problem is HttpRequestException or IOException or JsonException)
                {
                    // Killed: nothing was acknowledged.
                }
            });
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(acknowledged.Count, killAfter, Writes - 1);
        using Process verify = PlannerProcess.Start(folder.Path, "ledger", "verify");
        Ending ending = await PlannerProcess.EndAsync(verify);
        Assert.True(ending.ExitCode == 0, ending.Error);
        await using PlannerServer again = await PlannerServer.StartAsync(folder);
        IReadOnlyList<LedgerEvent> events = await again.LedgerEventsAsync();
        Assert.Null(LedgerAudit.Verify(events));
        Assert.Subset(LedgerState.Of(events).Thread(AnnotationTarget.Assumption, Slot).Select(remark => remark.Entry.AnnotationId).ToHashSet(), acknowledged.ToHashSet());
    }

    private static async Task<HttpClient> EnterAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                HttpClient http = new() { BaseAddress = new(match.Groups[1].Value) };
                (await http.PostAsync($"{ApiRoutes.Session}/demo", new StringContent("""{"email":"buyer@demo.invalid"}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken))
                    .EnsureSuccessStatusCode();
                return http;
            }
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"is at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Address();
}
