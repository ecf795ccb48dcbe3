using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>
/// A column of the timeline. Month 0 is the order, months 1 to the horizon are months of service. The flags are 0 or 1, so that
/// every line has the same formula in every month; what a line remembers of the month before is 0 before month 0.
/// </summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Index">Column, 0 for the order.</param>
/// <param name="Number">The same as a number of the reading: months from the order to the end of the month.</param>
/// <param name="Order">1 in month 0.</param>
/// <param name="First">1 in month 1.</param>
/// <param name="Service">1 from month 1 on.</param>
/// <param name="Last">1 in the last month.</param>
internal readonly record struct CalendarMonth<T>(int Index, T Number, T Order, T First, T Service, T Last)
    where T : struct, IReal<T>
{
    /// <summary>A month, written to a sheet.</summary>
    /// <param name="index">Column, 0 for the order.</param>
    /// <param name="horizonMonths">The last column.</param>
    /// <param name="sheet">Receives the lines; its section is "Timing".</param>
    public static CalendarMonth<T> Of<TSheet>(int index, int horizonMonths, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        CalendarMonth<T> month = new(
            index, T.Constant(index), Flag(index == 0), Flag(index == 1), Flag(index > 0), Flag(index == horizonMonths));
        sheet.Month("Month", Unit.One, index, month.Number);
        sheet.Month("Order", Unit.One, index, month.Order);
        sheet.Month("First month of service", Unit.One, index, month.First);
        sheet.Month("Month of service", Unit.One, index, month.Service);
        sheet.Month("Last month", Unit.One, index, month.Last);
        return month;
    }

    private static T Flag(bool isSet) => T.Constant(isSet ? 1 : 0);
}
