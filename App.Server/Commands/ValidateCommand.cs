using System.CommandLine;
using System.Globalization;
using App.Engine.Calibration;
using App.Engine.Catalog;
using App.Engine.Requirements;
using App.Server.Measurements;

namespace App.Server.Commands;

/// <summary>Predicts measurements and tells by how much it is wrong.</summary>
internal static class ValidateCommand
{
    private const int MostCalibrationBytes = 50_000_000;

    public static Command Create()
    {
        Option<string> input = new("--input") { Description = "Measurements (CSV, docs/models/validation.md).", HelpName = "CSV", Required = true };
        Option<string> output = new("--output") { Description = "Write the predictions to this file.", HelpName = "CSV", Required = true };
        Option<string?> calibration = new("--calibration") { Description = "Use this calibration instead of the one that comes with the program.", HelpName = "FILE" };
        Option<string?> report = new("--report") { Description = "Write the table of errors as JSON to this file.", HelpName = "JSON" };
        Command command = new("validate", "Predict measurements from what describes them and compare: errors by vendor, chip, model family, phase, source and evidence.")
        {
            input,
            output,
            calibration,
            report,
        };
        command.SetAction(result => Run(
            result.GetValue(input)!, result.GetValue(output)!, result.GetValue(calibration), result.GetValue(report), result.InvocationConfiguration));
        return command;
    }

    private static int Run(string input, string output, string? calibrationPath, string? report, InvocationConfiguration console)
    {
        CalibrationData? calibration = calibrationPath is null ? PlannerCatalog.Default.Calibration : CalibrationOf(calibrationPath, console.Error);
        if (calibration is null)
        {
            return Failure.BadInput;
        }

        if (MeasurementInput.Read(input, console.Error) is not { } rows)
        {
            return Failure.BadInput;
        }

        ValidatedRow[] predicted = new ValidatedRow[rows.Count];
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(0, Math.Max(1, rows.Count), 2_000),
            () => new Validator(PlannerCatalog.Default, calibration),
            (range, _, validator) =>
            {
                for (int i = range.Item1; i < Math.Min(range.Item2, rows.Count); i++)
                {
                    predicted[i] = validator.Predict(rows[i]);
                }

                return validator;
            },
            _ => { });
        ErrorTable table = ErrorTable.Of(predicted);
        StringWriter predictions = new(CultureInfo.InvariantCulture);
        ValidationFile.Write(predictions, predicted);
        if (TextFile.Write(output, predictions.ToString()) is { } notWritten)
        {
            return Failure.NotWritten(console.Error, "--output", output, notWritten);
        }

        if (report is not null && TextFile.Write(report, table.ToJson() + "\n") is { } notReported)
        {
            return Failure.NotWritten(console.Error, "--report", report, notReported);
        }

        Print(table, predicted, calibration, console.Output);
        return 0;
    }

    private static CalibrationData? CalibrationOf(string path, TextWriter error)
    {
        (string? text, string? unreadable) = TextFile.Read(path, MostCalibrationBytes);
        if (text is null)
        {
            Failure.Say(error, path, "--calibration", unreadable!, $"a file of at most {MostCalibrationBytes} bytes that `calibrate` has written");
            return null;
        }

        List<CaseProblem> problems = [];
        CalibrationData? read = CalibrationRules.Read(text, (field, value, accepted) => problems.Add(new(field, value, accepted)));
        if (read is null)
        {
            Failure.Say(error, path, problems);
        }

        return read;
    }

    private static void Print(ErrorTable table, IReadOnlyList<ValidatedRow> rows, CalibrationData calibration, TextWriter output)
    {
        static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(Say($"{table.Rows} rows, {table.Evaluated} predicted, {table.Rows - table.Evaluated} not, of these {table.UnknownNames} for unknown names"));
        foreach ((string why, int count) in table.NotSupported.Take(20))
        {
            output.WriteLine(Say($"  {count,6}  {why}"));
        }

        HashSet<string> learned = [.. calibration.Sources.Select(source => source.Title)];
        int seen = rows.Count(row => row.Deployment is not null && learned.Contains(row.Row.SourceTitle));
        if (seen > 0)
        {
            output.WriteLine(Say($"{seen} rows come from publications that the calibration has learned from: where it has learned from the rows themselves, the errors below are not errors of prediction."));
            foreach (CrossValidationData summary in calibration.CrossValidation.Where(summary => summary.Quantity == "timePerOutputToken"))
            {
                output.WriteLine(Say($"  held back by {summary.HeldBack}: TPOT median {summary.MedianErrorFraction:P1}, 90th percentile {summary.NinetiethErrorFraction:P1} over {summary.Observations}"));
            }

            foreach (CoverageData coverage in calibration.Coverage.Where(coverage => coverage.Vendor.Length > 0))
            {
                output.WriteLine(Say($"  kept aside by {coverage.KeptAside}: {coverage.CoverageFraction:P0} of {coverage.Observations} {coverage.Vendor} {coverage.Quantity} inside the 80% interval"));
            }
        }

        output.WriteLine();
        output.WriteLine(Say($"{"quantity",-16} {"by",-13} {"group",-34} {"n",6} {"median",8} {"mean",8} {"p90",8} {"bias",7} {"cover",6}"));
        foreach (ErrorGroup group in table.Groups)
        {
            string name = group.Group.Length > 34 ? group.Group[..34] : group.Group;
            output.WriteLine(Say($"{group.Quantity,-16} {group.GroupedBy,-13} {name,-34} {group.Measurements,6} {group.MedianErrorFraction,8:P1} {group.MeanErrorFraction,8:P1} {group.NinetiethErrorFraction,8:P1} {group.Bias,7:0.000} {group.CoverageFraction,6:P0}"));
        }

        output.WriteLine(table.ChipPairs == 0
            ? "No pair of chips on the same work."
            : Say($"Wrong winner: {table.WrongWinnerFraction:P1} of {table.ChipPairs} pairs of chips on the same work that differ by more than 2%."));
    }
}
