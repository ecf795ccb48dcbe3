using App.Engine.Comparisons;

namespace App.Client.Compare;

/// <summary>A part of an option's present cost.</summary>
/// <param name="Key">Key of its text.</param>
/// <param name="UsDollars">Present dollars before residual value.</param>
internal sealed record CostPart(string Key, double UsDollars)
{
    private static readonly (string Key, string[] Lines)[] s_parts =
    [
        ("Hardware", ["Accelerators", "Servers"]),
        ("NetworkAndSite", ["Network", "Storage", "Installation", "Facility"]),
        ("Power", ["Energy"]),
        ("Upkeep", ["Staff", "Support", "Failed cards"]),
        ("Software", ["Software migration", "Split-serving software"]),
        ("RentPaid", ["Rent"]),
        ("BridgePaid", ["Bridge rental"]),
    ];

    public static IEnumerable<string> Keys => s_parts.Select(part => part.Key);

    public static IReadOnlyList<CostPart> Of(OptionResult option)
    {
        IReadOnlyList<double> discount = Line(option, "Discount factor");
        return [.. s_parts.Select(part => new CostPart(
            part.Key, part.Lines.Sum(name => Line(option, name).Zip(discount, (value, factor) => value * factor).Sum())))];
    }

    private static IReadOnlyList<double> Line(OptionResult option, string name) =>
        option.Statement.Single(line => line.Name == name).Values;
}
