namespace App.Engine.Costs;

/// <summary>What a line of the cash flow is spent on.</summary>
public enum CostCategory
{
    /// <summary>Cards, servers, spares and their refresh.</summary>
    Hardware,

    /// <summary>Networks, storage, installation.</summary>
    NetworkAndStorage,

    /// <summary>Construction, colocation and upkeep.</summary>
    Facility,

    /// <summary>Energy and demand charge.</summary>
    Power,

    /// <summary>Staff, support, failed cards, insurance, licences.</summary>
    Upkeep,

    /// <summary>Migration, its upkeep and dual running, split serving.</summary>
    Software,

    /// <summary>Duty, and value added tax less what is recovered.</summary>
    Taxes,

    /// <summary>Rent and lease.</summary>
    Rent,

    /// <summary>Rent of what the fleet does not serve.</summary>
    Bridge,

    /// <summary>Received for what is sold.</summary>
    Resale,
}

/// <summary>A line of the cash flow. The lines add up to the total cost.</summary>
/// <param name="Name">Its name in the section <see cref="CashLines.Section"/>.</param>
/// <param name="Category">What it is spent on.</param>
public sealed record CashLine(string Name, CostCategory Category);

/// <summary>The lines of the cash flow that are money, the same for every option.</summary>
public static class CashLines
{
    /// <summary>The section of a sheet in which they stand.</summary>
    public const string Section = "Cash flow";

    /// <summary>All of them, in the order of the statement; their sum is the line "Total cost".</summary>
    public static IReadOnlyList<CashLine> All { get; } =
    [
        new("Accelerators", CostCategory.Hardware),
        new("Servers", CostCategory.Hardware),
        new("Network", CostCategory.NetworkAndStorage),
        new("Scale-up network", CostCategory.NetworkAndStorage),
        new("Storage", CostCategory.NetworkAndStorage),
        new("Installation", CostCategory.NetworkAndStorage),
        new("Spares", CostCategory.Hardware),
        new("Import duty", CostCategory.Taxes),
        new("Facility construction", CostCategory.Facility),
        new("Software migration", CostCategory.Software),
        new("Split-serving software", CostCategory.Software),
        new("Refresh", CostCategory.Hardware),
        new("Value added tax", CostCategory.Taxes),
        new("Value added tax recovered", CostCategory.Taxes),
        new("Energy", CostCategory.Power),
        new("Demand charge", CostCategory.Power),
        new("Facility", CostCategory.Facility),
        new("Staff", CostCategory.Upkeep),
        new("Support", CostCategory.Upkeep),
        new("Failed cards", CostCategory.Upkeep),
        new("Licences", CostCategory.Upkeep),
        new("Migration upkeep", CostCategory.Software),
        new("Dual running", CostCategory.Software),
        new("Insurance", CostCategory.Upkeep),
        new("Lease payments", CostCategory.Rent),
        new("Rent", CostCategory.Rent),
        new("Bridge rental", CostCategory.Bridge),
        new("Resale of replaced cards", CostCategory.Resale),
        new("Residual value", CostCategory.Resale),
    ];
}
