namespace App.Engine.Calibration;

/// <summary>A summary of predicting what was held back.</summary>
/// <param name="HeldBack">What was held back together: "rows", "series", "model", "chip" or "vendor".</param>
/// <param name="Quantity">What was predicted: "timePerOutputToken", "outputRate", "prefillAtLowLoad" or "firstTokenUnderLoad".</param>
/// <param name="Observations">Observations predicted.</param>
/// <param name="MedianErrorFraction">Median of the absolute error over the measurement.</param>
/// <param name="NinetiethErrorFraction">Its 90th percentile.</param>
/// <param name="Bias">Median of the log error; above 0 too slow a prediction.</param>
public sealed record CrossValidationData(
    string HeldBack, string Quantity, int Observations, double MedianErrorFraction, double NinetiethErrorFraction, double Bias);

/// <summary>The same on one kind of hardware.</summary>
/// <param name="HeldBack">What was held back together.</param>
/// <param name="Quantity">What was predicted.</param>
/// <param name="Vendor">Who makes the hardware.</param>
/// <param name="Hardware">Its id.</param>
/// <param name="Observations">Observations predicted.</param>
/// <param name="MedianErrorFraction">Median of the absolute error over the measurement.</param>
/// <param name="NinetiethErrorFraction">Its 90th percentile.</param>
/// <param name="Bias">Median of the log error; above 0 too slow a prediction.</param>
public sealed record HardwareErrorData(
    string HeldBack, string Quantity, string Vendor, string Hardware, int Observations, double MedianErrorFraction, double NinetiethErrorFraction,
    double Bias);

/// <summary>
/// How many measurements lie inside their stated 80% interval where they were kept aside from everything: constants, corrections and
/// the widths of the intervals.
/// </summary>
/// <param name="KeptAside">What was kept aside together: "rows" or "series".</param>
/// <param name="Quantity">"outputs" or "firstToken".</param>
/// <param name="Vendor">The vendor; empty for all.</param>
/// <param name="Observations">Observations kept aside and predicted.</param>
/// <param name="CoverageFraction">Share of them inside the interval.</param>
public sealed record CoverageData(string KeptAside, string Quantity, string Vendor, int Observations, double CoverageFraction);

/// <summary>How often the faster of two chips on the same work is named wrongly.</summary>
/// <param name="HeldBack">What was held back together, so that neither chip's row was learned from.</param>
/// <param name="Pairs">Pairs of chips whose measured times differ by more than 2%.</param>
/// <param name="WrongWinnerFraction">Share of them in which the prediction names the other chip.</param>
public sealed record ChipPairData(string HeldBack, int Pairs, double WrongWinnerFraction);
