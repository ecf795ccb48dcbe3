using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Costs;

/// <summary>What the buyer chose about money and time, with where its numbers stand in the input table.</summary>
/// <param name="HorizonMonths">Months of service compared.</param>
/// <param name="CashTiming">When in a month its money flows.</param>
/// <param name="Depreciation">How equipment is depreciated for tax.</param>
/// <param name="RefreshMonths">Months of service after which cards and servers are replaced; null for never.</param>
/// <param name="RefreshWaves">How often that may happen within the horizon; 0 for never.</param>
/// <param name="Loan">The loan; null where there is none.</param>
/// <param name="Lease">The lease; null where there is none.</param>
public sealed record TermsSlots(
    Slot HorizonMonths,
    CashTiming CashTiming,
    DepreciationSlots Depreciation,
    Slot? RefreshMonths,
    int RefreshWaves,
    LoanSlots? Loan,
    LeaseSlots? Lease);

/// <summary>Where a loan stands in the input table.</summary>
/// <param name="ShareFraction">Of equipment payments.</param>
/// <param name="RateFraction">Interest a year.</param>
/// <param name="Months">Time in which it is repaid.</param>
public sealed record LoanSlots(Slot ShareFraction, Slot RateFraction, Slot Months);

/// <summary>Where a lease stands in the input table.</summary>
/// <param name="RateFraction">Interest a year.</param>
/// <param name="Months">Time in which it is paid.</param>
/// <param name="ResidualFraction">Share of the price left to pay at its end.</param>
public sealed record LeaseSlots(Slot RateFraction, Slot Months, Slot ResidualFraction);

/// <summary>Where a site stands in the input table.</summary>
/// <param name="Title">What a person reads.</param>
/// <param name="DomesticOnly">Whether only domestic cards may stand there.</param>
/// <param name="Facility">Rented or built.</param>
/// <param name="Stages">When its power comes, ascending.</param>
/// <param name="PowerUsageEffectiveness">Site power over IT power at full load.</param>
/// <param name="OverheadFixedShareFraction">Share of the overhead that does not fall with the load.</param>
/// <param name="EnergyPriceUsDollarsPerKilowattHour">The tariff that the option pays there, mean of the day.</param>
/// <param name="PaysDomesticPrice">Whether that is the price for domestic chips only.</param>
/// <param name="PeakHoursPriceRatio">Price in the eight peak hours over the mean.</param>
/// <param name="ValleyHoursPriceRatio">Price in the eight valley hours over the mean.</param>
/// <param name="DemandChargeUsDollarsPerKilowattMonth">Per kW of the month's highest power.</param>
/// <param name="FacilityUsDollarsPerKilowattMonth">Colocation, per kW of IT nameplate power.</param>
/// <param name="FacilityBuildUsDollarsPerKilowatt">Building, per kW of IT nameplate power.</param>
/// <param name="FacilityUpkeepFraction">Upkeep of an own facility, of its cost, a year.</param>
/// <param name="FacilityLifeMonths">Life of an own facility.</param>
/// <param name="CarbonKilogramsPerKilowattHour">Of the grid.</param>
public sealed record SiteSlots(
    string Title,
    bool DomesticOnly,
    FacilityTenure Facility,
    IReadOnlyList<PowerStageSlots> Stages,
    Slot PowerUsageEffectiveness,
    Slot OverheadFixedShareFraction,
    Slot EnergyPriceUsDollarsPerKilowattHour,
    bool PaysDomesticPrice,
    Slot PeakHoursPriceRatio,
    Slot ValleyHoursPriceRatio,
    Slot DemandChargeUsDollarsPerKilowattMonth,
    Slot FacilityUsDollarsPerKilowattMonth,
    Slot FacilityBuildUsDollarsPerKilowatt,
    Slot FacilityUpkeepFraction,
    Slot FacilityLifeMonths,
    Slot CarbonKilogramsPerKilowattHour);

/// <summary>Where a stage of a site's power stands in the input table.</summary>
/// <param name="FromMonth">Month from which it is there.</param>
/// <param name="Megawatts">All the power there is from then on, MW.</param>
public sealed record PowerStageSlots(Slot FromMonth, Slot Megawatts);

/// <summary>Where an event stands in the input table. An effect that it does not have is null.</summary>
/// <param name="Title">What a person reads.</param>
/// <param name="TouchesGroup">For each group of the plan, whether the event is about its cards.</param>
/// <param name="TouchesSite">For each site of the plan, whether the event is about its tariff.</param>
/// <param name="Occurs">1 where it happens, else 0; sampled by <paramref name="Probability"/> under uncertainty.</param>
/// <param name="Probability">That it happens within the horizon.</param>
/// <param name="StartMonth">Months from the order after which it is in force.</param>
/// <param name="DurationMonths">Time for which it stays in force.</param>
/// <param name="Delivery">Deliveries over plan.</param>
/// <param name="SlipMonths">Delay of all deliveries.</param>
/// <param name="CardPrice">Price of later orders over plan.</param>
/// <param name="RentalPrice">Rent over plan.</param>
/// <param name="Resale">Resale value over plan.</param>
/// <param name="EnergyPrice">Energy price over plan.</param>
/// <param name="Capacity">Work per card over plan.</param>
/// <param name="SupportEndsAfterMonths">Months after its start from which failed cards cannot be replaced.</param>
public sealed record EventSlots(
    string Title,
    IReadOnlyList<bool> TouchesGroup,
    IReadOnlyList<bool> TouchesSite,
    Slot Occurs,
    Slot Probability,
    Slot StartMonth,
    Slot DurationMonths,
    Slot? Delivery,
    Slot? SlipMonths,
    Slot? CardPrice,
    Slot? RentalPrice,
    Slot? Resale,
    Slot? EnergyPrice,
    Slot? Capacity,
    Slot? SupportEndsAfterMonths);
