using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Evidence;
using App.Engine.Inputs;
using App.Engine.Requirements;
using Keys = App.Engine.Catalog.EconomicsQuantities;

namespace App.Engine.Fleets;

/// <summary>Binds what the buyer chose about money and time.</summary>
internal static class TermsBinding
{
    private const double MonthsOfFiveYears = 60;
    private static readonly double[] s_macrs = [0.20, 0.32, 0.192, 0.1152, 0.1152, 0.0576];

    /// <summary>The terms of an option.</summary>
    public static TermsSlots Bind(CaseBinding binding, FleetOption option)
    {
        FinanceRequirement finance = binding.Case.Finance;
        Slot Number(string key) => EconomyBinding.Economic(binding, key);
        bool isBought = option.Tenure == Tenure.Buy;
        int? refresh = isBought ? finance.RefreshMonths : null;
        return new(
            binding.Require("finance/horizonMonths", "Months of service compared", Unit.Months, finance.HorizonMonths),
            finance.CashTiming,
            Depreciation(binding),
            refresh is { } months ? binding.Require("finance/refreshMonths", "Months of service until refresh", Unit.Months, months) : null,
            refresh is { } age ? (finance.HorizonMonths - 1) / age : 0,
            isBought && option.Financing == Financing.Loan
                ? new(Number(Keys.LoanShareFraction), Number(Keys.LoanRateFraction), Number(Keys.LoanMonths)) : null,
            isBought && option.Financing == Financing.Lease
                ? new(Number(Keys.LeaseRateFraction), Number(Keys.LeaseMonths), Number(Keys.LeaseResidualFraction)) : null);
    }

    /// <summary>A software stack's numbers; what is not known is reported.</summary>
    public static StackSlots Stack(CaseBinding binding, Accelerator card, List<string> missing)
    {
        Stack stack = binding.Catalog.Stacks[card.StackId];
        Slot Number(string key) => binding.Add(binding.Table, $"stacks/{stack.Id}/{key}", stack.Name, key, stack.Quantities.GetValueOrDefault(key), missing);
        return new(
            Number(StackQuantities.MaturityStartFraction),
            Number(StackQuantities.MaturityMonths),
            Number(StackQuantities.LicenceUsDollarsPerCardYear),
            Number(StackQuantities.UpkeepFraction),
            Number(StackQuantities.DualRunningMonths),
            Number(StackQuantities.DualRunningShareFraction));
    }

    /// <summary>The parts of an option's order.</summary>
    public static IReadOnlyList<TrancheSlots> Tranches(CaseBinding binding, FleetOption option)
    {
        if (option.Tenure == Tenure.Rent)
        {
            return [];
        }

        IReadOnlyList<Tranche> tranches = option.Tranches ?? [new() { OrderMonth = 0, ShareFraction = 1 }];
        double sum = tranches.Sum(tranche => tranche.ShareFraction);
        return [.. tranches.Select((tranche, k) => new TrancheSlots(
            binding.Require($"options/{option.Id}/tranches/{k}/orderMonth", $"{option.Name}: order of tranche {k + 1}", Unit.Months, tranche.OrderMonth),
            binding.Require($"options/{option.Id}/tranches/{k}/shareFraction", $"{option.Name}: share of tranche {k + 1}", Unit.One, tranche.ShareFraction / sum)))];
    }

    /// <summary>The stated hours of a workload; null where the catalogue's shape holds.</summary>
    public static HourSlots? Hours(CaseBinding binding, Workload workload)
    {
        if (workload.HourlyLoad is not { } hours)
        {
            return null;
        }

        double mean = hours.Average();
        List<double> ordered = [.. hours.Order()];
        Slot Mean(string key, string label, IEnumerable<double> some) => binding.Require(
            $"workloads/{workload.Id}/{key}", $"{workload.Name}: {label}", Unit.One, some.Average() / mean);
        return new(
            Mean("peakHoursRatio", "eight busiest hours over mean", ordered.TakeLast(8)),
            Mean("valleyHoursRatio", "eight quietest hours over mean", ordered.Take(8)));
    }

    private static DepreciationSlots Depreciation(CaseBinding binding)
    {
        Slot life = EconomyBinding.Economic(binding, Keys.DepreciationMonths);
        Slot salvage = EconomyBinding.Economic(binding, Keys.DepreciationSalvageFraction);
        DepreciationMethod method = binding.Case.Finance.Depreciation;
        int years = Math.Max(1, (int)Math.Round(binding.Table.Inputs[life.Index].Value / 12));
        return method switch
        {
            DepreciationMethod.StraightLine => new(life, Own("periods", "depreciation periods", 1), Shares([1]), salvage),
            DepreciationMethod.DecliningBalance => new(life, Own("periods", "depreciation periods", years), Shares(Declining(years)), salvage),
            DepreciationMethod.SumOfYears => new(life, Own("periods", "depreciation periods", years), Shares(SumOfYears(years)), salvage),
            DepreciationMethod.Macrs => new(
                Own("macrsMonths", "five-year class, months", MonthsOfFiveYears), Own("periods", "depreciation periods", 5), Shares(s_macrs), null),
        };

        Slot Own(string key, string label, double value) => binding.Table.Add(new(
            $"depreciation/{method}/{key}", $"{method}: {label}", Unit.One, InputKind.Requirement, value, value, value,
            EvidenceStatus.Requirement, "Follows from the method.", []));

        IReadOnlyList<Slot> Shares(double[] shares) =>
            [.. shares.Select((share, i) => Own($"shares/{i}", $"share of period {i + 1}", share))];
    }

    /// <summary>Share of each year: twice the even rate on what is left, changing to even when that is more.</summary>
    private static double[] Declining(int years)
    {
        double[] shares = new double[years];
        double left = 1;
        for (int year = 0; year < years; year++)
        {
            shares[year] = Math.Min(left, Math.Max(2 * left / years, left / (years - year)));
            left -= shares[year];
        }

        return shares;
    }

    private static double[] SumOfYears(int years) =>
        [.. Enumerable.Range(0, years).Select(year => (years - year) / (years * (years + 1) / 2.0))];
}
