using App.Engine.Evidence;

namespace App.Engine.Uncertainty;

/// <summary>How an uncertain variable acts on an input of the model.</summary>
public enum VariableAction
{
    /// <summary>It is the input's value.</summary>
    Sets,

    /// <summary>The input is its base value times the variable.</summary>
    Multiplies,

    /// <summary>The input is its base value over the variable.</summary>
    Divides,
}

/// <summary>An effect of a variable on an input.</summary>
/// <param name="InputId">Id of the input.</param>
/// <param name="Action">What the variable does to it.</param>
public readonly record struct VariableEffect(string InputId, VariableAction Action);

/// <summary>A number that differs from world to world: an input by itself, or a driver shared by several inputs.</summary>
/// <param name="Id">The input's id, or the driver's.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="UnitSymbol">Symbol of the unit; empty for a pure number.</param>
/// <param name="Status">How well it is supported.</param>
/// <param name="Base">Its value in the base case.</param>
/// <param name="Distribution">What it may be.</param>
/// <param name="Rule">Why that distribution.</param>
/// <param name="Facts">Ids of the catalogue's facts behind it.</param>
/// <param name="Effects">What it acts on.</param>
public sealed record UncertainVariable(
    string Id,
    string Label,
    string UnitSymbol,
    EvidenceStatus Status,
    double Base,
    Distribution Distribution,
    string Rule,
    IReadOnlyList<string> Facts,
    IReadOnlyList<VariableEffect> Effects);
