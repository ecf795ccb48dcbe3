using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>Writes what a pool can do to a sheet.</summary>
internal static class PoolLines
{
    public static void Write<T, TSheet>(
        in CaseInputs<T> inputs, PlanSlots plan, PoolSlots pool, in PoolState<T> state, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T thousand = T.Constant(1000);
        sheet.Section(pool.Title);
        sheet.Value("Cards per replica", Unit.Cards, state.CardsPerReplica);
        sheet.Value("Replicas", Unit.One, inputs[pool.Replicas]);
        sheet.Value("Cards", Unit.Cards, state.Cards);
        sheet.Value("Requests per second and replica", Unit.WorkPerSecond, state.Throughput.RequestsPerSecond);
        sheet.Value("Rate at full load", Unit.WorkPerSecond, state.FullRate);
        sheet.Value("Capacity in the busiest hour", Unit.WorkPerSecond, state.Capacity);
        sheet.Value(
            "Load in the first month", Unit.One, Ratios.Of(inputs[plan.Workloads[pool.Workload].MeanRequestsPerSecond], state.FullRate));
        sheet.Value("Sequences in flight", Unit.Sequences, state.Throughput.Batch);
        if (pool.Recommendation is null)
        {
            sheet.Value("Sequences that memory allows", Unit.Sequences, state.Throughput.MemoryBatch);
        }

        if (!pool.Kind.WritesText())
        {
            sheet.Value("Time to answer", Unit.Milliseconds, state.Throughput.TimeToFirstTokenSeconds * thousand);
            return;
        }

        sheet.Value("Time to first token", Unit.Milliseconds, state.Throughput.TimeToFirstTokenSeconds * thousand);
        sheet.Value("Time to first token, 95% in the busiest hour", Unit.Milliseconds, state.Throughput.FirstToken95Seconds * thousand);
        sheet.Value("Time per output token", Unit.Milliseconds, state.Throughput.TimePerOutputTokenSeconds * thousand);
        sheet.Value("Share of time reading prompts", Unit.One, state.Throughput.PrefillShare);
    }

    public static void Write<T, TSheet>(in BridgeState<T> state, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Requests per second and replica", Unit.WorkPerSecond, state.Throughput.RequestsPerSecond);
        sheet.Value("Share of time reading prompts", Unit.One, state.Throughput.PrefillShare);
        sheet.Value("Rent of one request a second", Unit.UsDollarsPerMonth, state.RentPerRate);
    }
}

/// <summary>Writes an option's figures to a sheet.</summary>
internal static class OutcomeLines
{
    public static void Write<T, TSheet>(in Outcome<T> outcome, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        sheet.Value("Capital", Unit.UsDollars, outcome.CapitalUsDollars);
        sheet.Value("Present cost", Unit.UsDollars, outcome.PresentCostUsDollars);
        sheet.Value("Present cost before tax", Unit.UsDollars, outcome.PresentCostBeforeTaxUsDollars);
        sheet.Value("Net present value", Unit.UsDollars, outcome.NetPresentValueUsDollars);
        sheet.Value("Total cost before tax", Unit.UsDollars, outcome.TotalCostUsDollars);
        sheet.Value("Equivalent annual cost", Unit.UsDollarsPerYear, outcome.EquivalentAnnualCostUsDollars);
        sheet.Value("Equivalent annual cost, real", Unit.UsDollarsPerYear, outcome.RealEquivalentAnnualCostUsDollars);
        sheet.Value("Tokens per day", Unit.TokensPerDay, outcome.TokensPerDay);
        sheet.Value("Cost of input", Unit.UsDollarsPerMegatoken, outcome.InputUsDollarsPerMegatoken);
        sheet.Value("Cost of output", Unit.UsDollarsPerMegatoken, outcome.OutputUsDollarsPerMegatoken);
        sheet.Value("Cost of a token", Unit.UsDollarsPerMegatoken, outcome.BlendedUsDollarsPerMegatoken);
        sheet.Value("Cost of a token, real", Unit.UsDollarsPerMegatoken, outcome.RealBlendedUsDollarsPerMegatoken);
        sheet.Value(
            "Cost of recommendation", Unit.UsDollarsPerMillionItems, outcome.RecommendationUsDollarsPerMillionCandidates);
        sheet.Value("Cost of an accelerator-hour", Unit.UsDollarsPerHour, outcome.UsDollarsPerAcceleratorHour);
        sheet.Value("Capital per kilowatt", Unit.UsDollarsPerKilowatt, outcome.CapitalUsDollarsPerKilowatt);
        sheet.Value("Tokens per dollar", new Unit("tokens/USD"), outcome.TokensPerUsDollar);
        sheet.Value("Tokens per kilowatt-hour", Unit.TokensPerKilowattHour, outcome.TokensPerKilowattHour);
        sheet.Value("Tokens per second and megawatt", new Unit("tokens/s/MW"), outcome.TokensPerSecondPerMegawatt);
        sheet.Value("Carbon dioxide per million tokens", new Unit("kg/M tokens"), outcome.CarbonKilogramsPerMegatoken);
        sheet.Value("Site power", Unit.Megawatts, outcome.SiteMegawatts);
        sheet.Value("Energy over the horizon", new Unit("MWh"), outcome.EnergyMegawattHours);
        sheet.Value("Carbon dioxide over the horizon", new Unit("t"), outcome.CarbonTonnes);
        sheet.Value("Utilisation", Unit.One, outcome.UtilisationFraction);
        sheet.Value("Share served by the bridge", Unit.One, outcome.UnmetFraction);
        sheet.Value("Bridge rental", Unit.UsDollars, outcome.BridgeUsDollars);
        sheet.Value("Share delivered", Unit.One, outcome.DeliveredFraction);
    }
}
