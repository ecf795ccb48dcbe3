using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Where the cost and power of one accelerator stand in the input table. Units as in the catalogue's keys.</summary>
/// <param name="PriceUsDollars">Price of a card.</param>
/// <param name="ServerOverheadMultiplier">Price of a server over the price of its cards.</param>
/// <param name="ResidualValueFraction">Value after four years over price.</param>
/// <param name="LeadTimeMonths">Months from order to service.</param>
/// <param name="AnnualFailureRateFraction">Cards replaced a year.</param>
/// <param name="MigrationUsDollarsPerModel">One-off cost of bringing a model to the accelerator's software.</param>
/// <param name="ThermalDesignPowerWatts">Card at full power.</param>
/// <param name="HostPowerWattsPerCard">Share of the server outside the card.</param>
/// <param name="IdlePowerFraction">Card's draw when idle over its full power.</param>
/// <param name="LoadPowerFraction">Card's mean draw when busy over its full power.</param>
/// <param name="EnergyPriceUsDollarsPerKilowattHour">The tariff that the option pays.</param>
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
    Slot EnergyPriceUsDollarsPerKilowattHour);

/// <summary>Where the numbers common to every option's money stand in the input table.</summary>
/// <param name="DiscountRateFraction">Per year.</param>
/// <param name="NetworkCapexFraction">Of server cost.</param>
/// <param name="StorageCapexFraction">Of server cost.</param>
/// <param name="InstallationCapexFraction">Of server cost.</param>
/// <param name="AnnualSupportFraction">Of server cost, a year.</param>
/// <param name="StaffFullTimeEquivalentsPerMegawatt">Of IT nameplate power.</param>
/// <param name="StaffUsDollarsPerYear">Per full-time equivalent.</param>
/// <param name="MaximumLoadFraction">Highest load that keeps queues short.</param>
/// <param name="FailureReserveFraction">Capacity kept for failed cards.</param>
/// <param name="BridgePremiumFraction">Extra price of short-notice rental.</param>
/// <param name="SplitSoftwareUsDollars">One-off cost of serving split over two vendors' cards.</param>
/// <param name="PowerUsageEffectiveness">Site power over IT power.</param>
/// <param name="FacilityUsDollarsPerKilowattMonth">Per kW of IT nameplate power.</param>
/// <param name="CarbonKilogramsPerKilowattHour">Of the grid.</param>
public sealed record EconomySlots(
    Slot DiscountRateFraction,
    Slot NetworkCapexFraction,
    Slot StorageCapexFraction,
    Slot InstallationCapexFraction,
    Slot AnnualSupportFraction,
    Slot StaffFullTimeEquivalentsPerMegawatt,
    Slot StaffUsDollarsPerYear,
    Slot MaximumLoadFraction,
    Slot FailureReserveFraction,
    Slot BridgePremiumFraction,
    Slot SplitSoftwareUsDollars,
    Slot PowerUsageEffectiveness,
    Slot FacilityUsDollarsPerKilowattMonth,
    Slot CarbonKilogramsPerKilowattHour);
