using App.Client.Layout;
using App.Client.Requirements;
using App.Client.Resources;
using Microsoft.Extensions.Localization;

namespace App.Client.Search;

/// <summary>Something that was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Where">The page it is on, or the value that it has.</param>
/// <param name="Page">Address of the page.</param>
/// <param name="Seek">The place on it, as in <see cref="SearchPlace"/>.</param>
internal sealed record Finding(string Name, string Where, string Page, string Seek)
{
    private const int MostPlaces = 5;
    private const int MostAssumptions = 14;
    private static readonly Lazy<IReadOnlyList<AssumptionChoice>> s_assumptions = new(AssumptionChoice.All);

    /// <summary>The pages, fields and assumptions that fit what was typed, best first.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="texts">The application's texts.</param>
    /// <param name="read">Ids of the assumptions that some option of the case reads, what moves the decision most first; these are on the evidence page.</param>
    public static IReadOnlyList<Finding> Of(string typed, IStringLocalizer<Texts> texts, IReadOnlyList<string> read)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return [];
        }

        Dictionary<string, int> weights = read.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

        // A field, then a value of this comparison, then a page, then what the catalogue knows beside.
        IEnumerable<Ranked> places = SearchWords.File.Places.Select(place => new Ranked(
            SearchWords.Rank(typed, texts[place.Text], place.Words), place.Seek.Length > 0 ? 0 : 2,
            new(texts[place.Text], place.Seek.Length > 0 && AppPage.All.FirstOrDefault(page => page.Path == place.Page) is { } page ? texts[page.TextKey] : "", place.Page, place.Seek)));
        IEnumerable<Ranked> assumptions = s_assumptions.Value.OrderBy(choice => weights.GetValueOrDefault(choice.Path, int.MaxValue))
            .Select(choice => new Ranked(
                SearchWords.Rank(typed, choice.Name, SearchWords.Of(choice.Path)), weights.ContainsKey(choice.Path) ? 1 : 3,
                weights.ContainsKey(choice.Path)
                    ? new(choice.Name, choice.Value, "/evidence", choice.Path)
                    : new(choice.Name, choice.Value, $"/ledger/{choice.Path}", "")));
        IEnumerable<Ranked> best = assumptions.Where(entry => entry.Rank is not null).OrderBy(entry => entry.Group).ThenBy(entry => entry.Rank).Take(MostAssumptions);
        return [.. Ordered(Ordered(places).Take(MostPlaces).Concat(best)).Select(entry => entry.Found)];
    }

    private static IEnumerable<Ranked> Ordered(IEnumerable<Ranked> entries) =>
        entries.Where(entry => entry.Rank is not null).OrderBy(entry => entry.Rank).ThenBy(entry => entry.Group);

    private sealed record Ranked(int? Rank, int Group, Finding Found);
}
