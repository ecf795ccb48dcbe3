using App.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace App.Server.People;

/// <summary>Whether anybody has an account yet. Once there is one it stays so.</summary>
internal sealed class Owner(IServiceScopeFactory scopes)
{
    private volatile bool _exists;

    public async ValueTask<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (!_exists)
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            _exists = await scope.ServiceProvider.GetRequiredService<PlannerDbContext>().Users.AnyAsync(person => !person.Email!.EndsWith(DemoPeople.Domain), cancellation);
        }

        return _exists;
    }
}
