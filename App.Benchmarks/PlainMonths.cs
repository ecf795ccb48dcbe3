using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;

namespace App.Benchmarks;

/// <summary>
/// The months of one bought fleet as somebody would write them by hand, in plain doubles: what the same work costs without the
/// algebra, the sheet and the memory of the model. One group of cards in one order, paid in cash, on one site; the states of pools,
/// groups and prices come from the model. Only here, to be measured against.
/// </summary>
internal static class PlainMonths
{
    private const double HoursPerPeriod = 8760.0 / 12 / 3;

    /// <summary>The present cost after tax, USD.</summary>
    /// <param name="inputs">The world's numbers.</param>
    /// <param name="fleet">The model's memory after its preparation.</param>
    public static double PresentCost(in CaseInputs<Scalar> inputs, FleetWorkspace<Scalar> fleet)
    {
        int workloads = fleet.Workloads.Length;
        Span<double> demand = stackalloc double[workloads];
        Span<double> inForce = stackalloc double[fleet.Events.Length];
        demand.Clear();
        Span<double> rentalPrice = stackalloc double[inForce.Length];
        Span<double> cardPrice = stackalloc double[inForce.Length];
        Span<double> delivery = stackalloc double[inForce.Length];
        Span<double> capacityChange = stackalloc double[inForce.Length];
        Span<double> energyPrice = stackalloc double[inForce.Length];
        Span<double> resaleChange = stackalloc double[inForce.Length];
        for (int e = 0; e < inForce.Length; e++)
        {
            ref readonly EventState<Scalar> state = ref fleet.Events[e];
            (rentalPrice[e], cardPrice[e], delivery[e]) = (state.RentalPrice.Value, state.CardPrice.Value, state.Delivery.Value);
            (capacityChange[e], energyPrice[e], resaleChange[e]) = (state.Capacity.Value, state.EnergyPrice.Value, state.Resale.Value);
        }

        ref readonly GroupState<Scalar> group = ref fleet.Groups[0];
        ref readonly TrancheState<Scalar> tranche = ref fleet.Tranches[0];
        ref readonly SiteState<Scalar> site = ref fleet.Sites[0];
        var price = fleet.Prices;
        EventIndex events = fleet.Index.Events;
        var tax = TaxState<Scalar>.Of(inputs, fleet.Plan.Economy.Tax);
        double split = inputs[fleet.Plan.SplitSoftwareCount].Value * inputs[fleet.Plan.Economy.SplitSoftwareUsDollars].Value;
        double siteShare = fleet.SiteShares[0].Value;
        bool isDomestic = fleet.Index.Groups[0].IsDomestic;
        double end = 0, general = 0, staff = 0, energy = 0, cards = 0, rental = 0, yuan = 0;
        double clock = 0, ordered = 0, reached = 0, delivered = 0, age = 0, gap = 0, supported = 0, market = 0, dual = 0;
        double cost = 0, depreciated = 0, built = 0, siteCost = 0, siteBook = 0, receivable = 0, present = 0;
        for (int month = 0; month <= fleet.Plan.HorizonMonths; month++)
        {
            double order = month == 0 ? 1 : 0;
            double service = month > 0 ? 1 : 0;
            double last = month == fleet.Plan.HorizonMonths ? 1 : 0;
            end = (end * price.Discount.Value) + order;
            double discount = end * (order + (service * price.ServiceTiming.Value));
            general = (general * price.General.Value) + order;
            staff = (staff * price.Staff.Value) + order;
            energy = (energy * price.Energy.Value) + order;
            cards = (cards * price.Cards.Value) + order;
            rental = (rental * price.Rental.Value) + order;
            yuan = (yuan * price.Yuan.Value) + order;
            double currency = isDomestic ? yuan : 1;
            double ended = 0;
            for (int e = 0; e < inForce.Length; e++)
            {
                ref readonly EventState<Scalar> state = ref fleet.Events[e];
                inForce[e] = state.Occurs.Value * (Clamp(month - state.Start.Value) - Clamp(month - state.End.Value));
            }

            foreach (int e in events.Support[0])
            {
                ended = Math.Max(ended, fleet.Events[e].Occurs.Value * Clamp(month - fleet.Events[e].SupportEnd.Value));
            }

            double rent = rental * Product(events.Rental, inForce, rentalPrice);
            double cardOwn = cards * Product(events.CardPrice[0], inForce, cardPrice);
            double card = cardOwn * currency;
            double local = general * currency;

            // Cards arrive, their price falls due.
            clock += service * Product(events.Delivery[0], inForce, delivery);
            double nowOrdered = month < tranche.Order.Value ? 0 : 1;
            double nowReached = month < tranche.Milestone.Value ? 0 : 1;
            double nowDelivered = Clamp((clock - tranche.Start.Value) * tranche.Pace.Value);
            double arrived = nowDelivered - delivered;
            double due = (group.Deposit.Value * (nowOrdered - ordered)) + (group.Milestone.Value * (nowReached - reached)) + (group.OnDelivery.Value * arrived);
            (ordered, reached, delivered) = (nowOrdered, nowReached, nowDelivered);
            age += delivered;
            double share = tranche.Share.Value * delivered;

            // Power, software and failures let them work.
            double limit = 0, before = 0;
            foreach (PowerStageSlots stage in fleet.Index.Stages[0])
            {
                double there = inputs[stage.Megawatts].Value * 1000;
                limit += month < inputs[stage.FromMonth].Value ? 0 : there - before;
                before = there;
            }

            double installed = group.NameplateKilowatts.Value * siteShare * share;
            double needed = installed * (1 + site.OverheadRatio.Value);
            double powerShare = limit < needed ? limit / needed : 1;
            double powered = share * siteShare * powerShare;
            gap = (gap * group.GapKept.Value) + (order * group.GapAtOrder.Value);
            double maturity = (1 - gap) * Product(events.Capacity[0], inForce, capacityChange);
            supported = (supported * (1 - (ended * group.MonthlyFailures.Value))) + order;
            double effective = powered * group.Availability.Value * supported * maturity;

            // What is served, and what the bridge has to.
            double peak = 0, flat = 0, valley = 0, busiest = 0, bridge = 0, own = 0;
            for (int w = 0; w < workloads; w++)
            {
                ref readonly WorkloadState<Scalar> work = ref fleet.Workloads[w];
                double capacity = double.PositiveInfinity;
                foreach (int pool in fleet.Index.PoolsOfWorkload[w])
                {
                    capacity = Math.Min(capacity, fleet.Pools[pool].MaximumRate.Value * effective);
                }

                capacity = double.IsInfinity(capacity) ? 0 : capacity;
                demand[w] = (demand[w] * work.MonthlyGrowth.Value) + (month == 1 ? 1 : 0);
                double mean = demand[w] * work.MeanRate.Value;
                double servedBusiest = Math.Min(mean * work.BusiestRatio.Value, capacity);
                double draw = fleet.DrawPerRequest[w].Value;
                peak += Math.Min(mean * work.PeakRatio.Value, capacity) * draw;
                flat += Math.Min(mean * work.FlatRatio.Value, capacity) * draw;
                valley += Math.Min(mean * work.ValleyRatio.Value, capacity) * draw;
                busiest += servedBusiest * draw;
                bridge += ((mean * work.BusiestRatio.Value) - servedBusiest) * work.BridgeRentPerRate.Value * rent;
                own += fleet.Index.Serves[0][w] ? servedBusiest * work.BridgeRentPerRate.Value : 0;
            }

            // Power at the meter and its cost.
            double idle = fleet.IdleKilowatts[0].Value * powered;
            double perLoad = 1 + site.OverheadOfLoad.Value;
            double standing = installed * powerShare * site.OverheadOfNameplate.Value;
            double Meter(double load) => ((idle + (load / maturity)) * siteShare * perLoad) + standing;
            double level = energy * yuan * Product(events.Energy[0], inForce, energyPrice);
            double electricity = ((Meter(peak) * site.PeakPrice.Value) + (Meter(flat) * site.FlatPrice.Value) + (Meter(valley) * site.ValleyPrice.Value)) * HoursPerPeriod * level;
            double demandCharge = Meter(busiest) * site.DemandCharge.Value * level;
            double nowBuilt = limit / site.FullLimitKilowatts.Value;
            double construction = site.BuildCost.Value * (nowBuilt - built) * general * yuan;
            double facility = ((installed * powerShare * site.FacilityPerKilowatt.Value) + (site.UpkeepPerMonth.Value * nowBuilt * service)) * general * yuan;
            built = nowBuilt;
            siteCost += construction;
            double siteDepreciation = Math.Min(siteBook, siteCost * site.MonthlyDepreciation.Value) * service;
            siteBook += construction - siteDepreciation;

            // What the cards cost.
            market = (market + (tranche.Value.Value * arrived)) * group.ValueKept.Value;
            double dueInDollars = tranche.Value.Value * due * currency;
            double equipment = group.Equipment.Value * dueInDollars;
            cost += equipment * tax.CostOverPrice.Value;
            double nowDepreciated = cost * Math.Min(delivered, Depreciated(fleet, age)) * fleet.Schedule.DepreciableShare.Value;
            double depreciation = nowDepreciated - depreciated;
            depreciated = nowDepreciated;
            double resale = group.Accelerators.Value * currency * Product(events.Resale[0], inForce, resaleChange);
            double residual = (market * resale * last) + (siteBook * last);
            double nowDual = Math.Min(age, group.DualRunningMonths.Value);
            double dualRunning = group.DualRunningShare.Value * (nowDual - dual) * own * rent;
            dual = nowDual;
            double software = (group.Migration.Value * order) + (split * order);
            double operating = electricity + demandCharge + facility + (group.StaffPerMonth.Value * powered * staff * yuan)
                + ((group.SupportPerMonth.Value + group.InsurancePerMonth.Value) * share * local)
                + (group.LicencesPerMonth.Value * powered * local) + (group.UpkeepPerMonth.Value * service * local)
                + (group.FailuresPerMonth.Value * powered * card * (1 - ended)) + dualRunning + bridge;

            // Taxes and the value of it all at the order.
            double valueAdded = equipment * tax.ValueAdded.Value;
            double recoverable = valueAdded * tax.Recoverable.Value;
            double recovered = (receivable * Math.Max(tax.RecoveryPace.Value, last)) + (recoverable * last);
            receivable += recoverable - recovered;
            double total = equipment + construction + software + valueAdded - recovered + operating - residual;
            double book = cost - depreciated + siteBook;
            double deductible = operating + software + depreciation + siteDepreciation + (book * last) - residual;
            present += (total - (deductible * tax.IncomeTax.Value)) * discount;
        }

        return present;
    }

    private static double Clamp(double share) => Math.Max(0, Math.Min(1, share));

    private static double Depreciated(FleetWorkspace<Scalar> fleet, double age)
    {
        NoSheet<Scalar> sheet = default;
        return fleet.Schedule.At(new Scalar(age), default, ref sheet).Value;
    }

    private static double Product(int[] which, ReadOnlySpan<double> inForce, ReadOnlySpan<double> change)
    {
        double product = 1;
        foreach (int e in which)
        {
            product *= 1 + (inForce[e] * change[e]);
        }

        return product;
    }
}
