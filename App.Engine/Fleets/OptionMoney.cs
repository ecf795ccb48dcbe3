using App.Engine.Catalog;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;

namespace App.Engine.Fleets;

/// <summary>Money and time of an option, bound to the case's table before a plan's table grows from it.</summary>
/// <param name="Groups">For each of the option's accelerators what it costs.</param>
/// <param name="BridgeRental">Price of a card-hour of the bridge.</param>
/// <param name="Tranches">The parts of the order.</param>
/// <param name="Hours">Stated hours of the workloads.</param>
/// <param name="Sites">The sites.</param>
/// <param name="Events">What may happen.</param>
/// <param name="Terms">What the buyer chose.</param>
internal sealed record OptionMoney(
    IReadOnlyList<CardMoney> Groups,
    Slot BridgeRental,
    IReadOnlyList<TrancheSlots> Tranches,
    IReadOnlyList<HourSlots?> Hours,
    IReadOnlyList<SiteSlots> Sites,
    IReadOnlyList<EventSlots> Events,
    TermsSlots Terms)
{
    /// <summary>Binds an option.</summary>
    /// <param name="binding">The case.</param>
    /// <param name="option">The option.</param>
    /// <param name="cards">Its accelerators, in the order of its groups.</param>
    /// <param name="bridgeCard">The accelerator that is rented for what the option does not serve.</param>
    /// <exception cref="InvalidOperationException">Something is not known that the planner should have refused.</exception>
    public static OptionMoney Bind(CaseBinding binding, FleetOption option, IReadOnlyList<Accelerator> cards, Accelerator bridgeCard)
    {
        List<string> missing = [];
        IReadOnlyList<CardMoney> groups = [.. cards.Select(card => CardMoney.Bind(binding, option, card, missing))];
        Slot rental = AcceleratorBinding.Rental(binding, bridgeCard, missing);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"A chosen option cannot be priced: {string.Join("; ", missing)}");
        }

        IReadOnlyList<SiteSlots> sites = SiteBinding.Bind(binding, CardCost.AllDomestic(binding.Catalog, option));
        return new(
            groups,
            rental,
            TermsBinding.Tranches(binding, option),
            [.. binding.Case.Workloads.Select(workload => TermsBinding.Hours(binding, workload))],
            sites,
            EventBinding.Bind(binding, cards, sites),
            TermsBinding.Bind(binding, option));
    }
}

/// <summary>What an accelerator costs in an option.</summary>
/// <param name="Purchase">Where bought.</param>
/// <param name="Stack">Its software, where bought.</param>
/// <param name="Rental">Price of a card-hour, where rented.</param>
internal sealed record CardMoney(PurchaseSlots? Purchase, StackSlots? Stack, Slot? Rental)
{
    /// <summary>Binds an accelerator; what is not known is reported.</summary>
    public static CardMoney Bind(CaseBinding binding, FleetOption option, Accelerator card, List<string> missing) =>
        option.Tenure == Tenure.Rent
            ? new(null, null, AcceleratorBinding.Rental(binding, card, missing))
            : new(AcceleratorBinding.Purchase(binding, card, missing), SoftwareOf(binding, card, missing), null);

    /// <summary>The stack's numbers are common to its cards, so what is not known of it names the card too.</summary>
    private static StackSlots SoftwareOf(CaseBinding binding, Accelerator card, List<string> missing)
    {
        List<string> ofStack = [];
        StackSlots slots = TermsBinding.Stack(binding, card, ofStack);
        missing.AddRange(ofStack.Select(reason => $"{card.Name}, {reason}"));
        return slots;
    }
}
