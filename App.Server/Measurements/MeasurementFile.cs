using System.Globalization;
using App.Engine.Calibration;
using CsvHelper;
using CsvHelper.Configuration;

namespace App.Server.Measurements;

/// <summary>A file of measurements that cannot be read.</summary>
internal sealed class MeasurementFileException(string message) : Exception(message);

/// <summary>Reads files of published measurements.</summary>
internal static class MeasurementFile
{
    private const int MostRows = 1_000_000;

    private static readonly string[] s_needed =
    [
        "id", "source_title", "date", "source_type", "hardware", "vendor", "num_accelerators", "model", "precision_weights", "precision_kv",
        "framework", "scenario", "isl", "osl", "concurrency_or_batch", "parallelism", "tokens_per_s_total_output", "tokens_per_s_input",
        "ttft_ms", "tpot_ms", "notes",
    ];

    /// <summary>Reads all rows.</summary>
    /// <param name="reader">The text.</param>
    /// <exception cref="MeasurementFileException">The file is not of this form; the message names row, column, value and what is accepted.</exception>
    public static List<Measurement> Read(TextReader reader)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            BadDataFound = null,
            MissingFieldFound = null,
            TrimOptions = TrimOptions.Trim,
        };
        using CsvReader csv = new(reader, configuration);
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
            {
                throw new MeasurementFileException("the file is empty; accepted: a header row and measurements");
            }

            foreach (string column in s_needed)
            {
                if (csv.GetFieldIndex(column, isTryGet: true) < 0)
                {
                    throw new MeasurementFileException($"column '{column}' is missing; accepted: the columns {string.Join(", ", s_needed)}");
                }
            }

            List<Measurement> rows = [];
            while (csv.Read())
            {
                if (rows.Count == MostRows)
                {
                    throw new MeasurementFileException($"more than {MostRows} rows; accepted: at most {MostRows}");
                }

                rows.Add(Row(csv));
            }

            return rows;
        }
        catch (CsvHelperException problem)
        {
            throw new MeasurementFileException($"row {problem.Context?.Parser?.Row ?? 1} is not readable; accepted: comma-separated values, with quotes that close");
        }
    }

    private static Measurement Row(CsvReader csv)
    {
        string Text(string column) => csv.GetField(column) ?? "";
        double? Number(string column)
        {
            string text = Text(column);
            return text.Length == 0 ? null
                : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= 0 ? number
                : throw new MeasurementFileException($"row {csv.Parser.Row}: {column} is '{text}'; accepted: a number of 0 or more, or nothing");
        }

        return new()
        {
            Id = Text("id"),
            SourceTitle = Text("source_title"),
            Date = Text("date"),
            SourceType = Text("source_type"),
            Hardware = Text("hardware"),
            Vendor = Text("vendor"),
            Accelerators = Number("num_accelerators"),
            Model = Text("model"),
            WeightPrecision = Text("precision_weights"),
            CachePrecision = Text("precision_kv"),
            Framework = Text("framework"),
            Scenario = Text("scenario"),
            PromptTokens = Number("isl"),
            OutputTokens = Number("osl"),
            Concurrency = Text("concurrency_or_batch"),
            Parallelism = Text("parallelism"),
            OutputTokensPerSecond = Number("tokens_per_s_total_output"),
            InputTokensPerSecond = Number("tokens_per_s_input"),
            TimeToFirstTokenMilliseconds = Number("ttft_ms"),
            TimePerOutputTokenMilliseconds = Number("tpot_ms"),
            Notes = Text("notes"),
        };
    }
}
