using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The lines of one month over all groups; costs positive. Its total is the sum of its lines.</summary>
/// <typeparam name="T">The reading.</typeparam>
public struct MonthTotals<T>
    where T : struct, IReal<T>
{
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

    /// <summary>One-off cost of split serving, USD.</summary>
    internal T SplitSoftware;

    /// <summary>Bridge rental, USD.</summary>
    internal T Bridge;

    /// <summary>Energy at the meter, MWh.</summary>
    internal T EnergyMegawattHours;

    /// <summary>Tokens served by the option's own cards, millions.</summary>
    internal T Megatokens;

    /// <summary>The sum of the lines, USD.</summary>
    public readonly T Total =>
        _accelerators + _servers + _network + _storage + _installation + _migration + SplitSoftware
        + _energy + _facility + _staff + _support + _failures + _rent + Bridge - _residual;

    /// <summary>Adds what a group costs at the order.</summary>
    /// <param name="group">The group.</param>
    public void AddCapital(in GroupState<T> group)
    {
        _accelerators += group.Accelerators;
        _servers += group.Servers;
        _network += group.Network;
        _storage += group.Storage;
        _installation += group.Installation;
        _migration += group.Migration;
    }

    /// <summary>Adds what a group costs in a month of service.</summary>
    /// <param name="group">The group.</param>
    /// <param name="available">Share of the month in service.</param>
    /// <param name="kilowattHours">Its energy at the meter.</param>
    /// <param name="isLast">Whether it is sold at the end of this month.</param>
    /// <returns>The group's cost in the month, USD.</returns>
    public T AddMonth(in GroupState<T> group, T available, T kilowattHours, bool isLast)
    {
        T energy = kilowattHours * group.EnergyPrice;
        T facility = group.FacilityPerMonth * available;
        T staff = group.StaffPerMonth * available;
        T support = group.SupportPerMonth * available;
        T failures = group.FailuresPerMonth * available;
        T residual = isLast ? group.Residual : T.Constant(0);
        _energy += energy;
        _facility += facility;
        _staff += staff;
        _support += support;
        _failures += failures;
        _rent += group.RentPerMonth;
        _residual += residual;
        return energy + facility + staff + support + failures + group.RentPerMonth - residual;
    }

    /// <summary>Writes the month to a sheet.</summary>
    /// <typeparam name="TSheet">Where the lines go.</typeparam>
    /// <param name="month">The month.</param>
    /// <param name="discount">Discount factor of the month.</param>
    /// <param name="present">Present value of the month's total, USD.</param>
    /// <param name="sheet">Receives the lines.</param>
    public readonly void Write<TSheet>(int month, T discount, T present, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        Unit dollars = Unit.UsDollarsPerMonth;
        sheet.Month("Tokens served on own cards", Unit.MegatokensPerMonth, month, Megatokens);
        sheet.Month("Energy at the meter", Unit.MegawattHoursPerMonth, month, EnergyMegawattHours);
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
        sheet.Month("Total cost", dollars, month, Total);
        sheet.Month("Discount factor", Unit.One, month, discount);
        sheet.Month("Present cost", dollars, month, present);
    }
}
