namespace App.Tests.Server;

/// <summary>One server for the tests of a class whose requests are refused: they leave nothing behind, and that is checked.</summary>
public sealed class RefusingServer : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private IReadOnlyList<long> _untouched = [];

    internal PlannerServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await PlannerServer.StartAsync(_folder);
        _untouched = Server.RowCounts();
    }

    /// <summary>Asserts that nothing was saved, not even half of it.</summary>
    public void AssertNothingSaved() => Assert.Equal(_untouched, Server.RowCounts());

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
