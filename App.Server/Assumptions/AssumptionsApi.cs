using App.Server.Data;
using App.Server.People;
using App.Shared;
using App.Shared.Assumptions;
using App.Shared.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace App.Server.Assumptions;

/// <summary>The catalogue's assumptions with their evidence status.</summary>
public static class AssumptionsApi
{
    public static void MapAssumptions(this IEndpointRouteBuilder routes) => routes.MapGet(ApiRoutes.Assumptions, Permission.Read, ListAsync);

    private static async Task<Ok<List<AssumptionSummary>>> ListAsync(PlannerDbContext database, CancellationToken cancellation) =>
        TypedResults.Ok(await database.Assumptions.AsNoTracking().OrderBy(record => record.Id)
            .Select(record => new AssumptionSummary(
                record.Id, record.Subject, record.Label, record.Unit, record.Value, record.Low, record.High, record.Status))
            .ToListAsync(cancellation));
}
