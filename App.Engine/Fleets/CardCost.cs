using App.Engine.Algebra;
using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>What a card costs over the horizon, undiscounted and without residual: only to rank pools of different cards.</summary>
internal static class CardCost
{
    public static double Lifetime(CaseBinding binding, FleetOption option, Accelerator card, List<string> missing)
    {
        int months = binding.Case.Finance.HorizonMonths;
        bool rented = option.Tenure == Tenure.Rent;
        Slot? rental = rented ? AcceleratorBinding.Rental(binding, card, missing) : null;
        PurchaseSlots? purchase = rented
            ? null
            : AcceleratorBinding.Purchase(binding, card, AllDomestic(binding.Catalog, option), missing);
        if (missing.Count > 0)
        {
            return double.NaN;
        }

        InputTable table = binding.Table.Grow();
        GroupSlots group = new(
            card.Name, table.Add(Decisions.Number("search/cards", "cards", Unit.Cards, 1)),
            table.Add(Decisions.Number("search/models", "models", Unit.One, 0)), 1, purchase, rental);
        PlanSlots plan = new(
            table, months, binding.Workloads, [], [], [], [], rental ?? default, [group], group.ModelsMigrated, binding.Economy, binding.Serving);
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(table.BaseValues());
        GroupState<Scalar> state = GroupStates.Of(inputs, plan, group);
        double energy = (state.HostKilowattsPerCard + state.LoadKilowattsPerCard).Value
            * inputs[binding.Economy.PowerUsageEffectiveness].Value * state.EnergyPrice.Value
            * Durations.HoursPerMonth<Scalar>().Value;
        double monthly = (state.FacilityPerMonth + state.StaffPerMonth + state.SupportPerMonth
            + state.FailuresPerMonth + state.RentPerMonth).Value + energy;
        return state.Capital.Value + (months * monthly);
    }

    public static bool AllDomestic(PlannerCatalog catalog, FleetOption option) =>
        option.Accelerators.All(entry => catalog.Accelerators[entry.AcceleratorId].IsDomesticInChina);
}
