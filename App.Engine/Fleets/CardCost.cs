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
        CardMoney money = CardMoney.Bind(binding, option, card, missing);
        if (missing.Count > 0)
        {
            return double.NaN;
        }

        SiteSlots site = SiteBinding.Bind(binding, AllDomestic(binding.Catalog, option))[0];
        InputTable table = binding.Table.Grow();
        Slot one = table.Add(Decisions.Number("search/cards", "cards", Unit.Cards, 1));
        Slot none = table.Add(Decisions.Number("search/models", "models", Unit.One, 0));
        GroupSlots group = new(card.Name, one, none, 1, one, card.IsDomesticInChina, [], money.Stack, money.Purchase, money.Rental);
        CaseInputs<Scalar> inputs = CaseInputs.Scalars(table.BaseValues());
        NoSheet<Scalar> sheet = default;
        GroupState<Scalar> state = GroupStates.Of(inputs, binding.Economy, group, ref sheet);
        double busy = (state.IdleKilowattsPerCard.Value + ((state.PrefillKilowattsPerCard.Value + state.DecodeKilowattsPerCard.Value) / 2))
            * inputs[site.PowerUsageEffectiveness].Value;
        double monthly = (state.StaffPerMonth + state.SupportPerMonth + state.FailuresPerMonth + state.InsurancePerMonth
            + state.LicencesPerMonth + state.RentPerCardMonth).Value
            + (state.NameplateKilowatts.Value * inputs[site.FacilityUsDollarsPerKilowattMonth].Value)
            + (busy * inputs[site.EnergyPriceUsDollarsPerKilowattHour].Value * Durations.HoursPerMonth<Scalar>().Value);
        return state.Equipment.Value + (binding.Case.Finance.HorizonMonths * monthly);
    }

    public static bool AllDomestic(PlannerCatalog catalog, FleetOption option) =>
        option.Accelerators.All(entry => catalog.Accelerators[entry.AcceleratorId].IsDomesticInChina);
}
