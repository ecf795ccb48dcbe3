using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Serving;

/// <summary>Where stands what calibration says of a pool beside the constants of its operators.</summary>
/// <param name="PrefillErrorFactor">True over calibrated time of prefill; 1 unless a world or a person says otherwise.</param>
/// <param name="DecodeCorrection">Measured over modelled time of outputs, from the ladder of evidence at the plan's batch.</param>
/// <param name="FirstTokenCorrection">The same of the time to the first token.</param>
/// <param name="FirstTokenOverheadMilliseconds">Time to the first token that is not prefill.</param>
/// <param name="FirstTokenSteps">Decode steps that a new prompt waits for.</param>
/// <param name="SynchronyFraction">Share of requests in flight whose prompts come together.</param>
public sealed record CalibrationSlots(
    Slot PrefillErrorFactor,
    Slot DecodeCorrection,
    Slot FirstTokenCorrection,
    Slot FirstTokenOverheadMilliseconds,
    Slot FirstTokenSteps,
    Slot SynchronyFraction);

/// <summary>Where the numbers of queueing stand.</summary>
/// <param name="MaximumLoadFraction">Load of the busiest hour over full load.</param>
/// <param name="PromptTimeVariation">Variance of the time of a prompt over its squared mean, c_s^2.</param>
public sealed record QueueSlots(Slot MaximumLoadFraction, Slot PromptTimeVariation);

/// <summary>What calibration says of a pool, read; all ones and zeros without it.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <param name="Prefill">True over calibrated time of prefill.</param>
/// <param name="Decode">Measured over modelled time of outputs.</param>
/// <param name="FirstToken">Measured over modelled time to the first token.</param>
/// <param name="OverheadSeconds">Time to the first token that is not prefill.</param>
/// <param name="Steps">Decode steps that a new prompt waits for.</param>
/// <param name="Synchrony">Share of requests in flight whose prompts come together.</param>
internal readonly record struct ServingFactors<T>(T Prefill, T Decode, T FirstToken, T OverheadSeconds, T Steps, T Synchrony)
    where T : struct, IReal<T>
{
    public static ServingFactors<T> Of(in CaseInputs<T> inputs, CalibrationSlots? slots)
    {
        T one = T.Constant(1);
        T zero = T.Constant(0);
        return slots is null
            ? new(one, one, one, zero, zero, zero)
            : new(
                inputs[slots.PrefillErrorFactor], inputs[slots.DecodeCorrection], inputs[slots.FirstTokenCorrection],
                inputs[slots.FirstTokenOverheadMilliseconds] * T.Constant(1e-3), inputs[slots.FirstTokenSteps], inputs[slots.SynchronyFraction]);
    }
}
