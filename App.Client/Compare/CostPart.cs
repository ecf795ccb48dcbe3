using App.Client.Statement;
using App.Engine.Comparisons;
using App.Engine.Costs;

namespace App.Client.Compare;

/// <summary>The parts that an option's present cost is made of, before tax relief and before what is sold.</summary>
internal static class CostPart
{
    private static readonly (string Key, CostCategory[] Categories)[] s_parts =
    [
        ("Hardware", [CostCategory.Hardware]),
        ("NetworkAndSite", [CostCategory.NetworkAndStorage, CostCategory.Facility]),
        ("Power", [CostCategory.Power]),
        ("Upkeep", [CostCategory.Upkeep]),
        ("Software", [CostCategory.Software]),
        ("RentPaid", [CostCategory.Rent]),
        ("BridgePaid", [CostCategory.Bridge]),
        ("OtherPaid", [CostCategory.Taxes]),
    ];

    /// <summary>Keys of their texts.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. s_parts.Select(part => part.Key)];

    /// <summary>Present dollars of each part, in the order of <see cref="Keys"/>.</summary>
    public static IReadOnlyList<double> Of(OptionResult option) =>
        [.. s_parts.Select(part => Present(option, line => part.Categories.Contains(line.Category)))];

    /// <summary>Present dollars received for what is sold; negative.</summary>
    public static double Sold(OptionResult option) => Present(option, line => line.Category == CostCategory.Resale);

    /// <summary>Present dollars of tax saved; negative.</summary>
    public static double TaxRelief(OptionResult option) => -Present(option, StatementSection.TaxRelief);

    private static double Present(OptionResult option, Func<CashLine, bool> belongs) =>
        CashLines.All.Where(belongs).Sum(line => Present(option, line.Name));

    private static double Present(OptionResult option, string name)
    {
        IReadOnlyList<double> discount = Line(option, StatementSection.DiscountFactor);
        return Line(option, name).Zip(discount, (value, factor) => value * factor).Sum();
    }

    private static IReadOnlyList<double> Line(OptionResult option, string name) => option.Statement.Single(line => line.Name == name).Values;
}
