using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Inputs;
using App.Engine.Serving;

namespace App.Engine.Calibration;

/// <summary>How much memory the weights of an architecture take.</summary>
internal static class ModelFootprint
{
    /// <summary>Weights in decimal GB; embedding and head at 16 bits.</summary>
    /// <param name="model">The architecture.</param>
    /// <param name="bytesPerWeight">Bytes per weight.</param>
    public static double Gigabytes(ModelArchitecture model, double bytesPerWeight)
    {
        BoundArchitecture bound = RowSlots.Bind(model);
        Scalar[] values = new Scalar[RowSlots.Count];
        for (int i = 0; i < bound.Values.Length; i++)
        {
            values[RowSlots.Count - RowSlots.ModelRoom + i] = new(bound.Values[i]);
        }

        ModelSizes<Scalar> sizes = ModelSizes.Of(new CaseInputs<Scalar>(values), bound.Slots);
        double embedded = sizes.HeadWeights.Value * (model.TiedEmbeddings ? 1 : 2) * 2;
        double linear = sizes.LinearWeights.Value * Math.Max(bytesPerWeight, bound.Slots.HasExperts ? bound.LinearWeightBytes : 0);
        return (embedded + linear + (sizes.ExpertLayers.Value * sizes.Experts.Value * sizes.ExpertWeights.Value * bytesPerWeight)) / 1e9;
    }
}
