using System.CommandLine;
using System.Globalization;
using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Server.Commands;

/// <summary>Calibrates the serving model on measurements.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        Option<string> input = new("--input") { Description = "Published measurements (CSV, docs/models/validation.md).", HelpName = "CSV", Required = true };
        Option<string> output = new("--output") { Description = "Write the calibration to this file.", HelpName = "FILE", Required = true };
        Command command = new("calibrate", "Fit the serving model to measurements and measure its error by holding rows, series, models, chips and vendors back.")
        {
            input,
            output,
        };
        command.SetAction(result => Run(result.GetValue(input)!, result.GetValue(output)!, result.InvocationConfiguration));
        return command;
    }

    private static int Run(string input, string output, InvocationConfiguration console)
    {
        if (MeasurementInput.Read(input, console.Error) is not { } rows)
        {
            return Failure.BadInput;
        }

        CalibrationData data;
        try
        {
            data = CalibrationRun.Fit(rows, PlannerCatalog.Default, console.Output.WriteLine);
        }
        catch (ArgumentException problem) when (problem.ParamName == "measurements")
        {
            return Failure.Say(console.Error, input, "rows", "none that can be evaluated", "measurements of known models on known hardware");
        }

        if (TextFile.Write(output, data.Write()) is { } reason)
        {
            return Failure.NotWritten(console.Error, "--output", output, reason);
        }

        Print(data, console.Output);
        return 0;
    }

    private static void Print(CalibrationData data, TextWriter output)
    {
        static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine();
        output.WriteLine("held back   quantity                   n   median     p90    bias");
        foreach (CrossValidationData summary in data.CrossValidation)
        {
            output.WriteLine(Say($"{summary.HeldBack,-11} {summary.Quantity,-22} {summary.Observations,5} {summary.MedianErrorFraction,8:P1} {summary.NinetiethErrorFraction,7:P1} {summary.Bias,7:0.000}"));
        }

        output.WriteLine();
        output.WriteLine("time per output token by hardware");
        foreach (HardwareErrorData hardware in data.HardwareErrors.Where(hardware => hardware.Quantity == "timePerOutputToken"))
        {
            output.WriteLine(Say($"{hardware.HeldBack,-11} {hardware.Hardware,-22} {hardware.Observations,5} {hardware.MedianErrorFraction,8:P1} {hardware.NinetiethErrorFraction,7:P1} {hardware.Bias,7:0.000}"));
        }

        output.WriteLine();
        output.WriteLine("kept aside  quantity    vendor         n   inside the 80% interval");
        foreach (CoverageData coverage in data.Coverage)
        {
            output.WriteLine(Say($"{coverage.KeptAside,-11} {coverage.Quantity,-11} {(coverage.Vendor.Length == 0 ? "all" : coverage.Vendor),-10} {coverage.Observations,5} {coverage.CoverageFraction,8:P1}"));
        }

        output.WriteLine();
        foreach (ChipPairData pairs in data.ChipPairs)
        {
            output.WriteLine(Say($"wrong winner, {pairs.HeldBack} held back: {pairs.WrongWinnerFraction:P1} of {pairs.Pairs} pairs of chips"));
        }
    }
}
