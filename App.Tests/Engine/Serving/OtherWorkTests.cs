using System.Globalization;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Tests.Architecture;

namespace App.Tests.Engine.Serving;

/// <summary>The equations of work that is not language against audited measurements. The table of the documentation is made here.</summary>
public sealed class OtherWorkTests
{
    private static readonly Lazy<IReadOnlyList<OtherWorkPrediction>> s_rows = new(() => OtherWork.Compare(PlannerCatalog.Default));

    [Fact]
    public void Compare_AllRows_ArePredicted()
    {
        Assert.Equal(PlannerCatalog.Default.OtherWork.Count, s_rows.Value.Count);
        Assert.All(s_rows.Value, row => Assert.True(row.ItemsPerSecond > 0, row.Measured.Id));
    }

    [Fact]
    public void Compare_Documentation_ShowsTheseErrors()
    {
        string text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "models", "serving-other.md"));

        Assert.Contains(Table(), text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bert-large")]
    [InlineData("dlrm-dcnv2")]
    [InlineData("wan2.2-t2v-a14b")]
    public void Compare_Model_MedianErrorIsWithinWhatTheDocumentationPromises(string model)
    {
        double[] errors = [.. s_rows.Value.Where(row => row.Measured.Model == model).Select(row => Math.Abs(row.UnseenError)).Order()];

        Assert.InRange(errors[errors.Length / 2], 0, Tolerance.OtherWorkMedian);
    }

    /// <summary>A line per model and hardware: measurements, their mean rate per card, and the mean errors.</summary>
    internal static string Table()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        List<string> lines =
        [
            "| Model | Products | Hardware | Rows | Measured per card and second | Error | Error, hardware not seen |",
            "|---|---|---|---|---|---|---|",
        ];
        foreach (var group in s_rows.Value.GroupBy(row => (row.Measured.Model, row.Measured.Format, row.Measured.Hardware)).OrderBy(group => group.Key))
        {
            double rate = group.Average(row => row.Measured.ItemsPerSecond / row.Measured.Cards);
            lines.Add(string.Create(culture, $"| {group.Key.Model} | {group.Key.Format} | {group.Key.Hardware} | {group.Count()} | {Rate(rate)} | {Percent(group.Average(row => row.Error))} | {Percent(group.Average(row => row.UnseenError))} |"));
        }

        foreach (IGrouping<string, OtherWorkPrediction> group in s_rows.Value.GroupBy(row => row.Measured.Model).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            double[] unseen = [.. group.Select(row => Math.Abs(row.UnseenError)).Order()];
            double[] seen = [.. group.Select(row => Math.Abs(row.Error)).Order()];
            lines.Add(string.Create(culture, $"| **{group.Key}** | | median of absolute errors | {group.Count()} | | {seen[seen.Length / 2] * 100:0}% | {unseen[unseen.Length / 2] * 100:0}% |"));
        }

        return string.Join('\n', lines);

        string Rate(double value) => value >= 1e6 ? (value / 1e6).ToString("0.0", culture) + " M" : value >= 1 ? value.ToString("N0", culture) : value.ToString("0.00000", culture);
        string Percent(double value) => (value * 100).ToString("+0;-0;0", culture) + "%";
    }
}
