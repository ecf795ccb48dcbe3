using App.Engine.Comparisons;
using App.Engine.Studies;
using App.Shared.Scenarios;

namespace App.Client.SideBySide;

/// <summary>One of two scenarios that are looked at side by side.</summary>
/// <param name="Document">The version.</param>
/// <param name="Answer">Its answer, by the same catalogue and engine as the other's.</param>
public sealed record ScenarioSide(ScenarioVersionDocument Document, Comparison Answer)
{
    /// <summary>How often its choice holds over possible worlds; null while it is being worked out.</summary>
    public ChoiceOdds? Odds { get; init; }

    /// <summary>The option that it says to buy; null where none is feasible.</summary>
    public OptionResult? Best => Answer.Options.FirstOrDefault(option => option.Option.Id == Answer.Verdict?.BestOption);

    /// <summary>What stands between the other's costs and these: another horizon or other work.</summary>
    public bool IsAsMuchWorkAs(ScenarioSide other) =>
        Answer.Case.Finance.HorizonMonths == other.Answer.Case.Finance.HorizonMonths
        && WorkOf(Answer) is { } work && WorkOf(other.Answer) is { } others && Math.Abs(work - others) <= 1e-9 * work;

    /// <summary>Name of an option of the answer.</summary>
    public string NameOf(string id) => Answer.Options.Single(option => option.Option.Id == id).Option.Name;

    private static double? WorkOf(Comparison answer) => answer.Options.Select(option => option.Figures?.TokensPerDay).FirstOrDefault(work => work is not null);
}
