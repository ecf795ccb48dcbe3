using App.Client.Resources;
using Microsoft.Extensions.Localization;

namespace App.Client.Statement;

/// <summary>A column of the statement: some months of it, both ends counted. Month 0 is the order.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Which month or year.</param>
/// <param name="From">First month.</param>
/// <param name="To">Last month.</param>
internal sealed record StatementColumn(StatementPeriod Kind, int Number, int From, int To)
{
    /// <summary>Whether it is a single moment, which has a discount factor.</summary>
    public bool IsMonth => Kind is StatementPeriod.Order or StatementPeriod.Month;

    /// <summary>How it is set off; years only from months.</summary>
    public string Class(bool byYear) => Kind switch { StatementPeriod.Year when !byYear => "year", StatementPeriod.Whole => "whole", _ => "" };

    /// <summary>The columns: the order, then months, each year with its sum; the whole horizon last.</summary>
    public static IReadOnlyList<StatementColumn> Of(int months, bool byYear)
    {
        List<StatementColumn> columns = [new(StatementPeriod.Order, 0, 0, 0)];
        for (int month = 1; month <= months; month++)
        {
            if (!byYear)
            {
                columns.Add(new(StatementPeriod.Month, month, month, month));
            }

            if (month % 12 == 0 || month == months)
            {
                int year = (month + 11) / 12;
                columns.Add(new(StatementPeriod.Year, year, ((year - 1) * 12) + 1, month));
            }
        }

        columns.Add(new(StatementPeriod.Whole, 0, 0, months));
        return columns;
    }

    /// <summary>Its heading.</summary>
    public string Name(IStringLocalizer<Texts> texts) => Kind switch
    {
        StatementPeriod.Order => texts["Order"],
        StatementPeriod.Month => texts["Month", Number],
        StatementPeriod.Year => To - From == 11 ? texts["Year", Number] : texts["YearPart", Number, From, To],
        _ => texts["Sum"],
    };

    /// <summary>Sum of a line over its months.</summary>
    public double Sum(IReadOnlyList<double> values)
    {
        double sum = 0;
        for (int month = From; month <= To; month++)
        {
            sum += values[month];
        }

        return sum;
    }
}

/// <summary>What a column of the statement stands for.</summary>
internal enum StatementPeriod
{
    Order,
    Month,
    Year,
    Whole,
}
