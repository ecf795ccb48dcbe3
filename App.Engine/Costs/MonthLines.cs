using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The lines of a month of the cash flow, USD; receipts positive, written negative. Every option has every line.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct MonthLines<T>
    where T : struct, IReal<T>
{
    public T Megatokens;
    public T KilowattHours;
    public T Accelerators;
    public T Servers;
    public T Network;
    public T ScaleUpNetwork;
    public T Storage;
    public T Installation;
    public T Spares;
    public T Duty;
    public T Construction;
    public T Migration;
    public T SplitSoftware;
    public T Refresh;
    public T ValueAddedTax;
    public T ValueAddedTaxRecovered;
    public T Energy;
    public T DemandCharge;
    public T Facility;
    public T Staff;
    public T Support;
    public T Failures;
    public T Licences;
    public T MigrationUpkeep;
    public T DualRunning;
    public T Insurance;
    public T Lease;
    public T Rent;
    public T Bridge;
    public T Resale;
    public T Residual;

    /// <summary>Depreciation; not money.</summary>
    public T Depreciation;

    /// <summary>Cost less depreciation of what is owned; not money.</summary>
    public T BookValue;

    /// <summary>Software bought with the fleet, deducted at once.</summary>
    public readonly T Software => Migration + SplitSoftware;

    /// <summary>Paid by the buyer for equipment, with duty and without value added tax and refresh.</summary>
    public readonly T Equipment =>
        Accelerators + Servers + Network + ScaleUpNetwork + Storage + Installation + Spares + Duty;

    /// <summary>Spent on the purchase, without value added tax and refresh.</summary>
    public readonly T Capital =>
        Equipment + Construction + Migration + SplitSoftware;

    /// <summary>Spent on running.</summary>
    public readonly T Operating =>
        Energy + DemandCharge + Facility + Staff + Support + Failures + Licences + MigrationUpkeep + DualRunning + Insurance + Lease
        + Rent + Bridge;

    /// <summary>Adds a group.</summary>
    public void Add(in GroupState<T> group, in GroupCash<T> cash)
    {
        Accelerators += group.Accelerators * cash.DueInDollars;
        Servers += group.Servers * cash.DueInDollars;
        Network += group.Network * cash.DueInDollars;
        ScaleUpNetwork += group.ScaleUpNetwork * cash.DueInDollars;
        Storage += group.Storage * cash.DueInDollars;
        Installation += group.Installation * cash.DueInDollars;
        Spares += group.Spares * cash.DueInDollars;
        Duty += group.Duty * cash.DueInDollars;
        Refresh += cash.Refresh;
        Migration += cash.Migration;
        MigrationUpkeep += cash.MigrationUpkeep;
        DualRunning += cash.DualRunning;
        Staff += cash.Staff;
        Support += cash.Support;
        Insurance += cash.Insurance;
        Licences += cash.Licences;
        Failures += cash.Failures;
        Lease += cash.Lease;
        Rent += cash.Rent;
        Resale += cash.ResaleOfReplaced;
        Residual += cash.Residual;
        Depreciation += cash.Depreciation;
        BookValue += cash.BookValue;
    }

    /// <summary>Adds a site.</summary>
    public void Add(in SiteMonth<T> site, T last)
    {
        KilowattHours += site.KilowattHours;
        Construction += site.Construction;
        Energy += site.EnergyCost;
        DemandCharge += site.DemandCost;
        Facility += site.FacilityCost;
        Depreciation += site.Depreciation;
        BookValue += site.BookValue;

        // A building is worth in the end what is left of its cost.
        Residual += site.BookValue * last;
    }

    /// <summary>Writes them to a sheet.</summary>
    public readonly void Write<TSheet>(int month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Unit dollars = Unit.UsDollarsPerMonth;
        sheet.Month("Tokens served on own cards", Unit.MegatokensPerMonth, month, Megatokens);
        sheet.Month("Energy at the meter", Unit.MegawattHoursPerMonth, month, KilowattHours / T.Constant(1000));
        sheet.Month("Accelerators", dollars, month, Accelerators);
        sheet.Month("Servers", dollars, month, Servers);
        sheet.Month("Network", dollars, month, Network);
        sheet.Month("Scale-up network", dollars, month, ScaleUpNetwork);
        sheet.Month("Storage", dollars, month, Storage);
        sheet.Month("Installation", dollars, month, Installation);
        sheet.Month("Spares", dollars, month, Spares);
        sheet.Month("Import duty", dollars, month, Duty);
        sheet.Month("Facility construction", dollars, month, Construction);
        sheet.Month("Software migration", dollars, month, Migration);
        sheet.Month("Split-serving software", dollars, month, SplitSoftware);
        sheet.Month("Refresh", dollars, month, Refresh);
        sheet.Month("Value added tax", dollars, month, ValueAddedTax);
        sheet.Month("Value added tax recovered", dollars, month, -ValueAddedTaxRecovered);
        sheet.Month("Energy", dollars, month, Energy);
        sheet.Month("Demand charge", dollars, month, DemandCharge);
        sheet.Month("Facility", dollars, month, Facility);
        sheet.Month("Staff", dollars, month, Staff);
        sheet.Month("Support", dollars, month, Support);
        sheet.Month("Failed cards", dollars, month, Failures);
        sheet.Month("Licences", dollars, month, Licences);
        sheet.Month("Migration upkeep", dollars, month, MigrationUpkeep);
        sheet.Month("Dual running", dollars, month, DualRunning);
        sheet.Month("Insurance", dollars, month, Insurance);
        sheet.Month("Lease payments", dollars, month, Lease);
        sheet.Month("Rent", dollars, month, Rent);
        sheet.Month("Bridge rental", dollars, month, Bridge);
        sheet.Month("Resale of replaced cards", dollars, month, -Resale);
        sheet.Month("Residual value", dollars, month, -Residual);
        sheet.Month("Depreciation", dollars, month, Depreciation);
        sheet.Month("Book value", Unit.UsDollars, month, BookValue);
    }
}
