using App.Client.Formatting;
using App.Engine.Uncertainty;

namespace App.Client.Uncertainty;

/// <summary>A component in which the policy of the current case is edited. A policy that has become the house's again is none of its own.</summary>
public abstract class PolicyView : StudyView
{
    /// <summary>The catalogue's policy.</summary>
    protected UncertaintyPolicy House => Draft.Catalog.Uncertainty;

    /// <summary>The policy that holds for the case.</summary>
    protected UncertaintyPolicy Policy => Draft.Case!.UncertaintyIn(Draft.Catalog);

    /// <summary>Changes the policy of the case.</summary>
    /// <param name="field">What is changed; typing on in the same field is one step to undo. Empty for a step by itself.</param>
    /// <param name="change">The change.</param>
    protected void Change(string field, Func<UncertaintyPolicy, UncertaintyPolicy> change)
    {
        UncertaintyPolicy changed = change(Policy);
        Draft.Apply(field.Length > 0 ? $"uncertainty.{field}" : "", entry => entry with { Uncertainty = changed.SaysTheSameAs(House) ? null : changed });
    }

    /// <summary>What the house says instead of a number, and why.</summary>
    protected string Default(double? value, string why) => value is { } known ? T["Rules.Default", Show.Input(known), why].Value.TrimEnd() : why;
}
