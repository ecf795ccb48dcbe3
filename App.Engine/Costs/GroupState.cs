using App.Engine.Algebra;
using App.Engine.Inputs;

namespace App.Engine.Costs;

/// <summary>Money, time and power of all cards of one kind, in one run. Zero where a line does not apply (bought against rented).</summary>
/// <typeparam name="T">The reading.</typeparam>
internal struct GroupState<T>
    where T : struct, IReal<T>
{
    /// <summary>Cards.</summary>
    public T Cards;

    /// <summary>Price of the cards at the order, USD.</summary>
    public T Accelerators;

    /// <summary>Price of the servers beyond their cards, USD.</summary>
    public T Servers;

    /// <summary>Scale-out network, USD.</summary>
    public T Network;

    /// <summary>Scale-up network outside the servers, USD.</summary>
    public T ScaleUpNetwork;

    /// <summary>USD.</summary>
    public T Storage;

    /// <summary>Racks, cabling and commissioning, USD.</summary>
    public T Installation;

    /// <summary>Spare cards, USD.</summary>
    public T Spares;

    /// <summary>Import duty, USD.</summary>
    public T Duty;

    /// <summary>All equipment with its duty, USD.</summary>
    public T Equipment;

    /// <summary>Bringing the models to the accelerator's software, USD.</summary>
    public T Migration;

    /// <summary>Share of the price paid with the order, at the milestone and on delivery.</summary>
    public T Deposit;

    /// <inheritdoc cref="Deposit"/>
    public T Milestone;

    /// <inheritdoc cref="Deposit"/>
    public T OnDelivery;

    /// <summary>Market value kept from one month to the next.</summary>
    public T ValueKept;

    /// <summary>Gap to mature software at the order, and what is left of it a month later (F33).</summary>
    public T GapAtOrder;

    /// <inheritdoc cref="GapAtOrder"/>
    public T GapKept;

    /// <summary>Share of cards in service that work; the rest wait for repair.</summary>
    public T Availability;

    /// <summary>Share of cards that fail in a month.</summary>
    public T MonthlyFailures;

    /// <summary>Failed cards that must be paid for, USD a month at the price of the order.</summary>
    public T FailuresPerMonth;

    /// <summary>USD a month at the prices of the order.</summary>
    public T StaffPerMonth;

    /// <inheritdoc cref="StaffPerMonth"/>
    public T SupportPerMonth;

    /// <inheritdoc cref="StaffPerMonth"/>
    public T InsurancePerMonth;

    /// <inheritdoc cref="StaffPerMonth"/>
    public T LicencesPerMonth;

    /// <inheritdoc cref="StaffPerMonth"/>
    public T UpkeepPerMonth;

    /// <summary>Time for which work is also run on the reference, months.</summary>
    public T DualRunningMonths;

    /// <summary>Share of the work that is run twice.</summary>
    public T DualRunningShare;

    /// <summary>IT power with every card at full power, kW.</summary>
    public T NameplateKilowatts;

    /// <summary>IT power of a card without work with its share of server and network, kW.</summary>
    public T IdleKilowattsPerCard;

    /// <summary>What reading prompts adds to it, kW.</summary>
    public T PrefillKilowattsPerCard;

    /// <summary>What writing outputs adds to it, kW.</summary>
    public T DecodeKilowattsPerCard;

    /// <summary>Rent of one card for a month, USD at the price of the order.</summary>
    public T RentPerCardMonth;

    /// <summary>Rented cards that are paid for whether used or not.</summary>
    public T CommittedCards;

    /// <summary>Writes what holds in every month to a sheet.</summary>
    public readonly void Write<TSheet>(bool isRented, ref TSheet sheet)
        where TSheet : struct, ISheet<T>
    {
        if (isRented)
        {
            sheet.Value("Rent of a card for a month", Unit.UsDollarsPerMonth, RentPerCardMonth);
            sheet.Value("Cards paid for when idle", Unit.Cards, CommittedCards);
            return;
        }

        sheet.Value("Price of the accelerators", Unit.UsDollars, Accelerators);
        sheet.Value("Price of the servers", Unit.UsDollars, Servers);
        sheet.Value("Price of the network", Unit.UsDollars, Network);
        sheet.Value("Price of the scale-up network", Unit.UsDollars, ScaleUpNetwork);
        sheet.Value("Price of the storage", Unit.UsDollars, Storage);
        sheet.Value("Price of the installation", Unit.UsDollars, Installation);
        sheet.Value("Price of the spares", Unit.UsDollars, Spares);
        sheet.Value("Duty on them", Unit.UsDollars, Duty);
        sheet.Value("Price of all equipment", Unit.UsDollars, Equipment);
        sheet.Value("Price of the migration", Unit.UsDollars, Migration);
        sheet.Value("Share paid on delivery", Unit.One, OnDelivery);
        sheet.Value("Market value kept from one month to the next", Unit.One, ValueKept);
        sheet.Value("Gap to mature software at the order", Unit.One, GapAtOrder);
        sheet.Value("Gap kept from one month to the next", Unit.One, GapKept);
        sheet.Value("Share of cards not in repair", Unit.One, Availability);
        sheet.Value("Share of cards that fail in a month", Unit.One, MonthlyFailures);
        sheet.Value("Failed cards a month", Unit.UsDollarsPerMonth, FailuresPerMonth);
        sheet.Value("Staff a month", Unit.UsDollarsPerMonth, StaffPerMonth);
        sheet.Value("Support a month", Unit.UsDollarsPerMonth, SupportPerMonth);
        sheet.Value("Insurance a month", Unit.UsDollarsPerMonth, InsurancePerMonth);
        sheet.Value("Licences a month", Unit.UsDollarsPerMonth, LicencesPerMonth);
        sheet.Value("Migration upkeep a month", Unit.UsDollarsPerMonth, UpkeepPerMonth);
        sheet.Value("Nameplate power", Unit.Kilowatts, NameplateKilowatts);
        sheet.Value("Power of an idle card", Unit.Kilowatts, IdleKilowattsPerCard);
        sheet.Value("Power that reading prompts adds", Unit.Kilowatts, PrefillKilowattsPerCard);
        sheet.Value("Power that writing outputs adds", Unit.Kilowatts, DecodeKilowattsPerCard);
    }
}
