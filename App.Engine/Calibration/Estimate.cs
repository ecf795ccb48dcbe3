namespace App.Engine.Calibration;

/// <summary>A predicted number with the interval that holds 80% of measurements.</summary>
/// <param name="Value">The prediction; NaN where the quantity has no meaning for the row.</param>
/// <param name="Low">A tenth of measurements lie below.</param>
/// <param name="High">A tenth of measurements lie above.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>Nothing to predict.</summary>
    public static Estimate None => new(double.NaN, double.NaN, double.NaN);

    internal static Estimate Around(double value, double halfWidth) =>
        double.IsFinite(value) && value > 0 ? new(value, value * Math.Exp(-halfWidth), value * Math.Exp(halfWidth)) : None;
}

/// <summary>What the calibrated model says of a measurement.</summary>
/// <param name="Row">The measurement.</param>
/// <param name="Deployment">The measurement in the catalogue's terms; null where it cannot be evaluated.</param>
/// <param name="WhyNot">Why it cannot be evaluated; empty where it can.</param>
/// <param name="IsUnknownName">Whether that is because of a name no table holds.</param>
/// <param name="Remarks">What had to be assumed.</param>
/// <param name="TimePerOutputTokenSeconds">Time per output token.</param>
/// <param name="TimeToFirstTokenSeconds">Time to the first token.</param>
/// <param name="OutputTokensPerSecond">Output tokens per second of the deployment.</param>
/// <param name="InputTokensPerSecond">Input tokens per second of the deployment.</param>
/// <param name="DecodeTier">Evidence behind times of outputs and output rates.</param>
/// <param name="FirstTokenTier">Evidence behind times to the first token and prefill rates.</param>
public sealed record ValidatedRow(
    Measurement Row,
    Deployment? Deployment,
    string WhyNot,
    bool IsUnknownName,
    IReadOnlyList<string> Remarks,
    Estimate TimePerOutputTokenSeconds,
    Estimate TimeToFirstTokenSeconds,
    Estimate OutputTokensPerSecond,
    Estimate InputTokensPerSecond,
    EvidenceTier DecodeTier,
    EvidenceTier FirstTokenTier);

/// <summary>Predicts measurements with a calibration. Not safe for several threads: make one each.</summary>
public sealed class Validator
{
    private readonly Catalog.PlannerCatalog _catalog;
    private readonly DeploymentReader _reader;
    private readonly FittedModel _model;
    private readonly IntervalScales _scales;
    private readonly Dictionary<string, BoundArchitecture> _models = new(StringComparer.Ordinal);

    /// <summary>Makes a validator.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="calibration">The calibration.</param>
    public Validator(Catalog.PlannerCatalog catalog, CalibrationData calibration)
        : this(catalog, calibration.ToModel(), calibration.Tiers)
    {
    }

    internal Validator(Catalog.PlannerCatalog catalog, FittedModel model, IReadOnlyList<TierError> tiers) =>
        (_catalog, _reader, _model, _scales) = (catalog, new(catalog), model, new(tiers));

    /// <summary>Predicts a row.</summary>
    /// <param name="row">The measurement; only what describes the deployment is used, never what was measured on it.</param>
    public ValidatedRow Predict(Measurement row)
    {
        PreparedRow? prepared = Observations.Prepare(row, _reader, _models, _catalog, out DeploymentReading reading);
        if (prepared is null)
        {
            return new(
                row, null, reading.WhyNot, reading.IsUnknownName, reading.Remarks, Estimate.None, Estimate.None, Estimate.None, Estimate.None,
                EvidenceTier.OtherVendor, EvidenceTier.OtherVendor);
        }

        Deployment deployment = prepared.Deployment;
        RowPrediction raw = _model.Raw(prepared);
        LadderPlace place = LadderPlaces.Of(deployment, row.SourceTitle, raw.Batch);
        RowPrediction corrected = raw.Corrected(
            Math.Exp(_model.Decode.Correction(place)), Math.Exp(_model.FirstToken.Correction(place)), deployment);
        EvidenceTier decodeTier = TierOf(_model.Decode, place);
        EvidenceTier firstTier = TierOf(_model.FirstToken, place);
        string vendor = deployment.Hardware.Vendor;
        double decode = HalfWidth(LadderKind.Decode, decodeTier, vendor, place);
        double first = HalfWidth(LadderKind.FirstToken, firstTier, vendor, place);
        bool prefill = deployment.Regime == LoadRegime.Prefill;
        return new(
            row, deployment, "", false, reading.Remarks,
            Estimate.Around(corrected.TimePerOutputTokenSeconds, decode),
            Estimate.Around(corrected.TimeToFirstTokenSeconds, first),
            Estimate.Around(corrected.OutputTokensPerSecond, prefill ? first : decode),
            Estimate.Around(corrected.InputTokensPerSecond, prefill ? first : decode),
            decodeTier, firstTier);
    }

    internal static EvidenceTier TierOf(Ladder ladder, LadderPlace place)
    {
        int Rows(string rung) => ladder.Rows(LadderPlaces.Place(rung), place.Keys[LadderPlaces.Place(rung)]);
        return Rows("series") > 0 ? EvidenceTier.SameSeries
            : Rows("chip-engine-model-format") > 0 ? EvidenceTier.SameCell
            : Rows("chip-engine") > 0 ? EvidenceTier.SameChipAndEngine
            : Rows("chip") > 0 ? EvidenceTier.SameChip
            : Rows("vendor") > 0 ? EvidenceTier.SameVendor
            : EvidenceTier.OtherVendor;
    }

    private double HalfWidth(LadderKind kind, EvidenceTier tier, string vendor, LadderPlace place) =>
        _scales.HalfWidth(kind, tier, LadderPlaces.RegimeOf(place), vendor, Math.Sqrt(_model.Of(kind).Variance(place)));
}
