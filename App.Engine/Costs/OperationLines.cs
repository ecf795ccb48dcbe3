namespace App.Engine.Costs;

/// <summary>Names of the monthly lines that show demand against capacity and power against its limit.</summary>
public static class OperationLines
{
    /// <summary>Of a workload: demand in the busiest hour, 1/s.</summary>
    public const string Demand = "Demand in the busiest hour";

    /// <summary>Of a workload: what the option's own cards can serve, 1/s.</summary>
    public const string Capacity = "Capacity";

    /// <summary>Of a kind of bought card: cards that have arrived.</summary>
    public const string CardsDelivered = "Cards delivered";

    /// <summary>Of a site: power at the meter that there is, kW.</summary>
    public const string PowerLimit = "Power limit at the meter";

    /// <summary>Of a site: power at the meter if every delivered card drew its full power, kW.</summary>
    public const string NameplatePower = "Nameplate power at the meter";

    /// <summary>Of a site: power at the meter in the busiest hour, kW.</summary>
    public const string HighestPower = "Highest power at the meter";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Demand, Capacity, CardsDelivered, PowerLimit, NameplatePower, HighestPower];
}
