using App.Engine.Evidence;
using App.Engine.Inputs;

namespace App.Engine.Fleets;

/// <summary>Makes the inputs that the planner decides.</summary>
internal static class Decisions
{
    public static Input Number(string id, string label, Unit unit, double value) =>
        new(id, label, unit, InputKind.Decision, value, value, value, EvidenceStatus.Requirement, "Chosen by the planner.", []);
}
