using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The money of a month over all groups; costs positive, the total is the sum of the lines. Sums run from the order on.</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct CashMonth<T>
    where T : struct, IReal<T>
{
    /// <summary>What the dollar of this month is worth at the order.</summary>
    public T Discount;

    /// <summary>Present value of all costs less the residual, USD, summed.</summary>
    public T PresentCost;

    /// <summary>The discount factor of a month; costs fall at its end.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="monthlyDiscount">Factor of one month.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is "Timing".</param>
    public void Advance<TSheet>(T monthlyDiscount, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Discount = (Discount * monthlyDiscount) + month.Order;
        sheet.Month("Discount factor of the month", Unit.One, month.Index, Discount);
    }

    /// <summary>Adds up a month.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="workspace">Groups and workloads in this month.</param>
    /// <param name="splitSoftware">One-off cost of split serving, USD.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines; its section is "Cash flow".</param>
    public void Close<TSheet>(FleetWorkspace<T> workspace, T splitSoftware, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T megatokens = T.Constant(0);
        T bridge = T.Constant(0);
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            megatokens += workspace.WorkloadMonths[w].ServedRequests * workspace.Workloads[w].TokensPerRequest;
            bridge += workspace.WorkloadMonths[w].BridgeRent;
        }

        Lines lines = default;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            T cost = lines.Add(workspace.Groups[g], workspace.GroupMonths[g], month);
            workspace.GroupMonths[g].PresentCost += cost * Discount;
        }

        lines.SplitSoftware = splitSoftware * month.Order;
        lines.Bridge = bridge;
        sheet.Month("Tokens served on own cards", Unit.MegatokensPerMonth, month.Index, megatokens);
        lines.Write(month.Index, ref sheet);
        T total = lines.Total;
        sheet.Month("Total cost", Unit.UsDollarsPerMonth, month.Index, total);
        sheet.Month("Discount factor", Unit.One, month.Index, Discount);
        T present = total * Discount;
        sheet.Month("Present cost", Unit.UsDollarsPerMonth, month.Index, present);
        PresentCost += present;
        sheet.Month("Present cost so far", Unit.UsDollars, month.Index, PresentCost);
    }

    private struct Lines
    {
        internal T SplitSoftware;
        internal T Bridge;
        private T _energyMegawattHours;
        private T _accelerators;
        private T _servers;
        private T _network;
        private T _storage;
        private T _installation;
        private T _migration;
        private T _energy;
        private T _facility;
        private T _staff;
        private T _support;
        private T _failures;
        private T _rent;
        private T _residual;

        public readonly T Total =>
            _accelerators + _servers + _network + _storage + _installation + _migration + SplitSoftware
            + _energy + _facility + _staff + _support + _failures + _rent + Bridge - _residual;

        public T Add(in GroupState<T> group, in GroupMonth<T> now, in CalendarMonth<T> month)
        {
            T energy = now.KilowattHours * group.EnergyPrice;
            T facility = group.FacilityPerMonth * now.InService;
            T staff = group.StaffPerMonth * now.InService;
            T support = group.SupportPerMonth * now.InService;
            T failures = group.FailuresPerMonth * now.InService;
            T rent = group.RentPerMonth * month.Service;
            T residual = group.Residual * month.Last;
            _energyMegawattHours += now.KilowattHours / T.Constant(1000);
            _accelerators += group.Accelerators * month.Order;
            _servers += group.Servers * month.Order;
            _network += group.Network * month.Order;
            _storage += group.Storage * month.Order;
            _installation += group.Installation * month.Order;
            _migration += group.Migration * month.Order;
            _energy += energy;
            _facility += facility;
            _staff += staff;
            _support += support;
            _failures += failures;
            _rent += rent;
            _residual += residual;
            return (group.Capital * month.Order) + energy + facility + staff + support + failures + rent - residual;
        }

        public readonly void Write<TSheet>(int month, ref TSheet sheet)
            where TSheet : struct, ISheet<T>
        {
            Unit dollars = Unit.UsDollarsPerMonth;
            sheet.Month("Energy at the meter", Unit.MegawattHoursPerMonth, month, _energyMegawattHours);
            sheet.Month("Accelerators", dollars, month, _accelerators);
            sheet.Month("Servers", dollars, month, _servers);
            sheet.Month("Network", dollars, month, _network);
            sheet.Month("Storage", dollars, month, _storage);
            sheet.Month("Installation", dollars, month, _installation);
            sheet.Month("Software migration", dollars, month, _migration);
            sheet.Month("Split-serving software", dollars, month, SplitSoftware);
            sheet.Month("Energy", dollars, month, _energy);
            sheet.Month("Facility", dollars, month, _facility);
            sheet.Month("Staff", dollars, month, _staff);
            sheet.Month("Support", dollars, month, _support);
            sheet.Month("Failed cards", dollars, month, _failures);
            sheet.Month("Rent", dollars, month, _rent);
            sheet.Month("Bridge rental", dollars, month, Bridge);
            sheet.Month("Residual value", dollars, month, -_residual);
        }
    }
}
