using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Benchmarks.PlainLoop;

/// <content>What holds in every month.</content>
internal sealed partial class PlainFleet
{
    private const double MonthsOfResidualValue = 48;
    private double _depreciationShare;
    private double _depreciationPace;
    private double _depreciable;

    private void Prepare()
    {
        PriceSlots prices = _plan.Economy.Prices;
        _prices.Discount = 1 / Monthly(_inputs[_plan.Economy.DiscountRateFraction]);
        _prices.General = Monthly(_inputs[prices.GeneralInflation]);
        _prices.Staff = Monthly(_inputs[prices.Staff]);
        _prices.Energy = Monthly(_inputs[prices.Energy]);
        _prices.Cards = Monthly(_inputs[prices.Cards]);
        _prices.Rental = Monthly(_inputs[prices.Rental]);
        _prices.Yuan = Monthly(_inputs[prices.Yuan]);
        DepreciationSlots depreciation = _plan.Terms.Depreciation;
        _depreciationShare = _inputs[depreciation.Shares[0]];
        _depreciationPace = _inputs[depreciation.Periods] / _inputs[depreciation.LifeMonths];
        _depreciable = depreciation.Salvage is { } salvage ? 1 - _inputs[salvage] : 1;
        for (int e = 0; e < _events.Length; e++)
        {
            PrepareEvent(ref _events[e], _index.EventSlots[e]);
        }

        for (int g = 0; g < _groups.Length; g++)
        {
            GroupSlots group = _index.Groups[g];
            _groups[g].Cards = _inputs[group.Cards];
            if (group.Purchase is { } purchase)
            {
                Buy(ref _groups[g], group, purchase);
                Power(ref _groups[g], purchase);
                Keep(ref _groups[g], group, purchase);
                Order(ref _groups[g], g, purchase);
            }
            else
            {
                _groups[g].RentPerCardMonth = _inputs[group.RentalUsDollarsPerHour!.Value] * HoursPerMonth;
                _groups[g].CommittedCards = _groups[g].Cards * _inputs[_plan.Economy.Operating.RentalCommitmentFraction];
            }
        }

        PreparePools();
        for (int w = 0; w < _workloads.Length; w++)
        {
            PrepareWorkload(ref _workloads[w], w);
        }

        PrepareSite();
    }

    private void PrepareEvent(ref PlainEvent happening, EventSlots slots)
    {
        happening.Occurs = _inputs[slots.Occurs];
        happening.Start = _inputs[slots.StartMonth];
        happening.End = happening.Start + _inputs[slots.DurationMonths];
        happening.SupportEnd = slots.SupportEndsAfterMonths is { } support ? happening.Start + _inputs[support] : 0;
        happening.Delivery = Change(slots.Delivery);
        happening.CardPrice = Change(slots.CardPrice);
        happening.RentalPrice = Change(slots.RentalPrice);
        happening.Resale = Change(slots.Resale);
        happening.EnergyPrice = Change(slots.EnergyPrice);
        happening.Capacity = Change(slots.Capacity);
    }

    private double Change(Slot? factor) => factor is { } slot ? _inputs[slot] - 1 : 0;

    private void Buy(ref PlainGroup group, GroupSlots slots, PurchaseSlots purchase)
    {
        CapitalSlots capital = _plan.Economy.Capital;
        OperatingSlots operating = _plan.Economy.Operating;
        group.Accelerators = group.Cards * _inputs[purchase.PriceUsDollars];
        double servers = group.Accelerators * _inputs[purchase.ServerOverheadMultiplier];
        double spares = group.Accelerators * _inputs[capital.SparePool];
        double duty = slots.IsDomestic ? 0 : (servers + spares) * _inputs[capital.ImportDuty];
        double beside = _inputs[capital.Network] + _inputs[capital.ScaleUpNetwork] + _inputs[capital.Storage] + _inputs[capital.Installation];
        group.Equipment = (servers * (1 + beside)) + spares + duty;
        group.Migration = _inputs[purchase.MigrationUsDollarsPerModel] * _inputs[slots.ModelsMigrated];
        group.Deposit = _inputs[capital.Deposit];
        group.Milestone = Math.Min(_inputs[capital.Milestone], 1 - group.Deposit);
        group.OnDelivery = 1 - group.Deposit - group.Milestone;
        group.ValueKept = Math.Pow(_inputs[purchase.ResidualValueFraction], 1 / MonthsOfResidualValue);
        group.SupportAndInsurancePerMonth =
            ((servers * _inputs[operating.AnnualSupportFraction]) + (group.Equipment * _inputs[operating.InsuranceFraction])) / 12;
    }

    private void Power(ref PlainGroup group, PurchaseSlots purchase)
    {
        OperatingSlots operating = _plan.Economy.Operating;
        double full = _inputs[purchase.ThermalDesignPowerWatts] / 1000;
        double beside = (_inputs[purchase.HostPowerWattsPerCard] + _inputs[operating.NetworkPowerWattsPerCard]) / 1000;
        double idle = full * _inputs[purchase.IdlePowerFraction];
        double busy = full * _inputs[purchase.LoadPowerFraction];
        group.Nameplate = group.Cards * (full + beside);
        group.IdlePerCard = beside + idle;
        group.PrefillPerCard = Math.Max(0, Math.Min(full, busy * _inputs[operating.PrefillPowerFactor]) - idle);
        group.DecodePerCard = Math.Max(0, Math.Min(full, busy * _inputs[operating.DecodePowerFactor]) - idle);
    }

    private void Keep(ref PlainGroup group, GroupSlots slots, PurchaseSlots purchase)
    {
        OperatingSlots operating = _plan.Economy.Operating;
        StackSlots stack = slots.Stack!;
        double failures = _inputs[purchase.AnnualFailureRateFraction];
        group.GapAtOrder = 1 - _inputs[stack.MaturityStartFraction];
        group.GapKept = Math.Exp(-1 / _inputs[stack.MaturityMonths]);
        group.MonthlyFailures = failures / 12;
        group.Availability = Math.Max(0, 1 - (failures * _inputs[operating.RepairDays] / 365 * _inputs[slots.CardsInServer]));
        group.FailuresPerMonth = group.Accelerators * group.MonthlyFailures * (1 - _inputs[operating.WarrantyCoverFraction]);
        group.StaffPerMonth = group.Nameplate / 1000 * _inputs[operating.StaffFullTimeEquivalentsPerMegawatt]
            * _inputs[operating.StaffUsDollarsPerYear] / 12;
        group.LicencesPerMonth = group.Cards * _inputs[stack.LicenceUsDollarsPerCardYear] / 12;
        group.UpkeepPerMonth = group.Migration * _inputs[stack.UpkeepFraction] / 12;
        group.DualMonths = _inputs[stack.DualRunningMonths];
        group.DualShare = _inputs[stack.DualRunningShareFraction];
    }

    private void Order(ref PlainGroup group, int g, PurchaseSlots purchase)
    {
        TrancheSlots tranche = _index.Groups[g].Tranches[0];
        double lead = _inputs[purchase.LeadTimeMonths];
        double slip = 0;
        foreach (int e in _index.Events.Slip[g])
        {
            slip += _events[e].Occurs * _inputs[_index.EventSlots[e].SlipMonths!.Value];
        }

        group.OrderMonth = _inputs[tranche.OrderMonth];
        group.MilestoneMonth = group.OrderMonth + (lead * _inputs[_plan.Economy.Capital.MilestoneLead]);
        group.TrancheShare = _inputs[tranche.ShareFraction];
        double months = purchase.SupplyCardsPerMonth is { } supply ? Math.Max(1, group.Cards * group.TrancheShare / _inputs[supply]) : 1;
        double price = Math.Pow(_prices.Cards, group.OrderMonth);
        foreach (int e in _index.Events.CardPrice[g])
        {
            ref readonly PlainEvent happening = ref _events[e];
            bool inForce = group.OrderMonth >= happening.Start && group.OrderMonth < happening.End;
            price *= inForce ? 1 + (happening.CardPrice * happening.Occurs) : 1;
        }

        group.TrancheValue = group.TrancheShare * price;
        group.StartMonth = Math.Max(group.OrderMonth + lead + slip, 0);
        group.Pace = 1 / months;
    }

    private void PreparePools()
    {
        double maximumLoad = _inputs[_plan.Economy.MaximumLoadFraction];
        double usable = maximumLoad * (1 - _inputs[_plan.Economy.FailureReserveFraction]);
        for (int p = 0; p < _pools.Length; p++)
        {
            PoolSlots slots = _index.Pools[p];
            ref PlainPool pool = ref _pools[p];
            ref PlainGroup group = ref _groups[slots.Group];
            bool isRented = _index.Groups[slots.Group].Purchase is null;
            PlainThroughput replica = PlainServing.Of(_inputs, slots, _plan.Workloads[slots.Workload], _plan.Serving);
            double replicas = _inputs[slots.Replicas];
            pool.Cards = replicas * _inputs[slots.Layout.Cards];
            pool.FullRate = replicas * replica.Rate;
            pool.Capacity = pool.FullRate * (isRented ? usable : maximumLoad);
            pool.PrefillShare = replica.PrefillShare;
            double prefill = slots.Kind == WorkloadKind.Recommendation ? 0.5 : replica.PrefillShare;
            double perCard = (prefill * group.PrefillPerCard) + ((1 - prefill) * group.DecodePerCard);
            pool.KilowattsPerRate = Ratio(pool.Cards * perCard, pool.FullRate);
            group.IdleKilowatts += pool.Cards * group.IdlePerCard;
            _perRequest[(slots.Workload * _groups.Length) + slots.Group] +=
                isRented ? Ratio(pool.Cards, pool.FullRate * usable) : pool.KilowattsPerRate;
        }

        double rental = _inputs[_plan.BridgeRentalUsDollarsPerHour] * (1 + _inputs[_plan.Economy.BridgePremiumFraction]) * HoursPerMonth;
        for (int b = 0; b < _bridge.Length; b++)
        {
            PoolSlots slots = _index.Bridge[b];
            PlainThroughput replica = PlainServing.Of(_inputs, slots, _plan.Workloads[slots.Workload], _plan.Serving);
            _bridge[b].PrefillShare = replica.PrefillShare;
            _bridge[b].RentPerRate = rental * _inputs[slots.Layout.Cards] / (replica.Rate * usable);
            _workloads[slots.Workload].BridgeRentPerRate += _bridge[b].RentPerRate;
        }
    }

    private void PrepareWorkload(ref PlainWorkload workload, int w)
    {
        WorkloadSlots slots = _plan.Workloads[w];
        WorkloadKind kind = _plan.WorkloadKinds[w];
        workload.TokensPerRequest = kind.WritesText() ? _inputs[slots.PromptTokens] + _inputs[slots.OutputTokens]
            : kind.CountsTokens() ? _inputs[slots.PromptTokens]
            : 0;
        workload.MeanRate = _inputs[slots.MeanRequestsPerSecond] * _inputs[_plan.DemandMultiple];
        workload.BusiestRatio = _inputs[slots.PeakToMeanRatio];
        double above = _inputs[_plan.Economy.Operating.HoursLoadSpreadFraction] * (workload.BusiestRatio - 1);
        workload.ValleyRatio = Math.Max(0.1, 1 - above);
        workload.PeakRatio = Math.Min(1 + above, 3 - (2 * workload.ValleyRatio));
        workload.FlatRatio = 3 - workload.PeakRatio - workload.ValleyRatio;
        workload.Growth = Monthly(_inputs[slots.GrowthPerYearFraction]);
    }

    private void PrepareSite()
    {
        SiteSlots slots = _index.Sites[0];
        double overhead = _inputs[slots.PowerUsageEffectiveness] - 1;
        double price = _inputs[slots.EnergyPriceUsDollarsPerKilowattHour];
        _site.Limit = _inputs[slots.Stages[0].Megawatts] * 1000;
        _site.Overhead = overhead;
        _site.OverheadOfNameplate = overhead * _inputs[slots.OverheadFixedShareFraction];
        _site.OverheadOfLoad = overhead - _site.OverheadOfNameplate;
        _site.PeakPrice = price * _inputs[slots.PeakHoursPriceRatio];
        _site.ValleyPrice = price * _inputs[slots.ValleyHoursPriceRatio];
        _site.FlatPrice = Math.Max(0, (3 * price) - _site.PeakPrice - _site.ValleyPrice);
        _site.DemandCharge = _inputs[slots.DemandChargeUsDollarsPerKilowattMonth];
        _site.FacilityPerKilowatt = _inputs[slots.FacilityUsDollarsPerKilowattMonth];
    }

    private static double Monthly(double changePerYear) => Math.Pow(1 + changePerYear, 1.0 / 12);

    private static double Ratio(double amount, double per) => per > 0 ? amount / per : 0;
}
