using System.Text.RegularExpressions;
using System.Xml.Linq;
using App.Tests.Architecture;

namespace App.Tests.Client.Trust;

public sealed partial class TrustTextsTests
{
    private static readonly string s_folder = Path.Combine(SourceTree.Root, "App.Client", "Trust");

    [Fact]
    public void Pages_EveryTextTheyAskFor_IsThere()
    {
        HashSet<string> texts = [.. XDocument.Load(Path.Combine(s_folder, "TrustTexts.resx")).Root!.Elements("data")
            .Select(data => data.Attribute("name")!.Value)];
        string[] asked = [.. Directory.GetFiles(s_folder, "*.razor").SelectMany(file => Asked().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, key => !texts.Contains(key));
    }

    [GeneratedRegex("\\bT\\[\"([^\"{]+)\"")]
    private static partial Regex Asked();
}
