using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Computes the parts of an order.</summary>
internal static class TrancheStates
{
    /// <summary>
    /// Fills in the tranches of a group. One begins to arrive after its lead time and the slip of events, and not before the one
    /// before it has arrived; it takes as long as supply needs for its cards, a month at least.
    /// </summary>
    public static void Fill<T, TSheet>(
        in CaseInputs<T> inputs, FleetWorkspace<T> workspace, int group, PurchaseSlots purchase, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        T one = T.Constant(1);
        PlanIndex index = workspace.Index;
        CapitalSlots capital = workspace.Plan.Economy.Capital;
        T lead = inputs[purchase.LeadTimeMonths];
        T slip = T.Constant(0);
        foreach (int happening in index.Events.Slip[group])
        {
            slip += workspace.Events[happening].Slip;
        }

        sheet.Value("Slip", Unit.Months, slip);
        T free = T.Constant(0);
        for (int k = index.FirstTranche[group]; k < index.FirstTranche[group + 1]; k++)
        {
            TrancheSlots slots = index.Groups[group].Tranches[k - index.FirstTranche[group]];
            T order = inputs[slots.OrderMonth];
            T share = inputs[slots.ShareFraction];
            T months = purchase.SupplyCardsPerMonth is { } supply
                ? T.Max(one, workspace.Groups[group].Cards * share / inputs[supply])
                : one;
            T price = T.Exp(T.Log(workspace.Prices.Cards) * order);
            foreach (int happening in index.Events.CardPrice[group])
            {
                price *= workspace.Events[happening].CardPriceAt(order);
            }

            T start = T.Max(order + lead + slip, free);
            free = start + months;
            workspace.Tranches[k] = new(
                order, order + (lead * inputs[capital.MilestoneLead]), share, share * price, start, one / months);
            sheet.Section(index.TrancheTitles[k]);
            sheet.Value("Price of a card over that at the order", Unit.One, price);
            sheet.Value("Has arrived after", Unit.Months, free);
            workspace.Tranches[k].Write(ref sheet);
        }
    }
}
