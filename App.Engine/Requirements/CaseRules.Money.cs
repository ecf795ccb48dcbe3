using App.Engine.Catalog;

namespace App.Engine.Requirements;

/// <summary>What sites, money, orders and events of a case must satisfy.</summary>
public static partial class CaseRules
{
    /// <summary>Shares and hourly loads are typed with few digits, so their sums and ratios are close, not equal.</summary>
    private const double RoundingOfTypedNumbers = 0.005;

    private static void CheckSites(Checker check, ProcurementCase procurement, PlannerCatalog catalog)
    {
        Check(check, "site", procurement.Site, catalog);
        IReadOnlyList<SiteRequirement> further = procurement.FurtherSites ?? [];
        check.Count("furtherSites", further.Count, 0, 9);
        for (int s = 0; s < further.Count; s++)
        {
            Check(check, $"furtherSites[{s}]", further[s], catalog);
            check.That(
                further[s].SiteId != procurement.Site.SiteId && further.Take(s).All(other => other.SiteId != further[s].SiteId),
                $"furtherSites[{s}].siteId", $"'{further[s].SiteId}' again", "each site once");
        }
    }

    private static void Check(Checker check, string at, SiteRequirement site, PlannerCatalog catalog)
    {
        check.Known($"{at}.siteId", site.SiteId, catalog.Sites.Keys);
        check.Number($"{at}.powerLimitMegawatts", site.PowerLimitMegawatts, 0.01, 10_000, "MW");
        Defined(check, $"{at}.facility", site.Facility);
        if (site.PowerStages is not { } stages)
        {
            return;
        }

        check.Count($"{at}.powerStages", stages.Count, 1, 12);
        for (int i = 0; i < stages.Count; i++)
        {
            check.Number($"{at}.powerStages[{i}].fromMonth", stages[i].FromMonth, i == 0 ? 0 : stages[i - 1].FromMonth + 1, 180, "months");
            check.Number(
                $"{at}.powerStages[{i}].megawatts", stages[i].Megawatts, i == 0 ? 0.01 : stages[i - 1].Megawatts, site.PowerLimitMegawatts, "MW");
        }

        check.That(
            stages.Count == 0 || stages[^1].Megawatts.Equals(site.PowerLimitMegawatts), $"{at}.powerStages",
            stages.Count == 0 ? "empty" : $"{Text(stages[^1].Megawatts)} MW in the end", $"{Text(site.PowerLimitMegawatts)} MW in the end, the site's limit");
    }

    private static void Check(Checker check, FinanceRequirement finance)
    {
        check.Number("finance.budgetUsDollars", finance.BudgetUsDollars, finance.BudgetYuan is null ? 1e4 : 0, 1e13, "USD");
        check.Number("finance.budgetYuan", finance.BudgetYuan ?? 1e4, 1e4, 1e14, "CNY");
        check.Number("finance.discountRateFraction", finance.DiscountRateFraction, 0, 1, "a year");
        check.Number("finance.horizonMonths", finance.HorizonMonths, 6, 180, "months");
        check.Number("finance.refreshMonths", finance.RefreshMonths ?? 12, 12, 120, "months");
        Defined(check, "finance.cashTiming", finance.CashTiming);
        Defined(check, "finance.depreciation", finance.Depreciation);
    }

    private static void Check(Checker check, LimitRequirement limits)
    {
        check.Number("limits.minimumDomesticShareFraction", limits.MinimumDomesticShareFraction ?? 0, 0, 1, "");
        check.Number("limits.deliveredByMonth", limits.DeliveredByMonth ?? 1, 1, 180, "months");
        check.Number("limits.maximumBridgeShareFraction", limits.MaximumBridgeShareFraction ?? 1, 0, 1, "");
    }

    private static void CheckEvents(Checker check, IReadOnlyList<string> events, PlannerCatalog catalog)
    {
        for (int e = 0; e < events.Count; e++)
        {
            check.Known($"events[{e}]", events[e], catalog.Events.Keys);
            check.That(!events.Take(e).Contains(events[e]), $"events[{e}]", $"'{events[e]}' again", "each event once");
        }
    }

    private static void CheckHours(Checker check, string at, Workload workload)
    {
        if (workload.HourlyLoad is not { } hours)
        {
            return;
        }

        check.That(hours.Count == 24, $"{at}.hourlyLoad", $"{hours.Count} numbers", "24 numbers, the first from midnight to one o'clock");
        for (int h = 0; h < hours.Count; h++)
        {
            check.Number($"{at}.hourlyLoad[{h}]", hours[h], 0, 1e12, "");
        }

        double mean = hours.DefaultIfEmpty(0).Average();
        double ratio = mean > 0 ? hours.Max() / mean : 0;
        check.That(
            Math.Abs(ratio - workload.PeakToMeanRatio) <= RoundingOfTypedNumbers * workload.PeakToMeanRatio, $"{at}.hourlyLoad",
            $"{Text(Math.Round(ratio, 4))} in the busiest hour over the mean", $"{Text(workload.PeakToMeanRatio)}, the workload's peakToMeanRatio");
    }

    private static void CheckPurchase(Checker check, string at, FleetOption option)
    {
        Defined(check, $"{at}.financing", option.Financing);
        check.That(
            option.Tenure == Tenure.Buy || (option.Tranches is null && option.Financing == Financing.Cash), $"{at}.tenure",
            option.Tenure.ToString(), "Buy, where there are tranches or a financing other than Cash");
        if (option.Tranches is not { } tranches)
        {
            return;
        }

        check.Count($"{at}.tranches", tranches.Count, 1, 6);
        for (int i = 0; i < tranches.Count; i++)
        {
            check.Number($"{at}.tranches[{i}].orderMonth", tranches[i].OrderMonth, i == 0 ? 0 : tranches[i - 1].OrderMonth + 1, 120, "months");
            check.Number($"{at}.tranches[{i}].shareFraction", tranches[i].ShareFraction, 0.0001, 1, "");
        }

        double sum = tranches.Sum(tranche => tranche.ShareFraction);
        check.That(Math.Abs(sum - 1) <= RoundingOfTypedNumbers, $"{at}.tranches", $"{Text(sum)} in all", "shares that add up to 1");
    }

    private static void Defined<TEnum>(Checker check, string field, TEnum value)
        where TEnum : struct, Enum =>
        check.That(Enum.IsDefined(value), field, value.ToString(), string.Join(" or ", Enum.GetNames<TEnum>()));
}
