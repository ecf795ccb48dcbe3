using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Requirements;
using App.Engine.Serving;

namespace App.Benchmarks.PlainLoop;

/// <content>Energy and money of a month, and the figures in the end.</content>
internal sealed partial class PlainFleet
{
    /// <summary>Money of a month, USD.</summary>
    private struct Money
    {
        public double Equipment;
        public double Migration;
        public double Operating;
        public double MarketValue;
        public double Depreciation;
        public double BookValue;
    }

    /// <summary>IT power by group and the energy of the site; of a rented group, its cards in use.</summary>
    private void Draw(ref Money money)
    {
        double sitePeak = 0;
        double siteFlat = 0;
        double siteValley = 0;
        double siteBusiest = 0;
        for (int g = 0; g < _groups.Length; g++)
        {
            double peak = 0;
            double flat = 0;
            double valley = 0;
            double busiest = 0;
            for (int w = 0; w < _workloads.Length; w++)
            {
                ref readonly PlainWorkload workload = ref _workloads[w];
                double own = _perRequest[(w * _groups.Length) + g];
                peak += workload.ServedPeak * own;
                flat += workload.ServedFlat * own;
                valley += workload.ServedValley * own;
                busiest += workload.ServedBusiest * own;
            }

            ref PlainGroup group = ref _groups[g];
            if (_index.Groups[g].Purchase is null)
            {
                (group.UsedPeak, group.UsedFlat, group.UsedValley) = (peak, flat, valley);
                continue;
            }

            double idle = group.IdleKilowatts * group.Powered;
            sitePeak += idle + (peak / group.Maturity);
            siteFlat += idle + (flat / group.Maturity);
            siteValley += idle + (valley / group.Maturity);
            siteBusiest += idle + (busiest / group.Maturity);
            group.KilowattHours += ((3 * idle) + ((peak + flat + valley) / group.Maturity)) * HoursPerPeriod;
        }

        double standing = _installed * _powerShare * _site.OverheadOfNameplate;
        double perLoad = 1 + _site.OverheadOfLoad;
        double meterPeak = (sitePeak * perLoad) + standing;
        double meterFlat = (siteFlat * perLoad) + standing;
        double meterValley = (siteValley * perLoad) + standing;
        double level = _energy * _yuan * Product(_index.Events.Energy[0], EventEffect.Energy);
        _siteKilowattHours += (meterPeak + meterFlat + meterValley) * HoursPerPeriod;
        double energy = ((meterPeak * _site.PeakPrice) + (meterFlat * _site.FlatPrice) + (meterValley * _site.ValleyPrice)) * HoursPerPeriod;
        double demand = ((siteBusiest * perLoad) + standing) * _site.DemandCharge;
        money.Operating += ((energy + demand) * level) + (_installed * _powerShare * _site.FacilityPerKilowatt * _general * _yuan);
    }

    private void Pay(int month, double costOverPrice, ref Money money)
    {
        for (int w = 0; w < _workloads.Length; w++)
        {
            ref readonly PlainWorkload workload = ref _workloads[w];
            double busiest = workload.Demand * workload.MeanRate * workload.BusiestRatio;
            money.Operating += (busiest - workload.ServedBusiest) * workload.BridgeRentPerRate * _rent;
        }

        bool isLast = month == _plan.HorizonMonths;
        for (int g = 0; g < _groups.Length; g++)
        {
            ref PlainGroup group = ref _groups[g];
            if (_index.Groups[g].Purchase is null)
            {
                double used = Math.Max(group.CommittedCards, group.UsedPeak) + Math.Max(group.CommittedCards, group.UsedFlat)
                    + Math.Max(group.CommittedCards, group.UsedValley);
                double rent = month > 0 ? used / 3 * group.RentPerCardMonth * _rent : 0;
                money.Operating += rent;
                group.PresentCost += rent * _discount;
                continue;
            }

            double equipment = group.Equipment * group.Due * group.Currency;
            double migration = month == 0 ? group.Migration : 0;
            double operating = Operating(ref group, g, month);
            group.Market = (group.Market + (group.TrancheValue * group.Arrived)) * group.ValueKept;
            double value = group.Market * group.Accelerators * group.Currency * Product(_index.Events.Resale[g], EventEffect.Resale);
            money.Depreciation += Depreciate(ref group, equipment * costOverPrice);
            money.BookValue += group.Cost - group.Depreciated;
            money.Equipment += equipment;
            money.Migration += migration;
            money.Operating += operating;
            money.MarketValue += value;
            group.PresentCost += (equipment + migration + operating - (isLast ? value : 0)) * _discount;
        }
    }

    private double Operating(ref PlainGroup group, int g, int month)
    {
        double local = _general * group.Currency;
        double onBridge = 0;
        for (int w = 0; w < _workloads.Length; w++)
        {
            onBridge += _index.Serves[g][w] ? _workloads[w].ServedBusiest * _workloads[w].BridgeRentPerRate : 0;
        }

        double dual = Math.Min(group.Age, group.DualMonths);
        double twice = group.DualShare * (dual - group.DualSoFar) * onBridge * _rent;
        group.DualSoFar = dual;
        return twice
            + (group.StaffPerMonth * group.Powered * _staff * _yuan)
            + (((group.SupportAndInsurancePerMonth * group.Delivered) + (group.LicencesPerMonth * group.Powered)
                + (month > 0 ? group.UpkeepPerMonth : 0)) * local)
            + (group.FailuresPerMonth * group.Powered * group.CardPrice * (1 - group.Ended));
    }

    private double Depreciate(ref PlainGroup group, double paid)
    {
        group.Cost += paid;
        double passed = _depreciationShare * Clamp(group.Age * _depreciationPace);
        double depreciated = group.Cost * Math.Min(group.TrancheDelivered, passed) * _depreciable;
        double depreciation = depreciated - group.Depreciated;
        group.Depreciated = depreciated;
        return depreciation;
    }

    private void Summarise(Span<double> figures)
    {
        double inputMegatokens = 0;
        double outputMegatokens = 0;
        double candidates = 0;
        double servedMegatokens = 0;
        double bridge = 0;
        double wholeBridge = 0;
        double presentBridge = 0;
        for (int w = 0; w < _workloads.Length; w++)
        {
            ref readonly PlainWorkload workload = ref _workloads[w];
            WorkloadSlots slots = _plan.Workloads[w];
            WorkloadKind kind = _plan.WorkloadKinds[w];
            candidates += kind == WorkloadKind.Recommendation ? workload.PresentRequests : 0;
            inputMegatokens += kind.CountsTokens() ? workload.PresentRequests * _inputs[slots.PromptTokens] : 0;
            outputMegatokens += kind.WritesText() ? workload.PresentRequests * _inputs[slots.OutputTokens] : 0;
            servedMegatokens += workload.ServedRequests * workload.TokensPerRequest;
            bridge += workload.BridgeRent;
            wholeBridge += workload.WholeBridgeRent;
            presentBridge += workload.PresentBridgeRent;
        }

        (double input, double output, double recommendation) = CostByWork(presentBridge);
        double nameplate = 0;
        foreach (ref readonly PlainGroup group in _groups.AsSpan())
        {
            nameplate += group.Nameplate;
        }

        SiteSlots site = _index.Sites[0];
        figures[0] = _present;
        figures[1] = _capital;
        figures[2] = nameplate * _inputs[site.PowerUsageEffectiveness] / 1000;
        figures[3] = Ratio(input, inputMegatokens);
        figures[4] = Ratio(output, outputMegatokens);
        figures[5] = Ratio(input + output, inputMegatokens + outputMegatokens);
        figures[6] = Ratio(recommendation, candidates);
        figures[7] = Ratio(servedMegatokens * 1e6, _siteKilowattHours * LanguageShare());
        figures[8] = _siteKilowattHours / 1000;
        figures[9] = _siteKilowattHours * _inputs[site.CarbonKilogramsPerKilowattHour] / 1000;
        figures[10] = Ratio(bridge, wholeBridge);
        figures[11] = presentBridge;
    }

    /// <summary>Share of the energy that language models draw.</summary>
    private double LanguageShare()
    {
        double language = 0;
        double all = 0;
        for (int p = 0; p < _pools.Length; p++)
        {
            PoolSlots slots = _index.Pools[p];
            ref readonly PlainGroup group = ref _groups[slots.Group];
            double own = (_pools[p].Cards * group.IdlePerCard * group.MonthsInService)
                + (_pools[p].KilowattsPerRate * _workloads[slots.Workload].ServedRequests / MegasecondsPerMonth);
            all += own;
            language += slots.Kind.CountsTokens() ? own : 0;
        }

        return Ratio(language, all);
    }

    /// <summary>What prompts, outputs and candidates must earn.</summary>
    private (double Input, double Output, double Recommendation) CostByWork(double presentBridge)
    {
        double cards = 0;
        double energy = 0;
        double count = 0;
        foreach (ref readonly PlainGroup group in _groups.AsSpan())
        {
            cards += group.PresentCost;
            energy += group.KilowattHours;
            count += group.Cards;
        }

        double common = _presentBeforeTax - presentBridge - cards;
        double levelised = _present / (1 - _inputs[_plan.Economy.Tax.IncomeTax]);
        double perDollar = Ratio(levelised - presentBridge, cards + common);
        double input = 0;
        double output = 0;
        double recommendation = 0;
        for (int p = 0; p < _pools.Length; p++)
        {
            int g = _index.Pools[p].Group;
            double used = 0;
            for (int other = 0; other < _pools.Length; other++)
            {
                used += _index.Pools[other].Group == g ? _pools[other].Cards : 0;
            }

            double share = energy > 0 ? _groups[g].KilowattHours / energy : cards > 0 ? _groups[g].PresentCost / cards : _groups[g].Cards / count;
            Add(_index.Pools[p], _pools[p].PrefillShare, (_groups[g].PresentCost + (common * share)) * perDollar * _pools[p].Cards / used);
        }

        for (int b = 0; b < _bridge.Length; b++)
        {
            ref readonly PlainWorkload workload = ref _workloads[_index.Bridge[b].Workload];
            Add(_index.Bridge[b], _bridge[b].PrefillShare, workload.PresentBridgeRent * _bridge[b].RentPerRate / workload.BridgeRentPerRate);
        }

        return (input, output, recommendation);

        void Add(PoolSlots pool, double prefill, double cost)
        {
            if (pool.Kind == WorkloadKind.Recommendation)
            {
                recommendation += cost;
            }
            else if (pool.Kind.CountsTokens())
            {
                input += cost * prefill;
                output += cost * (1 - prefill);
            }
        }
    }
}
