using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Uncertainty;

namespace App.Engine.DecisionAnalysis;

/// <summary>
/// A candidate that is sized anew for every change of its inputs: what would be bought if the change were known before signing. The
/// layouts stay; replicas and cards follow. One per thread.
/// </summary>
public sealed class SizedOption
{
    private readonly double[] _values;
    private readonly Scalar[] _inputs;
    private readonly FleetWorkspace<Scalar> _workspace;

    /// <summary>Prepares a candidate.</summary>
    /// <param name="option">The candidate.</param>
    public SizedOption(UncertainOption option)
    {
        Option = option;
        _values = new double[option.Base.Length];
        _inputs = new Scalar[option.Base.Length];
        _workspace = new(option.Plan.Slots);
    }

    /// <summary>The candidate.</summary>
    public UncertainOption Option { get; }

    /// <summary>The present cost with some inputs changed.</summary>
    /// <param name="changes">Each effect with the value of what acts.</param>
    /// <returns>USD; infinite where no number of cards is enough.</returns>
    public double PresentCost(IEnumerable<(VariableEffect Effect, double Value)> changes)
    {
        Option.Base.CopyTo(_values, 0);
        foreach ((VariableEffect effect, double value) in changes)
        {
            if (Option.Plan.Slots.Table.Find(effect.InputId) is { } slot)
            {
                _values[slot.Index] = effect.Action switch
                {
                    VariableAction.Sets => value,
                    VariableAction.Multiplies => _values[slot.Index] * value,
                    VariableAction.Divides => _values[slot.Index] / value,
                };
            }
        }

        if (!FleetSizing.Fill(Option.Plan.Slots, _values))
        {
            return double.PositiveInfinity;
        }

        for (int i = 0; i < _inputs.Length; i++)
        {
            _inputs[i] = new(_values[i]);
        }

        NoSheet<Scalar> sheet = default;
        double cost = FleetModel.Evaluate(new CaseInputs<Scalar>(_inputs), _workspace, ref sheet).PresentCostUsDollars.Value;
        return double.IsFinite(cost) ? cost : double.PositiveInfinity;
    }
}
