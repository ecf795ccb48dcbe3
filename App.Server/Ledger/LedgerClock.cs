namespace App.Server.Ledger;

/// <summary>Once a day marks what has expired.</summary>
internal sealed partial class LedgerClock(LedgerStore ledger, TimeProvider clock, ILogger<LedgerClock> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromHours(24), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ledger.ExpireAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is Microsoft.EntityFrameworkCore.DbUpdateException or Microsoft.Data.Sqlite.SqliteException)
            {
                // The database was busy or full; the next day finds the same and more.
                Postponed(log, problem);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Expired evidence could not be marked; it will be tomorrow.")]
    private static partial void Postponed(ILogger log, Exception problem);
}
