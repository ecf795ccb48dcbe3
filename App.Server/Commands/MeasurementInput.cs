using App.Engine.Calibration;
using App.Server.Measurements;

namespace App.Server.Commands;

/// <summary>Opens the measurements that commands are given.</summary>
internal static class MeasurementInput
{
    private const int MostBytes = 200_000_000;

    /// <summary>Reads a file, or says in one line why not.</summary>
    public static List<Measurement>? Read(string path, TextWriter error)
    {
        (string? text, string? problem) = TextFile.Read(path, MostBytes);
        if (text is null)
        {
            Failure.Say(error, path, "--input", problem!, "a CSV file of measurements");
            return null;
        }

        try
        {
            return MeasurementFile.Read(new StringReader(text));
        }
        catch (MeasurementFileException refusal)
        {
            Failure.Say(error, $"{path}: {refusal.Message}");
            return null;
        }
    }
}
