using System.Text.RegularExpressions;
using System.Xml.Linq;
using App.Tests.Architecture;

namespace App.Tests.Client.Ledger;

public sealed partial class LedgerTextsTests
{
    private static readonly string s_folder = Path.Combine(SourceTree.Root, "App.Client", "Ledger");
    private static readonly HashSet<string> s_texts = [.. XDocument.Load(Path.Combine(s_folder, "LedgerTexts.resx")).Root!.Elements("data")
        .Select(data => data.Attribute("name")!.Value)];

    [Fact]
    public void Pages_EveryTextTheyAskFor_IsThere()
    {
        string[] asked = [.. Directory.GetFiles(s_folder, "*.*").Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct()];

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, key => !s_texts.Contains(key));
    }

    /// <summary>A refusal names a field as the page does, never as the program does.</summary>
    [Fact]
    public void Rules_EveryFieldTheyRefuse_HasTheNameThatThePageShows()
    {
        string[] fields = [.. Directory.GetFiles(Path.Combine(SourceTree.Root, "App.Engine", "Evidence"), "*Rules.cs")
            .SelectMany(file => Refused().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct()];

        Assert.Contains("rekeyedValue", fields);
        Assert.Contains("archive", fields);
        Assert.Contains("low, value, high", fields);
        Assert.Contains("who", fields);
        Assert.DoesNotContain(fields, field => !s_texts.Contains($"Field.{field}"));
    }

    [GeneratedRegex("\\b(?:T\\[|SigningBar\\(|new\\()\"([A-Z][^\"{]*)\"")]
    private static partial Regex Asked();

    [GeneratedRegex("(?:Require|Fits|Text|new\\(Refusal\\.\\w+)[,(](?:[^\"?]|\\?\\.)*\"([a-z][A-Za-z.]*(?:, [a-z]+)*)\"")]
    private static partial Regex Refused();
}
