namespace App.Client.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Colour">Index of its option, which sets colour and letter.</param>
/// <param name="Values">One value per position, at least one.</param>
/// <param name="IsLimit">Whether the others are measured against it: it is dashed and has neither colour nor letter.</param>
public sealed record ChartSeries(string Name, int Colour, IReadOnlyList<double> Values, bool IsLimit = false);

/// <summary>A step of a waterfall.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">A total where it stands for an option, else what is added to the steps before.</param>
/// <param name="Option">Index of the option whose total it is; null where something is added.</param>
public sealed record WaterfallStep(string Name, double Value, int? Option = null);

/// <summary>A bar made of parts.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Colour">Index of its option.</param>
/// <param name="Parts">Its parts, none below 0, in the order of the legend.</param>
/// <param name="Total">The figure at its end.</param>
public sealed record ChartBar(string Name, int Colour, IReadOnlyList<double> Parts, double Total);

/// <summary>What a value becomes between a low and a high value of something else.</summary>
/// <param name="Low">Value at the low end.</param>
/// <param name="High">Value at the high end.</param>
public readonly record struct ChartRange(double Low, double High);
