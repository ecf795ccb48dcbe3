namespace App.Engine.Calibration;

/// <summary>Errors of what was held back, summed up.</summary>
internal sealed class HeldBackReport
{
    private const int FewestOfHardware = 3;

    private readonly List<CrossValidationData> _all = [];
    private readonly List<HardwareErrorData> _byHardware = [];
    private readonly List<ChipPairData> _chipPairs = [];

    /// <summary>Over all hardware.</summary>
    public IReadOnlyList<CrossValidationData> All => _all;

    /// <summary>By hardware.</summary>
    public IReadOnlyList<HardwareErrorData> ByHardware => _byHardware;

    /// <summary>Who is faster.</summary>
    public IReadOnlyList<ChipPairData> ChipPairs => _chipPairs;

    /// <summary>Adds what one way of holding back has shown.</summary>
    /// <param name="name">What was held back together.</param>
    /// <param name="held">What was predicted.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="observations">The observations.</param>
    public void Add(string name, IReadOnlyList<HeldBack> held, IReadOnlyList<PreparedRow> rows, IReadOnlyList<Observation> observations)
    {
        Deployment Of(HeldBack item) => rows[observations[item.Observation].Index].Deployment;
        foreach (var quantity in held.GroupBy(item => QuantityOf(Of(item), observations[item.Observation]))
            .Where(quantity => quantity.Key.Length > 0).OrderBy(quantity => quantity.Key, StringComparer.Ordinal))
        {
            (int count, double median, double ninetieth, double bias) = Sum(quantity);
            _all.Add(new(name, quantity.Key, count, median, ninetieth, bias));
            foreach (var hardware in quantity.GroupBy(item => (Of(item).Hardware.Vendor, Of(item).Hardware.Id)).OrderBy(group => group.Key))
            {
                (count, median, ninetieth, bias) = Sum(hardware);
                if (count >= FewestOfHardware)
                {
                    _byHardware.Add(new(name, quantity.Key, hardware.Key.Vendor, hardware.Key.Id, count, median, ninetieth, bias));
                }
            }
        }

        (int pairs, int wrong) = ChipWinners.Count(held
            .Where(item => QuantityOf(Of(item), observations[item.Observation]) == "timePerOutputToken")
            .Select(item => new PredictedTime(
                Of(item), Math.Exp(observations[item.Observation].LogValue), Math.Exp(observations[item.Observation].LogValue + item.Error))));
        if (pairs > 0)
        {
            _chipPairs.Add(new(name, pairs, Round((double)wrong / pairs)));
        }
    }

    private static (int Count, double Median, double Ninetieth, double Bias) Sum(IEnumerable<HeldBack> held)
    {
        double[] errors = [.. held.Select(item => item.Error)];
        double[] absolute = [.. errors.Select(error => Math.Abs(Math.Exp(error) - 1))];
        return (
            errors.Length, Round(CalibrationRun.Quantile(absolute, 0.5)), Round(CalibrationRun.Quantile(absolute, 0.9)),
            Round(CalibrationRun.Quantile(errors, 0.5)));
    }

    private static string QuantityOf(Deployment deployment, Observation observation) => observation.Quantity switch
    {
        MeasuredQuantity.OutputRate => "outputRate",
        MeasuredQuantity.OutputTime => deployment.Concurrency is null ? "" : "timePerOutputToken",
        _ => IsLowLoad(deployment) ? "prefillAtLowLoad" : "firstTokenUnderLoad",
    };

    /// <summary>Whether nothing but its own prompt keeps a request waiting.</summary>
    private static bool IsLowLoad(Deployment deployment) =>
        deployment.Regime is LoadRegime.Prefill or LoadRegime.SeparatePhases || deployment.Concurrency is <= 1;

    private static double Round(double value) => Math.Round(value, 4);
}
