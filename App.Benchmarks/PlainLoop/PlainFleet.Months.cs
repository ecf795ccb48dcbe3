using App.Engine.Costs;

namespace App.Benchmarks.PlainLoop;

/// <content>The months from the order to the horizon.</content>
internal sealed partial class PlainFleet
{
    private double _discount;
    private double _general;
    private double _staff;
    private double _energy;
    private double _cards;
    private double _rental;
    private double _yuan;
    private double _rent;
    private double _installed;
    private double _powerShare;
    private double _capital;
    private double _present;
    private double _presentBeforeTax;
    private double _siteKilowattHours;

    private void Run()
    {
        TaxSlots tax = _plan.Economy.Tax;
        double valueAdded = _inputs[tax.ValueAddedTax];
        double recoverableShare = _inputs[tax.ValueAddedTaxRecoverable];
        double pace = Math.Min(1, 1 / _inputs[tax.ValueAddedTaxRecoveryMonths]);
        double incomeTax = _inputs[tax.IncomeTax];
        double costOverPrice = 1 + (valueAdded * (1 - recoverableShare));
        double split = _inputs[_plan.SplitSoftwareCount] * _inputs[_plan.Economy.SplitSoftwareUsDollars];
        double receivable = 0;
        (_capital, _present, _presentBeforeTax, _siteKilowattHours) = (0, 0, 0, 0);
        (_discount, _general, _staff, _energy, _cards, _rental, _yuan) = (1, 1, 1, 1, 1, 1, 1);
        for (int month = 0; month <= _plan.HorizonMonths; month++)
        {
            if (month > 0)
            {
                MovePrices();
            }

            MoveEvents(month);
            _rent = _rental * Product(_index.Events.Rental, EventEffect.Rental);
            Deliver(month);
            Work(month);
            Serve(month);
            Money money = default;
            Draw(ref money);
            Pay(month, costOverPrice, ref money);

            double last = month == _plan.HorizonMonths ? 1 : 0;
            double software = money.Migration + (month == 0 ? split : 0);
            double taxOnEquipment = money.Equipment * valueAdded;
            double recoverable = taxOnEquipment * recoverableShare;
            double recovered = (receivable * Math.Max(pace, last)) + (recoverable * last);
            receivable += recoverable - recovered;
            double residual = money.MarketValue * last;
            double total = money.Equipment + software + taxOnEquipment - recovered + money.Operating - residual;
            double deductible = money.Operating + software + money.Depreciation + (money.BookValue * last) - residual;
            _capital += money.Equipment + software;
            _presentBeforeTax += total * _discount;
            _present += (total - (deductible * incomeTax)) * _discount;
        }
    }

    private void MovePrices()
    {
        _discount *= _prices.Discount;
        _general *= _prices.General;
        _staff *= _prices.Staff;
        _energy *= _prices.Energy;
        _cards *= _prices.Cards;
        _rental *= _prices.Rental;
        _yuan *= _prices.Yuan;
    }

    private void MoveEvents(int month)
    {
        for (int e = 0; e < _events.Length; e++)
        {
            ref PlainEvent happening = ref _events[e];
            happening.InForce = happening.Occurs * (Clamp(month - happening.Start) - Clamp(month - happening.End));
            happening.SupportEnded = happening.Occurs * Clamp(month - happening.SupportEnd);
        }
    }

    /// <summary>Cards arrive, their price falls due, and the site powers as many as it can.</summary>
    private void Deliver(int month)
    {
        _installed = 0;
        for (int g = 0; g < _groups.Length; g++)
        {
            if (_index.Groups[g].Purchase is null)
            {
                continue;
            }

            ref PlainGroup group = ref _groups[g];
            group.Currency = _index.Groups[g].IsDomestic ? _yuan : 1;
            group.CardPrice = _cards * Product(_index.Events.CardPrice[g], EventEffect.CardPrice) * group.Currency;
            if (month > 0)
            {
                group.Clock += Product(_index.Events.Delivery[g], EventEffect.Delivery);
            }

            double ordered = month >= group.OrderMonth ? 1 : 0;
            double reached = month >= group.MilestoneMonth ? 1 : 0;
            double delivered = Clamp((group.Clock - group.StartMonth) * group.Pace);
            group.Arrived = delivered - group.TrancheDelivered;
            group.Due = ((group.Deposit * (ordered - group.Ordered)) + (group.Milestone * (reached - group.Reached))
                + (group.OnDelivery * group.Arrived)) * group.TrancheValue;
            (group.Ordered, group.Reached, group.TrancheDelivered) = (ordered, reached, delivered);
            group.Age += delivered;
            group.Delivered = delivered * group.TrancheShare;
            _installed += group.Nameplate * group.Delivered;
        }

        double limit = month >= _inputs[_index.Sites[0].Stages[0].FromMonth] ? _site.Limit : 0;
        double needed = _installed * (1 + _site.Overhead);
        _powerShare = limit < needed ? limit / needed : 1;
    }

    /// <summary>Power, software and failures let cards work.</summary>
    private void Work(int month)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            ref PlainGroup group = ref _groups[g];
            if (_index.Groups[g].Purchase is null)
            {
                group.Powered = group.Effective = month > 0 ? 1 : 0;
            }
            else
            {
                group.Ended = 0;
                foreach (int e in _index.Events.Support[g])
                {
                    group.Ended = Math.Max(group.Ended, _events[e].SupportEnded);
                }

                group.Powered = group.Delivered * _powerShare;
                group.Gap = month == 0 ? group.GapAtOrder : group.Gap * group.GapKept;
                group.Maturity = (1 - group.Gap) * Product(_index.Events.Capacity[g], EventEffect.Capacity);
                group.Supported = month == 0 ? 1 : group.Supported * (1 - (group.Ended * group.MonthlyFailures));
                group.Effective = group.Powered * group.Availability * group.Supported * group.Maturity;
            }

            group.MonthsInService += group.Powered;
        }
    }

    /// <summary>What is served in the parts of the day, and what the bridge has to.</summary>
    private void Serve(int month)
    {
        for (int w = 0; w < _workloads.Length; w++)
        {
            double capacity = double.PositiveInfinity;
            foreach (int p in _index.PoolsOfWorkload[w])
            {
                capacity = Math.Min(capacity, _pools[p].Capacity * _groups[_index.Pools[p].Group].Effective);
            }

            capacity = double.IsInfinity(capacity) ? 0 : capacity;
            ref PlainWorkload workload = ref _workloads[w];
            workload.Demand = month > 1 ? workload.Demand * workload.Growth : month;
            double mean = workload.Demand * workload.MeanRate;
            double busiest = mean * workload.BusiestRatio;
            workload.ServedBusiest = Math.Min(busiest, capacity);
            workload.ServedPeak = Math.Min(mean * workload.PeakRatio, capacity);
            workload.ServedFlat = Math.Min(mean * workload.FlatRatio, capacity);
            workload.ServedValley = Math.Min(mean * workload.ValleyRatio, capacity);
            workload.ServedRequests += (workload.ServedPeak + workload.ServedFlat + workload.ServedValley) / 3 * MegasecondsPerMonth;
            workload.PresentRequests += mean * MegasecondsPerMonth * _discount;
            double perRate = workload.BridgeRentPerRate * _rent;
            double unserved = (busiest - workload.ServedBusiest) * perRate;
            workload.BridgeRent += unserved;
            workload.WholeBridgeRent += busiest * perRate;
            workload.PresentBridgeRent += unserved * _discount;
        }
    }

    private double Product(int[] which, EventEffect effect)
    {
        double product = 1;
        foreach (int e in which)
        {
            ref readonly PlainEvent happening = ref _events[e];
            double change = effect switch
            {
                EventEffect.Delivery => happening.Delivery,
                EventEffect.CardPrice => happening.CardPrice,
                EventEffect.Rental => happening.RentalPrice,
                EventEffect.Resale => happening.Resale,
                EventEffect.Energy => happening.EnergyPrice,
                EventEffect.Capacity => happening.Capacity,
                _ => throw new ArgumentOutOfRangeException(nameof(effect)),
            };
            product *= 1 + (happening.InForce * change);
        }

        return product;
    }

    private static double Clamp(double share) => Math.Max(0, Math.Min(1, share));
}
