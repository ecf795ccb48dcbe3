using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Client.Search;

/// <summary>A page, or a field of a page, that can be found.</summary>
/// <param name="Page">Address of the page.</param>
/// <param name="Text">Key of its name in the application's texts.</param>
/// <param name="Words">What it is also called.</param>
/// <param name="Seek">Id or data-testid of the place on the page; with a star before, how that ends; empty for the page itself.</param>
internal sealed record SearchPlace(string Page, string Text, string Words, string Seek = "");

/// <summary>What is read from search-words.json.</summary>
/// <param name="Words">By a part of an assumption's path: what people of the field also call it.</param>
/// <param name="Places">The pages and fields.</param>
internal sealed record SearchWordsFile(IReadOnlyDictionary<string, string> Words, IReadOnlyList<SearchPlace> Places);

/// <summary>Finds things by their name and by the other words of the field for them, which are data.</summary>
internal static class SearchWords
{
    private static readonly Lazy<SearchWordsFile> s_file = new(() =>
    {
        using Stream stream = typeof(SearchWords).Assembly.GetManifestResourceStream("search-words.json")!;
        return JsonSerializer.Deserialize(stream, SearchJson.Default.SearchWordsFile)!;
    });

    public static SearchWordsFile File => s_file.Value;

    /// <summary>What the assumption at a path is also called.</summary>
    public static string Of(string path) =>
        string.Join(' ', path.Split('/').Select(part => File.Words.GetValueOrDefault(part, "")).Where(words => words.Length > 0));

    /// <summary>How well something fits what was typed: every word of it must occur.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="name">The name of the thing.</param>
    /// <param name="words">What it is also called.</param>
    /// <param name="more">What else is said of it, which counts less.</param>
    /// <returns>0 for a word of the name, 1 for another word for it, 2 for a mention; null where it does not fit.</returns>
    public static int? Rank(string typed, string name, string words, string more = "")
    {
        int worst = 0;
        foreach (string word in typed.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Begins(name, word))
            {
                continue;
            }

            if (Begins(words, word))
            {
                worst = Math.Max(worst, 1);
            }
            else if (Contains(name, word) || Contains(more, word))
            {
                worst = 2;
            }
            else
            {
                return null;
            }
        }

        return worst;
    }

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a word of a text begins so: "itl" is no title, "rent" nothing different.</summary>
    private static bool Begins(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]) || CharUnicodeInfo.GetUnicodeCategory(text[at]) == UnicodeCategory.OtherLetter)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How search-words.json is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SearchWordsFile))]
internal sealed partial class SearchJson : JsonSerializerContext;
