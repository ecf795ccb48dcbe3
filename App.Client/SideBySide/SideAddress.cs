using System.Globalization;
using App.Shared.Scenarios;

namespace App.Client.SideBySide;

/// <summary>Which two versions an address names.</summary>
/// <param name="scenarios">All scenarios, newest first.</param>
/// <param name="open">The version that is open; null where none is.</param>
internal sealed class SideAddress(IReadOnlyList<ScenarioSummary> scenarios, ScenarioVersionDocument? open)
{
    /// <summary>The address of two versions.</summary>
    public static string Of((string Id, int Version) left, (string Id, int Version) right) => string.Create(
        CultureInfo.InvariantCulture,
        $"/scenarios/side-by-side?left={Uri.EscapeDataString(left.Id)}&left-version={left.Version}&right={Uri.EscapeDataString(right.Id)}&right-version={right.Version}");

    /// <summary>
    /// The two versions: what the address leaves out is the open one on the left, and on the right the version before it, else the newest of another scenario.
    /// </summary>
    public ((string Id, int Version) Left, (string Id, int Version) Right) Read((string? Id, string? Version) left, (string? Id, string? Version) right)
    {
        (string Id, int Version) one = left.Id is { Length: > 0 } leftId ? (leftId, Number(left.Version) ?? LatestOf(leftId))
            : open is not null ? (open.ScenarioId, open.Version) : (scenarios[0].Id, scenarios[0].LatestVersion);
        if (right.Id is { Length: > 0 } rightId)
        {
            return (one, (rightId, Number(right.Version) ?? LatestOf(rightId)));
        }

        ScenarioSummary? other = scenarios.FirstOrDefault(scenario => scenario.Id != one.Id);
        return (one, one.Version > 1 ? (one.Id, one.Version - 1) : other is null ? one : (other.Id, other.LatestVersion));
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private int LatestOf(string id) => scenarios.FirstOrDefault(scenario => scenario.Id == id)?.LatestVersion ?? 1;
}
