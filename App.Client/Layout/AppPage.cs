using MudBlazor;

namespace App.Client.Layout;

/// <summary>A page that the navigation offers.</summary>
/// <param name="Path">Its address.</param>
/// <param name="TextKey">Key of its name.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="IsDrawnByServer">Whether the server draws its first view, so that the answer is there before the engine is loaded.</param>
internal sealed record AppPage(string Path, string TextKey, string Icon, bool IsDrawnByServer = false)
{
    /// <summary>All pages, in the order of the navigation. A new page is one more line.</summary>
    public static IReadOnlyList<AppPage> All { get; } =
    [
        new("/", "Compare", Icons.Material.Filled.Balance, IsDrawnByServer: true),
        new("/requirements", "Requirements", Icons.Material.Filled.Tune),
        new("/money", "MoneyAndPower", Icons.Material.Filled.WaterfallChart),
        new("/statement", "Statement", Icons.Material.Filled.CalendarViewMonth, IsDrawnByServer: true),
        new("/uncertainty", "Uncertainty", Icons.Material.Filled.ScatterPlot),
        new("/flips", "FlipValues", Icons.Material.Filled.SwapHoriz),
        new("/pilots", "Pilots", Icons.Material.Filled.Science),
        new("/claim", "ClaimDecomposer", Icons.Material.Filled.Search),
        new("/trust", "Trust", Icons.Material.Filled.Verified),
        new("/evidence", "Evidence", Icons.Material.Filled.FactCheck),
        new("/review", "Review", Icons.Material.Filled.RateReview),
        new("/scenarios", "Scenarios", Icons.Material.Filled.Folder),
    ];
}
