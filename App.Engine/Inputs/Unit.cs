namespace App.Engine.Inputs;

/// <summary>The unit of a number, by its symbol. Decimal prefixes; dollars are nominal US dollars.</summary>
/// <param name="Symbol">What is printed behind the number; empty for a count or a fraction of one.</param>
public readonly record struct Unit(string Symbol)
{
    /// <summary>A pure number.</summary>
    public static Unit One => new("");

    /// <summary>Accelerator cards.</summary>
    public static Unit Cards => new("cards");

    /// <summary>Servers.</summary>
    public static Unit Servers => new("servers");

    /// <summary>Milliseconds.</summary>
    public static Unit Milliseconds => new("ms");

    /// <summary>Seconds.</summary>
    public static Unit Seconds => new("s");

    /// <summary>Sequences in flight.</summary>
    public static Unit Sequences => new("sequences");

    /// <summary>Requests, or candidates for recommendation, per second.</summary>
    public static Unit WorkPerSecond => new("1/s");

    /// <summary>Tokens.</summary>
    public static Unit Tokens => new("tokens");

    /// <summary>Tokens per second.</summary>
    public static Unit TokensPerSecond => new("tokens/s");

    /// <summary>Tokens per day.</summary>
    public static Unit TokensPerDay => new("tokens/day");

    /// <summary>Millions of tokens per month.</summary>
    public static Unit MegatokensPerMonth => new("M tokens/month");

    /// <summary>Millions of tokens.</summary>
    public static Unit Megatokens => new("M tokens");

    /// <summary>Millions.</summary>
    public static Unit Millions => new("M");

    /// <summary>Millions per month.</summary>
    public static Unit MillionsPerMonth => new("M/month");

    /// <summary>Hours.</summary>
    public static Unit Hours => new("h");

    /// <summary>Millions of seconds.</summary>
    public static Unit Megaseconds => new("Ms");

    /// <summary>Months.</summary>
    public static Unit Months => new("months");

    /// <summary>Megawatts.</summary>
    public static Unit Megawatts => new("MW");

    /// <summary>Kilowatts.</summary>
    public static Unit Kilowatts => new("kW");

    /// <summary>Kilowatt-hours per month.</summary>
    public static Unit KilowattHoursPerMonth => new("kWh/month");

    /// <summary>Kilowatt-hours.</summary>
    public static Unit KilowattHours => new("kWh");

    /// <summary>Megawatt-hours per month.</summary>
    public static Unit MegawattHoursPerMonth => new("MWh/month");

    /// <summary>Tokens per kilowatt-hour.</summary>
    public static Unit TokensPerKilowattHour => new("tokens/kWh");

    /// <summary>US dollars.</summary>
    public static Unit UsDollars => new("USD");

    /// <summary>US dollars per hour.</summary>
    public static Unit UsDollarsPerHour => new("USD/h");

    /// <summary>US dollars per year.</summary>
    public static Unit UsDollarsPerYear => new("USD/year");

    /// <summary>US dollars per kilowatt.</summary>
    public static Unit UsDollarsPerKilowatt => new("USD/kW");

    /// <summary>US dollars per kilowatt-hour.</summary>
    public static Unit UsDollarsPerKilowattHour => new("USD/kWh");

    /// <summary>US dollars per month.</summary>
    public static Unit UsDollarsPerMonth => new("USD/month");

    /// <summary>US dollars per million tokens.</summary>
    public static Unit UsDollarsPerMegatoken => new("USD/M tokens");

    /// <summary>US dollars per million scored items.</summary>
    public static Unit UsDollarsPerMillionItems => new("USD/M items");

    /// <inheritdoc/>
    public override string ToString() => Symbol;
}
