using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>The groups of a fleet, month by month: cards arrive, work, draw power and cost money.</summary>
internal static class FleetMonths
{
    /// <summary>Cards arrive as supply lets them.</summary>
    public static void Deliver<T, TSheet>(FleetWorkspace<T> workspace, in PriceMonth<T> prices, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            ref GroupMonth<T> now = ref workspace.GroupMonths[g];
            if (index.Groups[g].Purchase is null)
            {
                continue;
            }

            sheet.Section(index.GroupTitles[g]);
            T cardEvents = EventEffects.Product(index.Events.CardPrice[g], workspace, EventEffect.CardPrice);
            now.SetPrices(index.Groups[g].IsDomestic, prices, cardEvents, month, ref sheet);
            T supply = month.Service * EventEffects.Product(index.Events.Delivery[g], workspace, EventEffect.Delivery);
            now.SupplyClock += supply;
            sheet.Month("Months of undisturbed supply", Unit.Months, month.Index, now.SupplyClock);
            T delivered = T.Constant(0);
            T due = T.Constant(0);
            for (int k = index.FirstTranche[g]; k < index.FirstTranche[g + 1]; k++)
            {
                sheet.Section(index.TrancheTitles[k]);
                ref TrancheMonth<T> tranche = ref workspace.TrancheMonths[k];
                tranche.Deliver(workspace.Tranches[k], workspace.Groups[g], now.SupplyClock, month, ref sheet);
                delivered += workspace.Tranches[k].Share * tranche.Delivered;
                due += workspace.Tranches[k].Value * tranche.Due;
            }

            sheet.Section(index.GroupTitles[g]);
            now.Delivered = delivered;
            sheet.Month("Share delivered", Unit.One, month.Index, delivered);
            sheet.Month(OperationLines.CardsDelivered, Unit.Cards, month.Index, delivered * workspace.Groups[g].Cards);
            now.Due = due;
            sheet.Month("Price due over the fleet's at the order", Unit.One, month.Index, due);
        }
    }

    /// <summary>Cards with power work as far as software, failures and events let them.</summary>
    public static void Work<T, TSheet>(FleetWorkspace<T> workspace, in PriceMonth<T> prices, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            if (index.Groups[g].Purchase is null)
            {
                sheet.Section(index.GroupTitles[g]);
                workspace.GroupMonths[g].Serve(month, prices.Discount, ref sheet);
                continue;
            }

            T powerShare = T.Constant(0);
            for (int s = 0; s < workspace.Sites.Length; s++)
            {
                powerShare += workspace.SiteShares[(g * workspace.Sites.Length) + s] * workspace.SiteMonths[s].PowerShare;
            }

            sheet.Section(index.GroupTitles[g]);
            T ended = EventEffects.SupportEnded(index.Events.Support[g], workspace);
            T capacity = EventEffects.Product(index.Events.Capacity[g], workspace, EventEffect.Capacity);
            workspace.GroupMonths[g].Work(workspace.Groups[g], powerShare, ended, capacity, prices.Discount, month, ref sheet);
        }
    }

    /// <summary>IT power of bought cards, and use of rented ones, in the parts of the day.</summary>
    public static void Load<T, TSheet>(FleetWorkspace<T> workspace, in Durations<T> durations, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        int groups = workspace.Groups.Length;
        for (int g = 0; g < groups; g++)
        {
            bool isRented = index.Groups[g].Purchase is null;
            T[] perRequest = isRented ? workspace.CardsPerRequest : workspace.DrawPerRequest;
            T peak = T.Constant(0);
            T flat = T.Constant(0);
            T valley = T.Constant(0);
            T busiest = T.Constant(0);
            for (int w = 0; w < workspace.Workloads.Length; w++)
            {
                ref readonly WorkloadMonth<T> workload = ref workspace.WorkloadMonths[w];
                T own = perRequest[(w * groups) + g];
                peak += workload.ServedPeak * own;
                flat += workload.ServedFlat * own;
                valley += workload.ServedValley * own;
                busiest += workload.ServedBusiest * own;
            }

            sheet.Section(index.GroupTitles[g]);
            if (isRented)
            {
                workspace.GroupLoads[g] = new(peak, flat, valley, busiest);
                continue;
            }

            ref GroupMonth<T> now = ref workspace.GroupMonths[g];
            T idle = workspace.IdleKilowatts[g] * now.Powered;
            sheet.Month("IT power of cards without work", Unit.Kilowatts, month.Index, idle);
            T effort = T.Constant(1) / now.Maturity;
            sheet.Month("Effort over that with mature software", Unit.One, month.Index, effort);
            SiteLoad<T> load = new(idle + (peak * effort), idle + (flat * effort), idle + (valley * effort), idle + (busiest * effort));
            sheet.Month("IT power in peak hours", Unit.Kilowatts, month.Index, load.Peak);
            sheet.Month("IT power in hours between", Unit.Kilowatts, month.Index, load.Flat);
            sheet.Month("IT power in valley hours", Unit.Kilowatts, month.Index, load.Valley);
            sheet.Month("IT power in the busiest hour", Unit.Kilowatts, month.Index, load.Busiest);
            workspace.GroupLoads[g] = load;
            now.KilowattHours += (load.Peak + load.Flat + load.Valley) * durations.HoursPerPeriod;
            sheet.Month("IT energy so far", Unit.KilowattHours, month.Index, now.KilowattHours);
        }
    }

    /// <summary>What each group costs.</summary>
    public static void Pay<T, TSheet>(
        FleetWorkspace<T> workspace, in PriceMonth<T> prices, T costOverPrice, T rentLevel, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            ref GroupCash<T> cash = ref workspace.GroupCash[g];
            ref readonly GroupState<T> group = ref workspace.Groups[g];
            sheet.Section(index.GroupTitles[g]);
            if (index.Groups[g].Purchase is null)
            {
                cash.Hire(group, workspace.GroupLoads[g], rentLevel, month, ref sheet);
            }
            else
            {
                Buy(workspace, g, costOverPrice, month, ref sheet);
                T ended = EventEffects.SupportEnded(index.Events.Support[g], workspace);
                T age = workspace.TrancheMonths[index.FirstTranche[g]].Age;
                cash.Run(group, workspace.GroupMonths[g], prices, ended, age, BridgeRent(workspace, g, rentLevel), month, ref sheet);
            }

            T total = cash.Total;
            sheet.Month("Cost of the cards", Unit.UsDollarsPerMonth, month.Index, total);
            workspace.GroupMonths[g].PresentCost += total * prices.Discount;
            sheet.Month("Present cost of the cards so far", Unit.UsDollars, month.Index, workspace.GroupMonths[g].PresentCost);
        }
    }

    private static void Buy<T, TSheet>(FleetWorkspace<T> workspace, int g, T costOverPrice, in CalendarMonth<T> month, ref TSheet sheet)
        where T : struct, IReal<T>
        where TSheet : struct, ISheet<T>
    {
        PlanIndex index = workspace.Index;
        ref readonly GroupState<T> group = ref workspace.Groups[g];
        ref readonly GroupMonth<T> now = ref workspace.GroupMonths[g];
        ref GroupCash<T> cash = ref workspace.GroupCash[g];
        bool isLeased = workspace.Plan.Terms.Lease is not null;
        T replaced = T.Constant(0);
        T sold = T.Constant(0);
        T value = T.Constant(0);
        T lease = T.Constant(0);
        T depreciation = T.Constant(0);
        T book = T.Constant(0);
        for (int k = index.FirstTranche[g]; k < index.FirstTranche[g + 1]; k++)
        {
            ref readonly TrancheState<T> state = ref workspace.Tranches[k];
            ref TrancheMonth<T> tranche = ref workspace.TrancheMonths[k];
            T replacedNow = Purchases.Replace(workspace, k, month, ref sheet);
            sheet.Section(index.TrancheTitles[k]);
            tranche.Wear(state, replacedNow, now.CardPriceInOwn, group.ValueKept, month, ref sheet);
            T paid = isLeased ? T.Constant(0) : state.Value * tranche.Due * group.Equipment * now.Currency * costOverPrice;
            T refresh = state.Share * (group.Accelerators + group.Servers) * now.CardPrice * costOverPrice;
            depreciation += Purchases.Depreciate(workspace, k, paid, refresh, month, ref sheet);
            book += Purchases.BookValue(workspace, k);
            if (isLeased)
            {
                sheet.Section(index.TrancheTitles[k]);
                workspace.Leases[k].Advance(workspace.Lease, tranche, month, ref sheet);
                lease += state.Value * workspace.Leases[k].Paid;
            }

            replaced += state.Share * tranche.Replaced;
            sold += tranche.Sold;
            value += tranche.MarketValue;
        }

        sheet.Section(index.GroupTitles[g]);
        T resale = EventEffects.Product(index.Events.Resale[g], workspace, EventEffect.Resale);
        cash.Trade(group, now, new(replaced, sold, value), isLeased, resale, month, ref sheet);
        cash.Lease = lease * group.Equipment * now.Currency;
        sheet.Month("Paid to the lessor in dollars", Unit.UsDollarsPerMonth, month.Index, cash.Lease);
        cash.Depreciation = depreciation;
        sheet.Month("Depreciation of the equipment", Unit.UsDollarsPerMonth, month.Index, depreciation);
        cash.BookValue = book;
        sheet.Month("Book value of the equipment", Unit.UsDollars, month.Index, book);
    }

    /// <summary>Rent of the work that a group serves, if it were on the bridge, USD a month.</summary>
    private static T BridgeRent<T>(FleetWorkspace<T> workspace, int group, T rentLevel)
        where T : struct, IReal<T>
    {
        T rent = T.Constant(0);
        for (int w = 0; w < workspace.Workloads.Length; w++)
        {
            if (workspace.Index.Serves[group][w])
            {
                rent += workspace.WorkloadMonths[w].ServedBusiest * workspace.Workloads[w].BridgeRentPerRate;
            }
        }

        return rent * rentLevel;
    }
}
