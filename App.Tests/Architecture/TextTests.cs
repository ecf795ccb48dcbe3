using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace App.Tests.Architecture;

/// <summary>Rules of typography that every text of the browser keeps.</summary>
public sealed partial class TextTests
{
    private static readonly string s_client = Path.Combine(SourceTree.Root, "App.Client");

    [Fact]
    public void Texts_HaveNoBlankBeforePunctuation()
    {
        (string Name, string Value)[] texts = [.. Files("*.resx").SelectMany(file => XDocument.Load(file).Root!.Elements("data"))
            .Select(data => (data.Attribute("name")!.Value, data.Element("value")!.Value))];

        Assert.True(texts.Length > 500);
        Assert.DoesNotContain(texts, text => BlankBefore().IsMatch(text.Value));
    }

    /// <summary>A figure and its unit are given as one: where there is no unit, the blank between them would stand before the punctuation.</summary>
    [Fact]
    public void Texts_WithAFigureAndItsUnitBeforePunctuation_TakeThemAsOne()
    {
        Assert.DoesNotContain(Files("*.resx").SelectMany(file => XDocument.Load(file).Root!.Elements("data")).Select(data => data.Element("value")!.Value), text => FigureAndUnit().IsMatch(text));
        Assert.DoesNotContain(Files("*.razor").SelectMany(File.ReadLines), line => UnitBefore().IsMatch(line));
    }

    [Theory]
    [InlineData("one : two", true)]
    [InlineData("is it so ?", true)]
    [InlineData("one: two, three.", false)]
    [InlineData("shares of .5 and …", false)]
    public void BlankBefore_KnowsAStrayBlank(string text, bool isStray) => Assert.Equal(isStray, BlankBefore().IsMatch(text));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(s_client, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(s_client, file).StartsWith("obj", StringComparison.Ordinal));

    [GeneratedRegex(@"\s[:;,.!?](\s|$)")]
    private static partial Regex BlankBefore();

    [GeneratedRegex(@"\{\d+\} \{\d+\}[:;,.!?](\s|$)")]
    private static partial Regex FigureAndUnit();

    [GeneratedRegex(@"\s@[\w.]*(Unit|Symbol)[:;,.!?](\s|<)")]
    private static partial Regex UnitBefore();
}
