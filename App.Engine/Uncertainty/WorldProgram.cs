using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>
/// The model of all options as one program for many worlds, made from the formulas that it records: what no world changes is computed
/// once, what options share is computed for one of them, and what no wanted figure needs is left out. Its numbers are those of
/// <see cref="WorldKernel{T, TPack}"/>, bit for bit. Made once per study, shared by its threads.
/// </summary>
public sealed class WorldProgram
{
    private readonly LaneProgram _program;
    private readonly int _variables;

    private WorldProgram(LaneProgram program, int variables, int metrics)
    {
        (_program, _variables, Metrics) = (program, variables, metrics);
    }

    /// <summary>How many metrics it computes, from the first of <see cref="WorldMetric.All"/> on.</summary>
    public int Metrics { get; }

    /// <summary>Steps that a tile of worlds takes.</summary>
    public int Length => _program.Length;

    /// <summary>Makes programs that compute some of the metrics each.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variables">What differs between worlds.</param>
    /// <param name="metrics">How many metrics each program computes, from the first on.</param>
    public static IReadOnlyList<WorldProgram> Of(
        IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables, params IReadOnlyList<int> metrics)
    {
        LaneProgramBuilder builder = new();
        List<int[]> outputs = [.. options.Select(option => Outputs(builder, option, variables))];
        return [.. metrics.Select(count => new WorldProgram(
            LaneProgramLayout.Of(builder, [.. Enumerable.Range(0, count).SelectMany(m => outputs.Select(ofOption => ofOption[m]))]),
            variables.Count, count))];
    }

    /// <summary>Memory for one thread.</summary>
    public WorldProgramRun NewRun() => new(_program, _variables, Metrics);

    private static int[] Outputs(LaneProgramBuilder builder, UncertainOption option, IReadOnlyList<UncertainVariable> variables)
    {
        builder.Start([.. Leaves(builder, option, variables)]);
        ProgramSheet sheet = new(builder);
        Outcome<Formula> outcome = FleetModel.Evaluate(
            CaseInputs.Formulas(option.Base.Length), new FleetWorkspace<Formula>(option.Plan.Slots), ref sheet);
        Formula[] figures = new Formula[WorldMetric.All.Count];
        WorldMetric.Read(outcome, figures);
        return [.. figures.Select(figure => builder.Place(figure.Node))];
    }

    private static int[] Leaves(LaneProgramBuilder builder, UncertainOption option, IReadOnlyList<UncertainVariable> variables)
    {
        int[] leaves = [.. option.Base.Select(builder.Constant)];
        HashSet<int> driven = [];
        foreach (bool sets in (ReadOnlySpan<bool>)[true, false])
        {
            for (int v = 0; v < variables.Count; v++)
            {
                foreach (VariableEffect effect in variables[v].Effects.Where(effect => effect.Action == VariableAction.Sets == sets))
                {
                    if (option.Plan.Slots.Table.Find(effect.InputId) is { } slot)
                    {
                        int before = sets || !driven.Add(slot.Index) ? leaves[slot.Index] : builder.Constant(option.Base[slot.Index]);
                        int input = builder.Input(v);
                        leaves[slot.Index] = effect.Action switch
                        {
                            VariableAction.Sets => input,
                            VariableAction.Multiplies => builder.Binary(ProgramOperation.Multiply, before, input),
                            _ => builder.Binary(ProgramOperation.Divide, before, input),
                        };
                    }
                }
            }
        }

        return leaves;
    }
}

/// <summary>A program with memory for one thread. Evaluating allocates nothing.</summary>
public sealed class WorldProgramRun
{
    private readonly LaneProgram _program;
    private readonly double[] _memory;
    private readonly double[] _padded;

    internal WorldProgramRun(LaneProgram program, int variables, int metrics)
    {
        (_program, _memory) = (program, program.NewMemory());
        _padded = new double[variables * LaneProgram.TileWorlds];
        Metrics = metrics;
    }

    /// <summary>How many metrics it computes, from the first of <see cref="WorldMetric.All"/> on.</summary>
    public int Metrics { get; }

    /// <summary>Evaluates a block.</summary>
    /// <param name="count">Worlds, at most <see cref="WorldSource.BlockWorlds"/>.</param>
    /// <param name="values">Values of the variables, <see cref="WorldSource.BlockWorlds"/> apart.</param>
    /// <param name="results">Receives the metrics as <see cref="WorldKernel{T, TPack}.Evaluate"/> writes them; beyond the count it writes what does not matter.</param>
    public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results)
    {
        int tile = LaneProgram.TileWorlds;
        for (int world = 0; world < count; world += tile)
        {
            if (world + tile <= count)
            {
                _program.Run(_memory, values[Math.Min(world, values.Length)..], WorldSource.BlockWorlds, results[world..], WorldSource.BlockWorlds);
                continue;
            }

            // A ragged end is filled up with its last world, so that lanes beyond it hold nothing out of the ordinary.
            for (int v = 0; v < _padded.Length / tile; v++)
            {
                Span<double> row = _padded.AsSpan(v * tile, tile);
                ReadOnlySpan<double> own = values.Slice((v * WorldSource.BlockWorlds) + world, count - world);
                row.Fill(own[^1]);
                own.CopyTo(row);
            }

            _program.Run(_memory, _padded, tile, results[world..], WorldSource.BlockWorlds);
        }
    }
}
