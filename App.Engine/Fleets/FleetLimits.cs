using System.Globalization;
using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;
using App.Engine.Requirements;
using Keys = App.Engine.Catalog.EconomicsQuantities;

namespace App.Engine.Fleets;

/// <summary>What a bought fleet may not exceed. Rented cards are paid by the hour and stand elsewhere, so nothing limits them.</summary>
/// <param name="BudgetUsDollars">What may be spent on the purchase, USD; a budget in yuan counts at the rate of the order.</param>
/// <param name="PowerMegawatts">Power of all sites in the end, at the meter, MW.</param>
/// <param name="MinimumDomesticShareFraction">Least share of the cards that Chinese rules count as domestic; 0 where there is no rule.</param>
/// <param name="DeliveredByMonth">Month by whose end every card must have arrived; null where none is stated.</param>
/// <param name="MaximumBridgeShareFraction">Largest share of the work that rented capacity may serve; 1 where none is stated.</param>
public sealed record FleetLimits(
    double BudgetUsDollars, double PowerMegawatts, double MinimumDomesticShareFraction, int? DeliveredByMonth, double MaximumBridgeShareFraction)
{
    /// <summary>Placing cards divides and multiplies by the same numbers; a limit that is met to the last digit is met.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The limits of a case.</summary>
    /// <param name="binding">The case.</param>
    internal static FleetLimits Of(CaseBinding binding)
    {
        FinanceRequirement finance = binding.Case.Finance;
        double yuan = finance.BudgetYuan is { } budget
            ? budget / binding.Table.Inputs[EconomyBinding.Economic(binding, Keys.YuanPerUsDollar).Index].Value
            : 0;
        return new(
            finance.BudgetUsDollars + yuan,
            binding.Case.Site.PowerLimitMegawatts + (binding.Case.FurtherSites ?? []).Sum(site => site.PowerLimitMegawatts),
            binding.Case.Limits?.MinimumDomesticShareFraction ?? 0,
            binding.Case.Limits?.DeliveredByMonth,
            binding.Case.Limits?.MaximumBridgeShareFraction ?? 1);
    }

    /// <summary>What an evaluated fleet exceeds.</summary>
    /// <param name="tenure">Bought or rented.</param>
    /// <param name="inputs">What was evaluated.</param>
    /// <param name="workspace">Where it was.</param>
    /// <param name="outcome">What it came to.</param>
    internal IReadOnlyList<LimitBreach> Breaches(
        Tenure tenure, in CaseInputs<Scalar> inputs, FleetWorkspace<Scalar> workspace, in Outcome<Scalar> outcome)
    {
        List<LimitBreach> breaches = [];
        if (tenure == Tenure.Rent)
        {
            return breaches;
        }

        if (outcome.CapitalUsDollars.Value > BudgetUsDollars)
        {
            breaches.Add(new(LimitKind.Budget, "", outcome.CapitalUsDollars.Value, BudgetUsDollars));
        }

        for (int s = 0; s < workspace.Sites.Length; s++)
        {
            SiteSlots site = workspace.Index.Sites[s];
            double need = workspace.Sites[s].NameplateKilowatts.Value * inputs[site.PowerUsageEffectiveness].Value / 1000;
            double limit = inputs[site.Stages[^1].Megawatts].Value;
            if (need > limit * (1 + Rounding))
            {
                breaches.Add(new(LimitKind.SitePower, workspace.Sites.Length == 1 ? "" : site.Title, need, limit));
            }
        }

        double cards = 0;
        double domestic = 0;
        for (int g = 0; g < workspace.Groups.Length; g++)
        {
            GroupSlots group = workspace.Index.Groups[g];
            double own = inputs[group.Cards].Value;
            cards += own;
            domestic += group.IsDomestic ? own : 0;
            if (!group.IsDomestic && workspace.Index.Sites.All(site => site.DomesticOnly))
            {
                breaches.Add(new(LimitKind.Place, group.Title, own, 0));
            }
        }

        if (domestic < MinimumDomesticShareFraction * cards)
        {
            breaches.Add(new(LimitKind.DomesticShare, "", domestic / cards, MinimumDomesticShareFraction));
        }

        if (DeliveredByMonth is { } month && Delivered(inputs, workspace, month) is { } delivered && delivered < 1 - Rounding)
        {
            breaches.Add(new(LimitKind.Delivery, string.Create(CultureInfo.InvariantCulture, $"month {month}"), delivered, 1));
        }

        if (outcome.UnmetFraction.Value > MaximumBridgeShareFraction + Rounding)
        {
            breaches.Add(new(LimitKind.BridgeShare, "", outcome.UnmetFraction.Value, MaximumBridgeShareFraction));
        }

        return breaches;
    }

    /// <summary>Share of the cards that has arrived by the end of a month.</summary>
    private static double Delivered(in CaseInputs<Scalar> inputs, FleetWorkspace<Scalar> workspace, int month)
    {
        DeliverySheet sheet = new(Math.Min(month, workspace.Plan.HorizonMonths));
        FleetModel.Evaluate(inputs, workspace, ref sheet);
        double cards = 0;
        foreach (GroupSlots group in workspace.Index.Groups)
        {
            cards += inputs[group.Cards].Value;
        }

        return sheet.Cards / cards;
    }

    /// <summary>A sheet that adds up the cards delivered by a month.</summary>
    private struct DeliverySheet(int byMonth) : ISheet<Scalar>
    {
        public double Cards { get; private set; }

        public readonly void Section(string title)
        {
        }

        public readonly void Value(string name, Unit unit, Scalar value)
        {
        }

        public void Month(string name, Unit unit, int month, Scalar value) =>
            Cards += month == byMonth && name == OperationLines.CardsDelivered ? value.Value : 0;
    }
}

/// <summary>What can limit a fleet.</summary>
public enum LimitKind
{
    /// <summary>Money for the purchase.</summary>
    Budget,

    /// <summary>Power of a site.</summary>
    SitePower,

    /// <summary>A site on which foreign cards may stand.</summary>
    Place,

    /// <summary>Share of domestic cards.</summary>
    DomesticShare,

    /// <summary>Supply and lead time: cards that do not arrive in time.</summary>
    Delivery,

    /// <summary>Rented capacity in place of cards that aren't there.</summary>
    BridgeShare,
}

/// <summary>A limit that a fleet exceeds.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Subject">Site, cards or month that it is about; empty where there is only one.</param>
/// <param name="Amount">What the fleet comes to: USD, MW, share or cards by kind.</param>
/// <param name="Limit">What is allowed, likewise.</param>
internal sealed record LimitBreach(LimitKind Kind, string Subject, double Amount, double Limit)
{
    /// <summary>The same for a person.</summary>
    public string Text => Kind switch
    {
        LimitKind.Budget => Say($"Capital of {Amount / 1e9:0.00} billion USD is above the budget of {Limit / 1e9:0.00} billion USD"),
        LimitKind.SitePower when Subject.Length == 0 => Say($"Nameplate power of {Amount:0.#} MW is above the site's {Limit:0.#} MW"),
        LimitKind.SitePower => Say($"Nameplate power of {Amount:0.#} MW at {Subject} is above its {Limit:0.#} MW"),
        LimitKind.Place => $"{Subject} is foreign, and every site takes domestic cards only",
        LimitKind.DomesticShare => Say($"{Amount:0.0%} of the cards are domestic, the least share is {Limit:0.0%}"),
        LimitKind.Delivery => Say($"{Amount:0.0%} of the cards have arrived by {Subject}, by when all must"),
        LimitKind.BridgeShare => Say($"Rented capacity serves {Amount:0.0%} of the work, at most {Limit:0.0%} is allowed"),
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
