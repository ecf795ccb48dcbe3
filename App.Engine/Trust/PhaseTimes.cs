using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Engine.Trust;

/// <summary>Divides the times of a pool of language work among what takes them.</summary>
internal static class PhaseTimes
{
    public static IReadOnlyList<PhaseTime> Of(PlanSlots plan, PoolSlots pool)
    {
        if (pool.Model is not { } model)
        {
            return [];
        }

        CaseInputs<Scalar> inputs = CaseInputs.Scalars(plan.Table.BaseValues());
        WorkloadSlots workload = plan.Workloads[pool.Workload];
        ServingCurve<Scalar> curve = PoolStates.CurveOf(inputs, pool, workload, plan.Serving);
        Throughput<Scalar> throughput = curve.AtTarget();
        double batch = throughput.Batch.Value;
        Replica<Scalar> replica = new(inputs, model, pool.Card, pool.Layout, plan.Serving, workload.KeyValueBytes);
        Scalar prompt = inputs[workload.PromptTokens];
        Scalar hit = workload.PrefixHitFraction is { } share ? inputs[share] : new(0);
        List<PhaseTime> phases = [];
        if (pool.Role != ServingRole.Decode)
        {
            // A prompt while every group and stage reads one, or a whole batch where answers are scored.
            StepCost<Scalar> step = replica.PrefillStep(prompt, hit);
            bool scores = !pool.Kind.WritesText();
            double sequences = scores ? Math.Max(batch, curve.PartsSideBySide.Value) : curve.PartsSideBySide.Value;
            double whole = step.Seconds(new(sequences)).Value;
            double first = throughput.FirstToken95Seconds.Value;
            double reading = scores ? curve.StepFactor.Value * whole
                : pool.Role == ServingRole.Prefill ? curve.PromptSeconds.Value
                : Math.Min(first, curve.PromptSeconds.Value * FirstTokenCorrection(inputs, pool));
            phases.Add(Part(ServingPhase.Prefill, step, sequences, reading / whole, first - reading));
        }

        if (pool.Role != ServingRole.Prefill && pool.Kind.WritesText())
        {
            double beside = batch * curve.BurdenSecondsPerSequence.Value;
            phases.Add(Part(ServingPhase.Decode, curve.Step, batch, curve.StepFactor.Value, beside));
        }

        return phases;
    }

    private static double FirstTokenCorrection(in CaseInputs<Scalar> inputs, PoolSlots pool) =>
        pool.Calibration is { } calibration ? inputs[calibration.FirstTokenCorrection].Value : 1;

    private static PhaseTime Part(ServingPhase phase, in StepCost<Scalar> step, double sequences, double factor, double waiting)
    {
        double tokens = sequences * step.TokensPerSequence.Value;
        double serial = step.SerialFraction.Value;
        double compute = 0;
        double memory = 0;
        void Add(double read, double computing)
        {
            bool reads = read + (serial * computing) >= computing + (serial * read);
            memory += reads ? read : serial * read;
            compute += reads ? serial * computing : computing;
        }

        Add(step.LinearReadSeconds.Value, step.LinearSecondsPerToken.Value * (tokens + step.LinearTileTokens.Value));
        Add(step.HeadReadSeconds.Value, step.HeadSecondsPerSequence.Value * sequences);
        double attention = step.AttentionSecondsPerSequence.Value * sequences;
        double exchange = step.ExchangeSecondsPerToken.Value * tokens;
        double overhead = step.FixedSeconds.Value;
        double experts = step.Seconds(new(sequences)).Value - compute - memory - attention - exchange - overhead;
        if (step.HasExperts)
        {
            // Experts are one operator: its shorter side is the share that is not hidden.
            double all = tokens * step.Groups.Value;
            double computing = step.ExpertSecondsPerToken.Value * all;
            if (experts > computing * (1 + serial))
            {
                memory += experts - (serial * computing);
                compute += serial * computing;
            }
            else
            {
                compute += experts;
            }
        }

        return new(phase, factor * compute, factor * memory, factor * attention, factor * exchange, factor * overhead, Math.Max(0, waiting));
    }
}
