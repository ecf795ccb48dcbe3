using App.Engine.Calibration;
using App.Engine.Catalog;

namespace App.Engine.Trust;

/// <summary>
/// Published measurements with what a plan of the same deployment would be told: the constants and the ladder down to accelerator, engine,
/// model and format, without what the row's own publication and run have shown. The calibration has learned from them, so how far it is
/// off on what it has not seen is told by the errors of its steps, not by these points.
/// </summary>
public sealed class MeasuredRows
{
    /// <summary>Most points of an answer; beyond that every n-th by size.</summary>
    public const int MostPoints = 300;

    private readonly List<Row> _rows = [];
    private readonly PlannerCatalog _catalog;

    /// <summary>Predicts measurements.</summary>
    /// <param name="catalog">The catalogue with the calibration.</param>
    /// <param name="measurements">The measurements.</param>
    public MeasuredRows(PlannerCatalog catalog, IEnumerable<Measurement> measurements)
    {
        _catalog = catalog;
        FittedModel model = catalog.Calibration.ToModel();
        DeploymentReader reader = new(catalog);
        Dictionary<string, BoundArchitecture> models = new(StringComparer.Ordinal);
        foreach (Measurement measurement in measurements)
        {
            if (Observations.Prepare(measurement, reader, models, catalog, out _) is not { } prepared)
            {
                continue;
            }

            RowPrediction raw = model.Raw(prepared);
            LadderPlace place = LadderPlaces.Of(prepared.Deployment with { Series = "" }, ServingCalibration.NoSource, raw.Batch);
            RowPrediction planned = raw.Corrected(
                Math.Exp(model.Decode.Correction(place)), Math.Exp(model.FirstToken.Correction(place)), prepared.Deployment);
            foreach ((MeasuredQuantity quantity, double value) in Observations.Of(prepared))
            {
                Observation observation = new(0, quantity, Math.Log(value), 0);
                double predicted = Math.Exp(observation.LogOf(planned));
                if (double.IsFinite(predicted) && predicted > 0)
                {
                    _rows.Add(new(measurement, prepared.Deployment, observation.Ladder, quantity, value, predicted));
                }
            }
        }
    }

    /// <summary>What stands on a step of the ladder.</summary>
    /// <param name="deployment">The deployment that is planned.</param>
    /// <param name="step">The step on which it stands.</param>
    /// <param name="correction">The correction that the plan applies.</param>
    public TrustedTime Behind(Deployment deployment, LadderStep step, double correction)
    {
        List<Row> own = [.. _rows.Where(row => row.Ladder == step.Kind && StandsOn(row.Deployment, deployment, step.Tier))];
        MeasuredQuantity quantity = own.GroupBy(row => row.Quantity).OrderByDescending(group => group.Count())
            .Select(group => group.Key).FirstOrDefault(step.Kind == LadderKind.Decode ? MeasuredQuantity.OutputTime : MeasuredQuantity.FirstToken);
        List<Row> drawn = [.. own.Where(row => row.Quantity == quantity).OrderBy(row => row.Measured).ThenBy(row => row.Measurement.Id, StringComparer.Ordinal)];
        int each = Math.Max(1, (int)Math.Ceiling(drawn.Count / (double)MostPoints));
        return new(
            step.Kind, step.Tier, correction, step.Error,
            [.. own.GroupBy(row => row.Measurement.SourceTitle, StringComparer.Ordinal).Select(PublicationOf)
                .OrderByDescending(publication => publication.Rows).ThenBy(publication => publication.Title, StringComparer.Ordinal)],
            quantity,
            [.. drawn.Where((_, index) => index % each == 0).Select(row => new MeasuredPoint(
                row.Deployment.Hardware.Name, row.Deployment.Model.Name, row.Measured, row.Predicted))],
            drawn.Count);
    }

    private static bool StandsOn(Deployment row, Deployment plan, EvidenceTier tier) => tier switch
    {
        EvidenceTier.SameSeries or EvidenceTier.SameCell => row.Hardware.Id == plan.Hardware.Id && row.EngineId == plan.EngineId
            && row.Model.Id == plan.Model.Id && row.WeightFormat == plan.WeightFormat && row.ActivationFormat == plan.ActivationFormat,
        EvidenceTier.SameChipAndEngine => row.Hardware.Id == plan.Hardware.Id && row.EngineId == plan.EngineId,
        EvidenceTier.SameChip => row.Hardware.Id == plan.Hardware.Id,
        EvidenceTier.SameVendor => row.Hardware.Vendor == plan.Hardware.Vendor,
        EvidenceTier.OtherVendor => true,
    };

    private Publication PublicationOf(IGrouping<string, Row> rows)
    {
        string[] dates = [.. rows.Select(row => row.Measurement.Date).Where(date => date.Length > 0).Order(StringComparer.Ordinal)];
        string? fact = _catalog.Facts.Values.FirstOrDefault(fact => fact.Subject == ServingCalibration.FactSubject
            && rows.Key.StartsWith(fact.SourceTitle ?? "\n", StringComparison.Ordinal))?.Id;
        return new(rows.Key, fact, rows.Select(row => row.Measurement.Id).Distinct().Count(), dates.FirstOrDefault(""), dates.LastOrDefault(""));
    }

    private sealed record Row(
        Measurement Measurement, Deployment Deployment, LadderKind Ladder, MeasuredQuantity Quantity, double Measured, double Predicted);
}
