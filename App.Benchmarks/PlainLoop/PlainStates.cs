namespace App.Benchmarks.PlainLoop;

/// <summary>Price levels a month later over those before.</summary>
internal struct PlainPrices
{
    public double Discount;
    public double General;
    public double Staff;
    public double Energy;
    public double Cards;
    public double Rental;
    public double Yuan;
}

/// <summary>An event of a world, and how far it is in force this month.</summary>
internal struct PlainEvent
{
    public double Occurs;
    public double Start;
    public double End;
    public double SupportEnd;
    public double Delivery;
    public double CardPrice;
    public double RentalPrice;
    public double Resale;
    public double EnergyPrice;
    public double Capacity;
    public double InForce;
    public double SupportEnded;
}

/// <summary>A pool of a world.</summary>
internal struct PlainPool
{
    public double Cards;
    public double FullRate;
    public double Capacity;
    public double PrefillShare;
    public double KilowattsPerRate;
}

/// <summary>A pool of the bridge in a world.</summary>
internal struct PlainBridge
{
    public double RentPerRate;
    public double PrefillShare;
}

/// <summary>A workload of a world, and its month.</summary>
internal struct PlainWorkload
{
    public double MeanRate;
    public double BusiestRatio;
    public double PeakRatio;
    public double FlatRatio;
    public double ValleyRatio;
    public double Growth;
    public double TokensPerRequest;
    public double BridgeRentPerRate;

    public double Demand;
    public double ServedPeak;
    public double ServedFlat;
    public double ServedValley;
    public double ServedBusiest;
    public double ServedRequests;
    public double PresentRequests;
    public double BridgeRent;
    public double WholeBridgeRent;
    public double PresentBridgeRent;
}

/// <summary>Cards of one kind in a world, and their month.</summary>
internal struct PlainGroup
{
    public double Cards;
    public double Accelerators;
    public double Equipment;
    public double Migration;
    public double Deposit;
    public double Milestone;
    public double OnDelivery;
    public double ValueKept;
    public double GapAtOrder;
    public double GapKept;
    public double Availability;
    public double MonthlyFailures;
    public double FailuresPerMonth;
    public double StaffPerMonth;
    public double SupportAndInsurancePerMonth;
    public double LicencesPerMonth;
    public double UpkeepPerMonth;
    public double DualMonths;
    public double DualShare;
    public double Nameplate;
    public double IdlePerCard;
    public double PrefillPerCard;
    public double DecodePerCard;
    public double IdleKilowatts;
    public double RentPerCardMonth;
    public double CommittedCards;
    public double OrderMonth;
    public double MilestoneMonth;
    public double TrancheShare;
    public double TrancheValue;
    public double StartMonth;
    public double Pace;

    public double Clock;
    public double Ordered;
    public double Reached;
    public double TrancheDelivered;
    public double Delivered;
    public double Arrived;
    public double Due;
    public double Age;
    public double Gap;
    public double Maturity;
    public double Supported;
    public double Powered;
    public double Effective;
    public double Ended;
    public double Currency;
    public double CardPrice;
    public double Market;
    public double Cost;
    public double Depreciated;
    public double DualSoFar;
    public double MonthsInService;
    public double PresentCost;
    public double KilowattHours;
    public double UsedPeak;
    public double UsedFlat;
    public double UsedValley;
}

/// <summary>The one site of a world.</summary>
internal struct PlainSite
{
    public double Limit;
    public double Overhead;
    public double OverheadOfNameplate;
    public double OverheadOfLoad;
    public double PeakPrice;
    public double FlatPrice;
    public double ValleyPrice;
    public double DemandCharge;
    public double FacilityPerKilowatt;
}
