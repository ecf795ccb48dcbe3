using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Engine.Calibration;

/// <summary>How near the measurements behind a prediction are to it, nearest first.</summary>
public enum EvidenceTier
{
    /// <summary>The same publication measured this chip, engine, model and format.</summary>
    SameSeries,

    /// <summary>Someone measured this chip, engine, model and format.</summary>
    SameCell,

    /// <summary>This chip and engine were measured with other models or formats.</summary>
    SameChipAndEngine,

    /// <summary>This chip was measured with other engines.</summary>
    SameChip,

    /// <summary>No measurement on this chip; other chips of its vendor.</summary>
    SameVendor,

    /// <summary>No measurement on any chip of its vendor.</summary>
    OtherVendor,
}

/// <summary>The error measured on a tier by predicting what was held back.</summary>
/// <param name="Ladder">Times of outputs, or to the first token.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Regime">The load it was measured under; empty for all.</param>
/// <param name="Vendor">The vendor it was measured on; empty for all.</param>
/// <param name="Scale">Factor on the ladder's own standard deviation at which 80% of what was held back lies inside the interval's 1.2816.</param>
/// <param name="Sigma">Half of the 80% interval of the log error over 1.2816: the standard deviation a normal error would have.</param>
/// <param name="Observations">Observations held back and predicted.</param>
/// <param name="MedianErrorFraction">Median of the absolute error over the measurement.</param>
/// <param name="NinetiethErrorFraction">Its 90th percentile.</param>
public sealed record TierError(
    LadderKind Ladder, EvidenceTier Tier, string Regime, string Vendor, double Scale, double Sigma, int Observations, double MedianErrorFraction,
    double NinetiethErrorFraction);

/// <summary>What a key of a rung has shown.</summary>
/// <param name="Key">The key.</param>
/// <param name="Rows">Observations behind it.</param>
/// <param name="Correction">Logarithm of measured over modelled time, and its slopes per scaled doubling of batch, prompt, output and cards.</param>
/// <param name="Spread">Standard deviation of each, given all other keys.</param>
public sealed record CellData(string Key, int Rows, double[] Correction, double[] Spread);

/// <summary>A rung with what its keys have shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spread">How far corrections of the rung differ.</param>
/// <param name="SlopeSpread">How far their slopes differ.</param>
/// <param name="Cells">Its keys.</param>
public sealed record RungData(string Name, double Spread, double SlopeSpread, IReadOnlyList<CellData> Cells);

/// <summary>A ladder of corrections.</summary>
/// <param name="Noise">Standard deviation within one run.</param>
/// <param name="Rungs">From what all rows share down to one run.</param>
public sealed record LadderData(double Noise, IReadOnlyList<RungData> Rungs);

/// <summary>A publication that the calibration has learned from.</summary>
/// <param name="Title">What was published.</param>
/// <param name="Rows">Its rows that were used.</param>
public sealed record SourceData(string Title, int Rows);

/// <summary>The reviewed result of a calibration: constants, corrections with what stands behind each, and the error of every tier.</summary>
public sealed record CalibrationData
{
    /// <summary>The one form that is read.</summary>
    public const string CurrentSchema = "calibration/1";

    /// <summary>"calibration/1".</summary>
    public required string Schema { get; init; }

    /// <summary>Rows learned from.</summary>
    public required int Rows { get; init; }

    /// <summary>Constants of an engine of which nothing is known, by key.</summary>
    public required IReadOnlyDictionary<string, double> Constants { get; init; }

    /// <summary>Constants of engines that differ from those, by engine and key.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Engines { get; init; }

    /// <summary>Constants common to the engines measured on a vendor's chips, by vendor and key; towards them an engine's are drawn on a chip on which it was not measured.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Vendors
    {
        get => field ?? new Dictionary<string, IReadOnlyDictionary<string, double>>();
        init;
    }

    /// <summary>Corrections of times of outputs.</summary>
    public required LadderData Decode { get; init; }

    /// <summary>Corrections of times to the first token.</summary>
    public required LadderData FirstToken { get; init; }

    /// <summary>The error of each tier.</summary>
    public required IReadOnlyList<TierError> Tiers { get; init; }

    /// <summary>What predicting what was held back has shown.</summary>
    public required IReadOnlyList<CrossValidationData> CrossValidation { get; init; }

    /// <summary>The same by hardware.</summary>
    public IReadOnlyList<HardwareErrorData> HardwareErrors { get => field ?? []; init; }

    /// <summary>Whether intervals hold what they promise, on measurements kept aside from everything.</summary>
    public IReadOnlyList<CoverageData> Coverage { get => field ?? []; init; }

    /// <summary>How often the faster of two chips is named wrongly, neither having been learned from.</summary>
    public IReadOnlyList<ChipPairData> ChipPairs { get => field ?? []; init; }

    /// <summary>The publications learned from.</summary>
    public required IReadOnlyList<SourceData> Sources { get; init; }

    /// <summary>Reads a calibration that is known to be sound; <see cref="CalibrationRules.Read"/> checks one that somebody names.</summary>
    /// <param name="json">The text of the file.</param>
    /// <exception cref="JsonException">It is not a calibration of this schema.</exception>
    public static CalibrationData Read(string json)
    {
        CalibrationData data = JsonSerializer.Deserialize(json, CalibrationJson.Default.CalibrationData)
            ?? throw new JsonException("The calibration is null.");
        return data.Schema == CurrentSchema ? data : throw new JsonException($"schema is '{data.Schema}'; accepted: '{CurrentSchema}'");
    }

    /// <summary>The text of a calibration file, one cell a line.</summary>
    public string Write() => JsonSerializer.Serialize(this, CalibrationJson.Default.CalibrationData)
        .Replace("{\"key\":", "\n{\"key\":", StringComparison.Ordinal).Replace("{\"ladder\":", "\n{\"ladder\":", StringComparison.Ordinal)
        .Replace("{\"title\":", "\n{\"title\":", StringComparison.Ordinal).Replace("{\"name\":", "\n{\"name\":", StringComparison.Ordinal)
        .Replace("{\"heldBack\":", "\n{\"heldBack\":", StringComparison.Ordinal)
        .Replace("{\"keptAside\":", "\n{\"keptAside\":", StringComparison.Ordinal) + "\n";

    /// <summary>The constants as arrays.</summary>
    internal FittedConstants ToConstants()
    {
        double[] Values(IReadOnlyDictionary<string, double>? own) =>
            [.. ServingConstants.All.Select(info => own is not null && own.TryGetValue(info.Key, out double value) ? value
                : Constants.TryGetValue(info.Key, out double common) ? common : info.Start)];
        return new(
            Values(null), Engines.ToDictionary(entry => entry.Key, entry => Values(entry.Value), StringComparer.Ordinal),
            Vendors.ToDictionary(entry => entry.Key, entry => Values(entry.Value), StringComparer.Ordinal));
    }

    /// <summary>A fitted model, ready to predict.</summary>
    internal FittedModel ToModel() => new() { Constants = ToConstants(), Decode = ToLadder(Decode), FirstToken = ToLadder(FirstToken) };

    /// <summary>Puts what was fitted into the form of the file; numbers to four digits.</summary>
    internal static CalibrationData From(
        FittedModel model, int rows, IReadOnlyList<TierError> tiers, HeldBackReport report, IReadOnlyList<CoverageData> coverage,
        IReadOnlyList<SourceData> sources)
    {
        Dictionary<string, double> Named(double[] values) => ServingConstants.All.Select((info, i) => (info.Key, Round(values[i])))
            .ToDictionary(entry => entry.Key, entry => entry.Item2, StringComparer.Ordinal);
        SortedDictionary<string, IReadOnlyDictionary<string, double>> By(IReadOnlyDictionary<string, double[]> all, Func<ConstantInfo, bool> isKept) =>
            new(all.ToDictionary(
                entry => entry.Key,
                entry => (IReadOnlyDictionary<string, double>)Named(entry.Value).Where(constant =>
                    isKept(ServingConstants.All[ServingConstants.Place(constant.Key)])).ToDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal), StringComparer.Ordinal);
        return new()
        {
            Schema = CurrentSchema,
            Rows = rows,
            Constants = Named(model.Constants.Common),
            Engines = By(model.Constants.ByEngine, info => info.EngineSpread > 0),
            Vendors = By(model.Constants.ByVendor, info => info.IsOfChip),
            Decode = FromLadder(model.Decode),
            FirstToken = FromLadder(model.FirstToken),
            Tiers = tiers,
            CrossValidation = report.All,
            HardwareErrors = report.ByHardware,
            Coverage = coverage,
            ChipPairs = report.ChipPairs,
            Sources = sources,
        };
    }

    private static LadderData FromLadder(Ladder ladder) => new(ladder.Noise, [.. ladder.Rungs.Select((rung, r) => new RungData(
        rung.Name, rung.Spread, rung.SlopeSpread,
        [.. ladder.Cells[r].OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => new CellData(
            cell.Key, cell.Value.Rows, [.. cell.Value.Coefficients.Select(Round)],
            [.. Enumerable.Range(0, Ladder.FeatureCount).Select(i => Round(Math.Sqrt(cell.Value.Covariance[(i * Ladder.FeatureCount) + i])))]))]))]);

    private static Ladder ToLadder(LadderData data)
    {
        Ladder ladder = new([.. data.Rungs.Select(rung => new Rung(rung.Name, rung.Spread, rung.SlopeSpread))], data.Noise);
        for (int r = 0; r < data.Rungs.Count; r++)
        {
            foreach (CellData read in data.Rungs[r].Cells)
            {
                LadderCell cell = ladder.Add(r, read.Key);
                cell.Rows = read.Rows;
                read.Correction.CopyTo(cell.Coefficients, 0);
                for (int i = 0; i < Ladder.FeatureCount; i++)
                {
                    cell.Covariance[(i * Ladder.FeatureCount) + i] = read.Spread[i] * read.Spread[i];
                }
            }
        }

        return ladder;
    }

    private static double Round(double value) => value == 0 ? 0 : double.Parse(
        value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How calibration files are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CalibrationData))]
[JsonSerializable(typeof(ErrorTable))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
