namespace App.Engine.Catalog;

/// <summary>Keys of a site's quantities.</summary>
public static class SiteQuantities
{
    /// <summary>Site power over IT power.</summary>
    public const string PowerUsageEffectiveness = "powerUsageEffectiveness";

    /// <summary>Tariff, USD per kWh.</summary>
    public const string EnergyPriceUsDollarsPerKilowattHour = "energyPriceUsDollarsPerKilowattHour";

    /// <summary>Tariff where all accelerators on the site are domestic, USD per kWh.</summary>
    public const string DomesticEnergyPriceUsDollarsPerKilowattHour = "domesticEnergyPriceUsDollarsPerKilowattHour";

    /// <summary>Facility, USD per kW of IT nameplate power and month.</summary>
    public const string FacilityUsDollarsPerKilowattMonth = "facilityUsDollarsPerKilowattMonth";

    /// <summary>Carbon of the grid, kg per kWh.</summary>
    public const string CarbonKilogramsPerKilowattHour = "carbonKilogramsPerKilowattHour";

    /// <summary>Share of the site's overhead power that does not fall with the load.</summary>
    public const string OverheadFixedShareFraction = "overheadFixedShareFraction";

    /// <summary>Energy price in the eight peak hours of the day over the mean of the day.</summary>
    public const string PeakHoursPriceRatio = "peakHoursPriceRatio";

    /// <summary>Energy price in the eight valley hours over the mean of the day.</summary>
    public const string ValleyHoursPriceRatio = "valleyHoursPriceRatio";

    /// <summary>USD per kW of the month's highest power at the meter.</summary>
    public const string DemandChargeUsDollarsPerKilowattMonth = "demandChargeUsDollarsPerKilowattMonth";

    /// <summary>USD per kW of IT nameplate power, where the facility is built.</summary>
    public const string FacilityBuildUsDollarsPerKilowatt = "facilityBuildUsDollarsPerKilowatt";

    /// <summary>Of the building cost, a year.</summary>
    public const string FacilityUpkeepFraction = "facilityUpkeepFraction";

    /// <summary>Time over which an own facility is depreciated.</summary>
    public const string FacilityLifeMonths = "facilityLifeMonths";
}

/// <summary>Keys of a software stack's quantities.</summary>
public static class StackQuantities
{
    /// <summary>Performance of the software at the order over that when mature, f0 (F33).</summary>
    public const string MaturityStartFraction = "maturityStartFraction";

    /// <summary>Time constant of the ramp to maturity, T (F33).</summary>
    public const string MaturityMonths = "maturityMonths";

    /// <summary>Licences, USD per card and year.</summary>
    public const string LicenceUsDollarsPerCardYear = "licenceUsDollarsPerCardYear";

    /// <summary>Keeping migrated models up with new versions, of the one-off cost, a year.</summary>
    public const string UpkeepFraction = "upkeepFraction";

    /// <summary>Time for which work is also run on the rented reference.</summary>
    public const string DualRunningMonths = "dualRunningMonths";

    /// <summary>Share of the work that is run twice in that time.</summary>
    public const string DualRunningShareFraction = "dualRunningShareFraction";
}

/// <summary>Keys of an event's quantities. A factor that is left out is 1, a delay that is left out is 0.</summary>
public static class EventQuantities
{
    /// <summary>Probability that it happens within the horizon.</summary>
    public const string ProbabilityFraction = "probabilityFraction";

    /// <summary>Months from the order after which it is in force.</summary>
    public const string StartMonth = "startMonth";

    /// <summary>Time for which it stays in force.</summary>
    public const string DurationMonths = "durationMonths";

    /// <summary>Deliveries while it is in force over those planned.</summary>
    public const string DeliveryFactor = "deliveryFactor";

    /// <summary>Delay of all deliveries.</summary>
    public const string SlipMonths = "slipMonths";

    /// <summary>Price of cards ordered while it is in force over that planned.</summary>
    public const string CardPriceFactor = "cardPriceFactor";

    /// <summary>Rental price while it is in force over that planned.</summary>
    public const string RentalPriceFactor = "rentalPriceFactor";

    /// <summary>Resale value while it is in force over that planned.</summary>
    public const string ResaleFactor = "resaleFactor";

    /// <summary>Energy price while it is in force over that planned.</summary>
    public const string EnergyPriceFactor = "energyPriceFactor";

    /// <summary>Work per card while it is in force over that planned.</summary>
    public const string CapacityFactor = "capacityFactor";

    /// <summary>Months after its start from which failed cards cannot be replaced.</summary>
    public const string SupportEndsAfterMonths = "supportEndsAfterMonths";
}
