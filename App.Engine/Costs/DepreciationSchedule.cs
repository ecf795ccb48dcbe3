using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>
/// What part of a cost is depreciated at an age: periods of equal length, each with its share, straight within a period. Straight-line has
/// one period; declining balance, sum of years and MACRS have one a year, and MACRS holds its half-year convention in the shares.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
internal sealed class DepreciationSchedule<T>
    where T : struct, IReal<T>
{
    private readonly DepreciationSlots _slots;
    private readonly T[] _shares;
    private readonly T[] _starts;
    private readonly string[] _titles;
    private readonly string[] _startTitles;
    private T _pace;

    /// <summary>Memory for a schedule.</summary>
    /// <param name="slots">Where it stands in the input table.</param>
    public DepreciationSchedule(DepreciationSlots slots)
    {
        _slots = slots;
        _shares = new T[slots.Shares.Count];
        _starts = new T[slots.Shares.Count];
        _startTitles = [.. slots.Shares.Select((_, period) => $"Start of period {period + 1}")];
        _titles = [.. slots.Shares.Select((_, period) => $"Share of period {period + 1} that has passed")];
    }

    /// <summary>Share of the cost that is depreciated at all.</summary>
    public T DepreciableShare { get; private set; }

    /// <summary>Reads the schedule of a run and writes it to a sheet.</summary>
    /// <param name="inputs">The run's numbers.</param>
    /// <param name="sheet">Receives the lines; its section is "Tax".</param>
    public void Read<TSheet>(in CaseInputs<T> inputs, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T length = inputs[_slots.LifeMonths] / inputs[_slots.Periods];
        sheet.Value("Months of a depreciation period", Unit.Months, length);
        _pace = T.Constant(1) / length;
        sheet.Value("Depreciation periods in a month", Unit.One, _pace);
        DepreciableShare = _slots.Salvage is { } salvage ? T.Constant(1) - inputs[salvage] : T.Constant(1);
        sheet.Value("Share of the cost that is depreciated", Unit.One, DepreciableShare);
        T start = T.Constant(0);
        for (int period = 0; period < _shares.Length; period++)
        {
            _shares[period] = inputs[_slots.Shares[period]];
            _starts[period] = start;
            sheet.Value(_startTitles[period], Unit.One, start);
            start += T.Constant(1);
        }
    }

    /// <summary>Share of the depreciable cost that is depreciated at an age.</summary>
    /// <param name="age">Months of service.</param>
    /// <param name="month">The month.</param>
    /// <param name="sheet">Receives the lines.</param>
    public T At<TSheet>(T age, in CalendarMonth<T> month, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        T periods = age * _pace;
        sheet.Month("Depreciation periods passed", Unit.One, month.Index, periods);
        T share = T.Constant(0);
        for (int period = 0; period < _shares.Length; period++)
        {
            T passed = Shares.Clamp(periods - _starts[period]);
            sheet.Month(_titles[period], Unit.One, month.Index, passed);
            share += _shares[period] * passed;
        }

        return share;
    }
}

/// <summary>Where a depreciation schedule stands in the input table.</summary>
/// <param name="LifeMonths">Life for tax.</param>
/// <param name="Periods">Periods in that life.</param>
/// <param name="Shares">Share of the depreciable cost that falls on each period.</param>
/// <param name="Salvage">Share of the cost that is not depreciated; null where all is.</param>
public sealed record DepreciationSlots(Slot LifeMonths, Slot Periods, IReadOnlyList<Slot> Shares, Slot? Salvage);
