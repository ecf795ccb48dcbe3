using MudBlazor;

namespace App.Client.Layout;

/// <summary>A page that the navigation offers.</summary>
/// <param name="Path">Its address.</param>
/// <param name="TextKey">Key of its name.</param>
/// <param name="Icon">Its icon.</param>
internal sealed record AppPage(string Path, string TextKey, string Icon)
{
    /// <summary>All pages, in the order of the navigation. A new page is one more line.</summary>
    public static IReadOnlyList<AppPage> All { get; } =
    [
        new("/", "Compare", Icons.Material.Filled.Balance),
        new("/requirements", "Requirements", Icons.Material.Filled.Tune),
        new("/statement", "Statement", Icons.Material.Filled.CalendarViewMonth),
        new("/evidence", "Evidence", Icons.Material.Filled.FactCheck),
        new("/review", "Review", Icons.Material.Filled.RateReview),
        new("/scenarios", "Scenarios", Icons.Material.Filled.Folder),
    ];
}
