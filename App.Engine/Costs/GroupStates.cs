using App.Engine.Algebra;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Computes money, time and power of groups.</summary>
internal static class GroupStates
{
    private const double MonthsOfResidualValue = 48;

    /// <summary>A group, in one run.</summary>
    /// <exception cref="ArgumentException">The group is neither bought nor rented.</exception>
    public static GroupState<T> Of<T, TSheet>(in CaseInputs<T> inputs, EconomySlots economy, GroupSlots group, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        GroupState<T> state = default;
        state.Cards = inputs[group.Cards];
        sheet.Value("Cards", Unit.Cards, state.Cards);
        if (group.RentalUsDollarsPerHour is { } rental)
        {
            state.RentPerCardMonth = inputs[rental] * Durations.HoursPerMonth<T>();
            state.CommittedCards = state.Cards * inputs[economy.Operating.RentalCommitmentFraction];
            state.Write(isRented: true, ref sheet);
            return state;
        }

        PurchaseSlots purchase = group.Purchase
            ?? throw new ArgumentException($"Group '{group.Title}' is neither bought nor rented.", nameof(group));
        Prices(inputs, economy, group, purchase, ref state, ref sheet);
        Terms(inputs, economy, group, purchase, ref state);
        Power(inputs, economy, purchase, ref state);
        Running(inputs, economy, group, purchase, ref state);
        state.Write(isRented: false, ref sheet);
        return state;
    }

    private static void Prices<T, TSheet>(
        in CaseInputs<T> inputs, EconomySlots economy, GroupSlots group, PurchaseSlots purchase, ref GroupState<T> state, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        CapitalSlots capital = economy.Capital;
        state.Accelerators = state.Cards * inputs[purchase.PriceUsDollars];
        T withServers = state.Accelerators * inputs[purchase.ServerOverheadMultiplier];
        sheet.Value("Price of servers with their cards", Unit.UsDollars, withServers);
        state.Servers = withServers - state.Accelerators;
        T perServer = state.Servers * inputs[group.CardsInServer] / state.Cards;
        sheet.Value("Server beside its cards", Unit.UsDollars, perServer);
        T processors = perServer * inputs[capital.ServerProcessors];
        sheet.Value("Server: processors and memory", Unit.UsDollars, processors);
        T chassis = perServer * inputs[capital.ServerChassis];
        sheet.Value("Server: chassis, power and cooling", Unit.UsDollars, chassis);
        T adapters = perServer * inputs[capital.ServerAdapters];
        sheet.Value("Server: network adapters", Unit.UsDollars, adapters);
        sheet.Value("Server: disks and the rest", Unit.UsDollars, perServer - processors - chassis - adapters);
        state.Network = withServers * inputs[capital.Network];
        state.ScaleUpNetwork = withServers * inputs[capital.ScaleUpNetwork];
        state.Storage = withServers * inputs[capital.Storage];
        state.Installation = withServers * inputs[capital.Installation];
        state.Spares = state.Accelerators * inputs[capital.SparePool];
        state.Duty = group.IsDomestic ? T.Constant(0) : (withServers + state.Spares) * inputs[capital.ImportDuty];
        state.Equipment = withServers + state.Network + state.ScaleUpNetwork + state.Storage + state.Installation + state.Spares + state.Duty;
        state.Migration = inputs[purchase.MigrationUsDollarsPerModel] * inputs[group.ModelsMigrated];
    }

    private static void Terms<T>(
        in CaseInputs<T> inputs, EconomySlots economy, GroupSlots group, PurchaseSlots purchase, ref GroupState<T> state)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        state.Deposit = inputs[economy.Capital.Deposit];
        state.Milestone = T.Min(inputs[economy.Capital.Milestone], one - state.Deposit);
        state.OnDelivery = one - state.Deposit - state.Milestone;
        state.ValueKept = T.Exp(T.Log(inputs[purchase.ResidualValueFraction]) / T.Constant(MonthsOfResidualValue));
        StackSlots stack = group.Stack
            ?? throw new ArgumentException($"Group '{group.Title}' is bought and has no software stack.", nameof(group));
        state.GapAtOrder = one - inputs[stack.MaturityStartFraction];
        state.GapKept = T.Exp(-(one / inputs[stack.MaturityMonths]));
        state.MonthlyFailures = inputs[purchase.AnnualFailureRateFraction] / T.Constant(12);
        T inRepair = inputs[purchase.AnnualFailureRateFraction] * inputs[economy.Operating.RepairDays] / T.Constant(365);
        state.Availability = T.Max(T.Constant(0), one - (inRepair * inputs[group.CardsInServer]));
        state.DualRunningMonths = inputs[stack.DualRunningMonths];
        state.DualRunningShare = inputs[stack.DualRunningShareFraction];
    }

    private static void Power<T>(in CaseInputs<T> inputs, EconomySlots economy, PurchaseSlots purchase, ref GroupState<T> state)
        where T : struct, IReal<T>
    {
        T thousand = T.Constant(1000);
        OperatingSlots operating = economy.Operating;
        T full = inputs[purchase.ThermalDesignPowerWatts] / thousand;
        T beside = (inputs[purchase.HostPowerWattsPerCard] + inputs[operating.NetworkPowerWattsPerCard]) / thousand;
        T idle = full * inputs[purchase.IdlePowerFraction];
        T busy = full * inputs[purchase.LoadPowerFraction];
        state.NameplateKilowatts = state.Cards * (full + beside);
        state.IdleKilowattsPerCard = beside + idle;
        state.PrefillKilowattsPerCard = T.Max(T.Constant(0), T.Min(full, busy * inputs[operating.PrefillPowerFactor]) - idle);
        state.DecodeKilowattsPerCard = T.Max(T.Constant(0), T.Min(full, busy * inputs[operating.DecodePowerFactor]) - idle);
    }

    private static void Running<T>(
        in CaseInputs<T> inputs, EconomySlots economy, GroupSlots group, PurchaseSlots purchase, ref GroupState<T> state)
        where T : struct, IReal<T>
    {
        T one = T.Constant(1);
        T twelve = T.Constant(12);
        OperatingSlots operating = economy.Operating;
        StackSlots stack = group.Stack!;
        state.FailuresPerMonth = state.Accelerators * state.MonthlyFailures * (one - inputs[operating.WarrantyCoverFraction]);
        state.StaffPerMonth = state.NameplateKilowatts / T.Constant(1000) * inputs[operating.StaffFullTimeEquivalentsPerMegawatt]
            * inputs[operating.StaffUsDollarsPerYear] / twelve;
        state.SupportPerMonth = (state.Accelerators + state.Servers) * inputs[operating.AnnualSupportFraction] / twelve;
        state.InsurancePerMonth = state.Equipment * inputs[operating.InsuranceFraction] / twelve;
        state.LicencesPerMonth = state.Cards * inputs[stack.LicenceUsDollarsPerCardYear] / twelve;
        state.UpkeepPerMonth = state.Migration * inputs[stack.UpkeepFraction] / twelve;
    }
}
