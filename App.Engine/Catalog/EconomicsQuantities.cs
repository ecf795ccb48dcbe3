namespace App.Engine.Catalog;

/// <summary>Keys of the quantities common to all options.</summary>
public static class EconomicsQuantities
{
    /// <summary>Exchange rate at the order, CNY per USD.</summary>
    public const string YuanPerUsDollar = "yuanPerUsDollar";

    /// <summary>Of server cost.</summary>
    public const string NetworkCapexFraction = "networkCapexFraction";

    /// <summary>Of server cost.</summary>
    public const string StorageCapexFraction = "storageCapexFraction";

    /// <summary>Of server cost.</summary>
    public const string InstallationCapexFraction = "installationCapexFraction";

    /// <summary>Of server cost, a year.</summary>
    public const string AnnualSupportFraction = "annualSupportFraction";

    /// <summary>Staff per MW of IT nameplate power.</summary>
    public const string StaffFullTimeEquivalentsPerMegawatt = "staffFullTimeEquivalentsPerMegawatt";

    /// <summary>Per full-time equivalent, USD.</summary>
    public const string StaffUsDollarsPerYear = "staffUsDollarsPerYear";

    /// <summary>Highest load that keeps queues short.</summary>
    public const string MaximumLoadFraction = "maximumLoadFraction";

    /// <summary>Capacity kept for failed cards.</summary>
    public const string FailureReserveFraction = "failureReserveFraction";

    /// <summary>Share of memory that the engine may use.</summary>
    public const string MemoryUseFraction = "memoryUseFraction";

    /// <summary>Memory per card that is neither weights nor cache, GB.</summary>
    public const string CardMemoryOverheadGigabytes = "cardMemoryOverheadGigabytes";

    /// <summary>Time to the first token over the bare prefill time.</summary>
    public const string TimeToFirstTokenFactor = "timeToFirstTokenFactor";

    /// <summary>Share of its rate that a prefill pool keeps in a split fleet.</summary>
    public const string SplitPrefillEfficiencyFraction = "splitPrefillEfficiencyFraction";

    /// <summary>Share of its rate that a decode pool keeps in a split fleet.</summary>
    public const string SplitDecodeEfficiencyFraction = "splitDecodeEfficiencyFraction";

    /// <summary>Variance of the time of a prompt over its squared mean.</summary>
    public const string PromptTimeVariation = "promptTimeVariation";

    /// <summary>Rate at which a prefill replica hands over its cache, GB/s.</summary>
    public const string KeyValueTransferGigabytesPerSecond = "keyValueTransferGigabytesPerSecond";

    /// <summary>Extra price of short-notice rental.</summary>
    public const string BridgePremiumFraction = "bridgePremiumFraction";

    /// <summary>One-off cost of serving split over two vendors' cards, USD.</summary>
    public const string SplitSoftwareUsDollars = "splitSoftwareUsDollars";

    /// <summary>Share of the shorter of reading and computing that large batches do not hide behind the longer.</summary>
    public const string UnhiddenFraction = "unhiddenFraction";

    /// <summary>Share of memory bandwidth that random embedding rows reach.</summary>
    public const string EmbeddingLookupEfficiencyFraction = "embeddingLookupEfficiencyFraction";

    /// <summary>Change of the yuan's value in dollars, a year.</summary>
    public const string YuanValueChangePerYearFraction = "yuanValueChangePerYearFraction";

    /// <summary>Rise of the general price level a year; divides nominal from real.</summary>
    public const string GeneralInflationFraction = "generalInflationFraction";

    /// <summary>Change of pay a year, nominal.</summary>
    public const string StaffCostChangePerYearFraction = "staffCostChangePerYearFraction";

    /// <summary>Change of the energy price a year, nominal.</summary>
    public const string EnergyPriceChangePerYearFraction = "energyPriceChangePerYearFraction";

    /// <summary>Change of card and server prices a year, nominal: later tranches, refresh and replacements.</summary>
    public const string CardPriceChangePerYearFraction = "cardPriceChangePerYearFraction";

    /// <summary>Change of rental prices a year, nominal.</summary>
    public const string RentalPriceChangePerYearFraction = "rentalPriceChangePerYearFraction";

    /// <summary>Switches of a scale-up domain that are not inside the servers, of server cost.</summary>
    public const string ScaleUpNetworkCapexFraction = "scaleUpNetworkCapexFraction";

    /// <summary>Processors and memory in a server's price beside its cards.</summary>
    public const string ServerProcessorsFraction = "serverProcessorsFraction";

    /// <summary>Chassis, power supplies and cooling in a server's price beside its cards.</summary>
    public const string ServerChassisFraction = "serverChassisFraction";

    /// <summary>Network adapters in a server's price beside its cards; local disks are the rest.</summary>
    public const string ServerAdaptersFraction = "serverAdaptersFraction";

    /// <summary>Spare cards bought with the fleet, of its cards.</summary>
    public const string SparePoolFraction = "sparePoolFraction";

    /// <summary>Share of the price paid with the order.</summary>
    public const string DepositFraction = "depositFraction";

    /// <summary>Share of the price paid at the milestone before delivery.</summary>
    public const string MilestoneFraction = "milestoneFraction";

    /// <summary>Share of the lead time after which the milestone falls due.</summary>
    public const string MilestoneLeadFraction = "milestoneLeadFraction";

    /// <summary>Of the price of foreign cards and their servers.</summary>
    public const string ImportDutyFraction = "importDutyFraction";

    /// <summary>Of the price of equipment; catalogue prices are without it.</summary>
    public const string ValueAddedTaxFraction = "valueAddedTaxFraction";

    /// <summary>Share of it that is recovered.</summary>
    public const string ValueAddedTaxRecoverableFraction = "valueAddedTaxRecoverableFraction";

    /// <summary>Mean time to recover it.</summary>
    public const string ValueAddedTaxRecoveryMonths = "valueAddedTaxRecoveryMonths";

    /// <summary>Rate on profits, which costs reduce.</summary>
    public const string IncomeTaxFraction = "incomeTaxFraction";

    /// <summary>Life of equipment for tax.</summary>
    public const string DepreciationMonths = "depreciationMonths";

    /// <summary>Share of the cost of equipment that is not depreciated.</summary>
    public const string DepreciationSalvageFraction = "depreciationSalvageFraction";

    /// <summary>Switches and optics outside the servers, per card.</summary>
    public const string NetworkPowerWattsPerCard = "networkPowerWattsPerCard";

    /// <summary>Card's draw when reading prompts over its mean busy draw.</summary>
    public const string PrefillPowerFactor = "prefillPowerFactor";

    /// <summary>Card's draw when writing outputs over its mean busy draw.</summary>
    public const string DecodePowerFactor = "decodePowerFactor";

    /// <summary>How far the mean of the eight busiest hours lies from the daily mean towards the busiest hour; the eight quietest lie as far below.</summary>
    public const string HoursLoadSpreadFraction = "hoursLoadSpreadFraction";

    /// <summary>Time for which the server of a failed card is out.</summary>
    public const string RepairDays = "repairDays";

    /// <summary>Share of failed cards that warranty or the support contract replaces free.</summary>
    public const string WarrantyCoverFraction = "warrantyCoverFraction";

    /// <summary>Of the price of equipment, a year.</summary>
    public const string InsuranceFraction = "insuranceFraction";

    /// <summary>Share of the rented cards that is paid for whether used or not.</summary>
    public const string RentalCommitmentFraction = "rentalCommitmentFraction";

    /// <summary>Share of equipment payments that a loan covers, where the option has one.</summary>
    public const string LoanShareFraction = "loanShareFraction";

    /// <summary>Interest a year.</summary>
    public const string LoanRateFraction = "loanRateFraction";

    /// <summary>Time in which the loan is repaid.</summary>
    public const string LoanMonths = "loanMonths";

    /// <summary>Interest a year that the lessor counts.</summary>
    public const string LeaseRateFraction = "leaseRateFraction";

    /// <summary>Time in which the lease is paid.</summary>
    public const string LeaseMonths = "leaseMonths";

    /// <summary>Share of the price that is left to pay when the lease ends.</summary>
    public const string LeaseResidualFraction = "leaseResidualFraction";
}
