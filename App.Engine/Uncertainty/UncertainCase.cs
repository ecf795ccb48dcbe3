using App.Engine.Catalog;
using App.Engine.Comparisons;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>An option of a case as the worlds see it: its plan stays, what it reads differs.</summary>
/// <param name="Id">Id of the option.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="IsCandidate">Whether it may be chosen: feasible and not the yardstick.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Base">Values of the plan's table in the base case.</param>
public sealed record UncertainOption(string Id, string Name, bool IsCandidate, BoundPlan Plan, double[] Base);

/// <summary>A case with what is uncertain about it.</summary>
public sealed class UncertainCase
{
    private UncertainCase(
        BoundComparison bound, UncertaintyPolicy policy, IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables,
        int drivers, GaussianCopula copula)
    {
        (Bound, Policy, Options, Variables, Drivers, Copula) = (bound, policy, options, variables, drivers, copula);
    }

    /// <summary>The comparison in the base case.</summary>
    public BoundComparison Bound { get; }

    /// <summary>How evidence set the distributions.</summary>
    public UncertaintyPolicy Policy { get; }

    /// <summary>Every option that has a plan, in the order of the case.</summary>
    public IReadOnlyList<UncertainOption> Options { get; }

    /// <summary>The variables; those that move the options' costs come first, biggest first.</summary>
    public IReadOnlyList<UncertainVariable> Variables { get; }

    /// <summary>How many of the variables move some option's present cost by themselves.</summary>
    public int Drivers { get; }

    /// <summary>Their correlations.</summary>
    public GaussianCopula Copula { get; }

    /// <summary>Finds out what is uncertain under the policy of the case, else of the catalogue.</summary>
    /// <param name="bound">The comparison in the base case.</param>
    /// <param name="catalog">The catalogue.</param>
    /// <exception cref="CorrelationException">The policy's correlations contradict each other beyond repair.</exception>
    public static UncertainCase Of(BoundComparison bound, PlannerCatalog catalog) =>
        Of(bound, bound.Comparison.Case.UncertaintyIn(catalog), new Dictionary<string, Distribution>());

    /// <summary>Finds out what is uncertain under a policy.</summary>
    /// <param name="bound">The comparison in the base case.</param>
    /// <param name="policy">How evidence sets distributions.</param>
    /// <param name="own">The buyer's own distributions, by id of the input; they go before the policy's.</param>
    /// <exception cref="CorrelationException">The policy's correlations contradict each other beyond repair.</exception>
    public static UncertainCase Of(BoundComparison bound, UncertaintyPolicy policy, IReadOnlyDictionary<string, Distribution> own)
    {
        List<UncertainOption> options = [];
        Dictionary<string, Input> inputs = new(StringComparer.Ordinal);
        foreach (OptionResult result in bound.Comparison.Options.Where(result => bound.Plans.ContainsKey(result.Option.Id)))
        {
            BoundPlan plan = bound.Plans[result.Option.Id];
            options.Add(new(
                result.Option.Id, result.Option.Name, result is { IsFeasible: true, IsReference: false }, plan,
                plan.Slots.Table.BaseValues()));
            foreach (Input input in plan.Slots.Table.Inputs)
            {
                inputs.TryAdd(input.Id, input);
            }
        }

        List<UncertainVariable> variables = [.. VariableChoice.Inputs(inputs.Values, policy, own), .. VariableChoice.ModelErrors(inputs, policy, own)];
        double[] swings = Tornado.LargestSwings(options, variables);
        List<int> order = [.. Enumerable.Range(0, variables.Count)
            .OrderByDescending(v => swings[v] > 0 ? Math.ILogB(swings[v]) : int.MinValue)
            .ThenBy(v => variables[v].Id, StringComparer.Ordinal)];
        List<UncertainVariable> ordered = [.. order.Select(v => variables[v])];
        return new(bound, policy, options, ordered, swings.Count(swing => swing > 0), CopulaOf(ordered, policy));
    }

    private static GaussianCopula CopulaOf(List<UncertainVariable> variables, UncertaintyPolicy policy)
    {
        try
        {
            return new(variables.Count, VariableChoice.Correlations(variables, policy));
        }
        catch (CorrelationException problem)
        {
            throw new CorrelationException(
                problem.Members, problem.Change, VariableChoice.RulesAmong([.. problem.Members.Select(member => variables[member].Id)], policy));
        }
    }

    /// <summary>Standard deviation of the logarithm of the serving model's error on an accelerator, the widest of its phases and models; 0 where there is none.</summary>
    /// <param name="acceleratorId">The accelerator.</param>
    public double ModelErrorSigma(string acceleratorId) => Variables
        .Where(variable => variable.Id.StartsWith($"modelError/{acceleratorId}/", StringComparison.Ordinal))
        .Select(variable => Math.Log(variable.Distribution.Quantile(0.9) / variable.Distribution.Quantile(0.1)) / (2 * NormalDistribution.Z90))
        .DefaultIfEmpty(0).Max();

    /// <summary>Standard deviation of the logarithm of the ratio of two accelerators' times in one phase, by the measured error of the serving model.</summary>
    /// <param name="acceleratorId">One accelerator.</param>
    /// <param name="otherId">The other.</param>
    public double RatioErrorSigma(string acceleratorId, string otherId)
    {
        (double one, double other) = (ModelErrorSigma(acceleratorId), ModelErrorSigma(otherId));
        return Math.Sqrt(Math.Max(0, (one * one) + (other * other) - (2 * Policy.ModelError.PairCorrelation * one * other)));
    }

    /// <summary>The worlds of a study.</summary>
    /// <param name="settings">Which.</param>
    public WorldSource Worlds(WorldSettings settings) => new(Variables, Drivers, Copula, settings);
}
