using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Where the cost and power of one accelerator stand in the input table. Units as in the catalogue's keys.</summary>
/// <param name="PriceUsDollars">Price of a card at the order.</param>
/// <param name="ServerOverheadMultiplier">Price of a server over the price of its cards.</param>
/// <param name="ResidualValueFraction">Value after four years over price.</param>
/// <param name="LeadTimeMonths">Months from order to service.</param>
/// <param name="AnnualFailureRateFraction">Cards that fail a year.</param>
/// <param name="MigrationUsDollarsPerModel">One-off cost of bringing a family of models to the accelerator's software.</param>
/// <param name="ThermalDesignPowerWatts">Card at full power.</param>
/// <param name="HostPowerWattsPerCard">Share of the server outside the card.</param>
/// <param name="IdlePowerFraction">Card's draw when idle over its full power.</param>
/// <param name="LoadPowerFraction">Card's mean draw when busy over its full power.</param>
/// <param name="SupplyCardsPerMonth">Cards that can be had a month; null where no limit is known.</param>
public sealed record PurchaseSlots(
    Slot PriceUsDollars,
    Slot ServerOverheadMultiplier,
    Slot ResidualValueFraction,
    Slot LeadTimeMonths,
    Slot AnnualFailureRateFraction,
    Slot MigrationUsDollarsPerModel,
    Slot ThermalDesignPowerWatts,
    Slot HostPowerWattsPerCard,
    Slot IdlePowerFraction,
    Slot LoadPowerFraction,
    Slot? SupplyCardsPerMonth);

/// <summary>Where the numbers of a software stack stand in the input table.</summary>
/// <param name="MaturityStartFraction">Performance at the order over that when mature, f0 (F33).</param>
/// <param name="MaturityMonths">Time constant of the ramp, T (F33).</param>
/// <param name="LicenceUsDollarsPerCardYear">Licences.</param>
/// <param name="UpkeepFraction">Of the migration, a year.</param>
/// <param name="DualRunningMonths">Time for which work is also run on the rented reference.</param>
/// <param name="DualRunningShareFraction">Share of the work that is run twice.</param>
public sealed record StackSlots(
    Slot MaturityStartFraction,
    Slot MaturityMonths,
    Slot LicenceUsDollarsPerCardYear,
    Slot UpkeepFraction,
    Slot DualRunningMonths,
    Slot DualRunningShareFraction);

/// <summary>Where a part of an order stands in the input table.</summary>
/// <param name="OrderMonth">Month in which it is ordered.</param>
/// <param name="ShareFraction">Share of the fleet.</param>
public sealed record TrancheSlots(Slot OrderMonth, Slot ShareFraction);

/// <summary>Where the numbers common to every option's money stand in the input table.</summary>
/// <param name="DiscountRateFraction">Nominal, per year.</param>
/// <param name="MaximumLoadFraction">Highest load that keeps queues short.</param>
/// <param name="FailureReserveFraction">Capacity planned for failed cards.</param>
/// <param name="BridgePremiumFraction">Extra price of short-notice rental.</param>
/// <param name="SplitSoftwareUsDollars">One-off cost of serving split over two vendors' cards.</param>
/// <param name="Prices">How prices change.</param>
/// <param name="Capital">What a fleet costs to buy.</param>
/// <param name="Operating">What it costs to run.</param>
/// <param name="Tax">Taxes.</param>
public sealed record EconomySlots(
    Slot DiscountRateFraction,
    Slot MaximumLoadFraction,
    Slot FailureReserveFraction,
    Slot BridgePremiumFraction,
    Slot SplitSoftwareUsDollars,
    PriceSlots Prices,
    CapitalSlots Capital,
    OperatingSlots Operating,
    TaxSlots Tax);

/// <summary>Where the yearly changes of prices stand in the input table; nominal fractions a year.</summary>
/// <param name="GeneralInflation">General price level, which divides nominal from real.</param>
/// <param name="Staff">Pay.</param>
/// <param name="Energy">Energy price.</param>
/// <param name="Cards">Cards and servers.</param>
/// <param name="Rental">Rented cards.</param>
/// <param name="Yuan">Value of the yuan in dollars.</param>
public sealed record PriceSlots(Slot GeneralInflation, Slot Staff, Slot Energy, Slot Cards, Slot Rental, Slot Yuan);

/// <summary>Where the parts of a purchase stand in the input table. Fractions are of the price of servers with their cards.</summary>
/// <param name="Network">Scale-out network.</param>
/// <param name="ScaleUpNetwork">Switches of a scale-up domain outside the servers.</param>
/// <param name="Storage">Storage.</param>
/// <param name="Installation">Racks, cabling and commissioning.</param>
/// <param name="SparePool">Spare cards, of the cards.</param>
/// <param name="ServerProcessors">Processors and memory, of a server's price beside its cards.</param>
/// <param name="ServerChassis">Chassis, power and cooling, of the same.</param>
/// <param name="ServerAdapters">Adapters, of the same; disks are the rest.</param>
/// <param name="Deposit">Paid with the order.</param>
/// <param name="Milestone">Paid at the milestone; the rest is paid on delivery.</param>
/// <param name="MilestoneLead">Share of the lead time after which the milestone falls due.</param>
/// <param name="ImportDuty">Of foreign cards and their servers.</param>
public sealed record CapitalSlots(
    Slot Network,
    Slot ScaleUpNetwork,
    Slot Storage,
    Slot Installation,
    Slot SparePool,
    Slot ServerProcessors,
    Slot ServerChassis,
    Slot ServerAdapters,
    Slot Deposit,
    Slot Milestone,
    Slot MilestoneLead,
    Slot ImportDuty);

/// <summary>Where the costs of running stand in the input table.</summary>
/// <param name="AnnualSupportFraction">Of server cost, a year.</param>
/// <param name="StaffFullTimeEquivalentsPerMegawatt">Of IT nameplate power.</param>
/// <param name="StaffUsDollarsPerYear">Per full-time equivalent.</param>
/// <param name="NetworkPowerWattsPerCard">Switches and optics outside the servers.</param>
/// <param name="PrefillPowerFactor">Draw when reading prompts over mean busy draw.</param>
/// <param name="DecodePowerFactor">Draw when writing outputs over mean busy draw.</param>
/// <param name="HoursLoadSpreadFraction">How far the eight busiest hours lie from the mean towards the busiest.</param>
/// <param name="RepairDays">Time for which the server of a failed card is out.</param>
/// <param name="WarrantyCoverFraction">Failed cards replaced free.</param>
/// <param name="InsuranceFraction">Of equipment, a year.</param>
/// <param name="RentalCommitmentFraction">Rented cards paid for when idle.</param>
public sealed record OperatingSlots(
    Slot AnnualSupportFraction,
    Slot StaffFullTimeEquivalentsPerMegawatt,
    Slot StaffUsDollarsPerYear,
    Slot NetworkPowerWattsPerCard,
    Slot PrefillPowerFactor,
    Slot DecodePowerFactor,
    Slot HoursLoadSpreadFraction,
    Slot RepairDays,
    Slot WarrantyCoverFraction,
    Slot InsuranceFraction,
    Slot RentalCommitmentFraction);

/// <summary>Where taxes stand in the input table.</summary>
/// <param name="ValueAddedTax">On equipment.</param>
/// <param name="ValueAddedTaxRecoverable">Share of it that is recovered.</param>
/// <param name="ValueAddedTaxRecoveryMonths">Mean time to recover it.</param>
/// <param name="IncomeTax">Rate on profits.</param>
/// <param name="DepreciationMonths">Life of equipment for tax.</param>
/// <param name="DepreciationSalvage">Share of the cost that is not depreciated.</param>
public sealed record TaxSlots(
    Slot ValueAddedTax,
    Slot ValueAddedTaxRecoverable,
    Slot ValueAddedTaxRecoveryMonths,
    Slot IncomeTax,
    Slot DepreciationMonths,
    Slot DepreciationSalvage);
