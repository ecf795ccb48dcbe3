using System.Globalization;
using App.Engine.Calibration;
using CsvHelper;

namespace App.Server.Measurements;

/// <summary>Writes what the calibrated model says of each measurement.</summary>
internal static class ValidationFile
{
    private static readonly string[] s_columns =
    [
        "id", "supported", "why_not", "hardware_id", "model_id", "engine_id", "weight_format", "regime",
        "tpot_ms", "tpot_ms_low", "tpot_ms_high", "ttft_ms", "ttft_ms_low", "ttft_ms_high",
        "tokens_per_s_total_output", "tokens_per_s_total_output_low", "tokens_per_s_total_output_high",
        "tokens_per_s_input", "tokens_per_s_input_low", "tokens_per_s_input_high",
        "evidence_output", "evidence_first_token", "remarks",
    ];

    /// <summary>Writes the rows.</summary>
    public static void Write(TextWriter writer, IEnumerable<ValidatedRow> rows)
    {
        using CsvWriter csv = new(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (string column in s_columns)
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        foreach (ValidatedRow row in rows)
        {
            csv.WriteField(row.Row.Id);
            csv.WriteField(row.Deployment is null ? "no" : "yes");
            csv.WriteField(row.WhyNot);
            csv.WriteField(row.Deployment?.Hardware.Id);
            csv.WriteField(row.Deployment?.Model.Id);
            csv.WriteField(row.Deployment?.EngineId);
            csv.WriteField(row.Deployment?.WeightFormat);
            csv.WriteField(row.Deployment?.Regime.ToString());
            Field(row.TimePerOutputTokenSeconds, 1000);
            Field(row.TimeToFirstTokenSeconds, 1000);
            Field(row.OutputTokensPerSecond, 1);
            Field(row.InputTokensPerSecond, 1);
            csv.WriteField(row.Deployment is null ? "" : row.DecodeTier.ToString());
            csv.WriteField(row.Deployment is null ? "" : row.FirstTokenTier.ToString());
            csv.WriteField(string.Join("; ", row.Remarks));
            csv.NextRecord();
        }

        void Field(Estimate estimate, double factor)
        {
            foreach (double value in new[] { estimate.Value, estimate.Low, estimate.High })
            {
                csv.WriteField(double.IsFinite(value) ? (value * factor).ToString("G6", CultureInfo.InvariantCulture) : "");
            }
        }
    }
}
