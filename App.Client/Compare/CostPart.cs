using App.Client.Statement;
using App.Engine.Comparisons;

namespace App.Client.Compare;

/// <summary>The parts that an option's present cost is made of, before residual value.</summary>
internal static class CostPart
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

    /// <summary>Keys of their texts; the last part takes in every cost line that has no part of its own.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. s_parts.Select(part => part.Key), "OtherPaid"];

    /// <summary>Present dollars of each part, in the order of <see cref="Keys"/>.</summary>
    public static IReadOnlyList<double> Of(OptionResult option)
    {
        IReadOnlyList<double> discount = option.Statement.Single(line => line.Name == StatementSection.DiscountFactor).Values;
        double Present(StatementLine line) => line.Values.Zip(discount, (value, factor) => value * factor).Sum();
        List<StatementLine> costs = [.. StatementSection.Costs(option.Statement)];
        List<double> parts = [.. s_parts.Select(part => costs.Where(line => part.Lines.Contains(line.Name)).Sum(Present))];
        parts.Add(costs.Where(line => !s_parts.Any(part => part.Lines.Contains(line.Name))).Sum(Present));
        return parts;
    }
}
