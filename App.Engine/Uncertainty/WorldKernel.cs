using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Inputs;

namespace App.Engine.Uncertainty;

/// <summary>How a reading packs worlds: one, or one per lane.</summary>
/// <typeparam name="T">The reading.</typeparam>
public interface IWorldPack<T>
    where T : struct, IReal<T>
{
    /// <summary>Worlds per number of the reading.</summary>
    static abstract int Width { get; }

    /// <summary>Reads worlds.</summary>
    /// <param name="worlds">At least one; at most the width are read.</param>
    static abstract T Load(ReadOnlySpan<double> worlds);

    /// <summary>Writes worlds.</summary>
    /// <param name="value">The number.</param>
    /// <param name="worlds">As many as are wanted, at most the width.</param>
    static abstract void Store(T value, Span<double> worlds);
}

/// <summary>One world at a time.</summary>
public readonly struct ScalarPack : IWorldPack<Scalar>
{
    /// <inheritdoc/>
    public static int Width => 1;

    /// <inheritdoc/>
    public static Scalar Load(ReadOnlySpan<double> worlds) => new(worlds[0]);

    /// <inheritdoc/>
    public static void Store(Scalar value, Span<double> worlds) => worlds[0] = value.Value;
}

/// <summary>Eight worlds at a time.</summary>
public readonly struct LanesPack : IWorldPack<Lanes>
{
    /// <inheritdoc/>
    public static int Width => Lanes.Count;

    /// <inheritdoc/>
    public static Lanes Load(ReadOnlySpan<double> worlds) => Lanes.Load(worlds);

    /// <inheritdoc/>
    public static void Store(Lanes value, Span<double> worlds) => value.Store(worlds);
}

/// <summary>Evaluates all options in blocks of worlds. Made once per thread; evaluating a block allocates nothing.</summary>
/// <typeparam name="T">The reading.</typeparam>
/// <typeparam name="TPack">How it packs worlds; the results are the same for all.</typeparam>
public sealed class WorldKernel<T, TPack>
    where T : struct, IReal<T>
    where TPack : struct, IWorldPack<T>
{
    private readonly OptionInputs[] _options;
    private readonly T[] _read = new T[WorldMetric.All.Count];

    /// <summary>Makes a kernel.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variables">What differs between worlds.</param>
    public WorldKernel(IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables)
    {
        _options = [.. options.Select(option => new OptionInputs(option, variables))];
    }

    /// <summary>Evaluates a block.</summary>
    /// <param name="count">Worlds, at most <see cref="WorldSource.BlockWorlds"/>.</param>
    /// <param name="values">Values of the variables, <see cref="WorldSource.BlockWorlds"/> apart.</param>
    /// <param name="results">
    /// Receives each metric of each option, [(metric * options + option) * <see cref="WorldSource.BlockWorlds"/> + world].
    /// </param>
    /// <param name="metrics">How many metrics are wanted, from the first of <see cref="WorldMetric.All"/> on.</param>
    public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results, int metrics)
    {
        for (int o = 0; o < _options.Length; o++)
        {
            OptionInputs option = _options[o];
            option.FillProducts(count, values);
            for (int world = 0; world < count; world += TPack.Width)
            {
                int width = Math.Min(TPack.Width, count - world);
                WorldMetric.Read(option.Evaluate(world, width, values), _read);
                for (int m = 0; m < metrics; m++)
                {
                    TPack.Store(_read[m], results.Slice((((m * _options.Length) + o) * WorldSource.BlockWorlds) + world, width));
                }
            }
        }
    }

    /// <summary>An option's inputs: constants stand ready, what differs is written before each evaluation.</summary>
    private sealed class OptionInputs
    {
        private readonly FleetWorkspace<T> _workspace;
        private readonly T[] _inputs;
        private readonly (int Slot, int Variable)[] _set;
        private readonly (int Slot, double Base, (int Variable, VariableAction Action)[] Factors)[] _driven;
        private readonly double[] _products;

        public OptionInputs(UncertainOption option, IReadOnlyList<UncertainVariable> variables)
        {
            _workspace = new(option.Plan.Slots);
            _inputs = [.. option.Base.Select(T.Constant)];
            List<(int, int)> set = [];
            SortedDictionary<int, List<(int, VariableAction)>> driven = [];
            for (int v = 0; v < variables.Count; v++)
            {
                foreach (VariableEffect effect in variables[v].Effects)
                {
                    if (option.Plan.Slots.Table.Find(effect.InputId) is not { } slot)
                    {
                        continue;
                    }

                    if (effect.Action == VariableAction.Sets)
                    {
                        set.Add((slot.Index, v));
                    }
                    else
                    {
                        driven.TryAdd(slot.Index, []);
                        driven[slot.Index].Add((v, effect.Action));
                    }
                }
            }

            _set = [.. set];
            _driven = [.. driven.Select(entry => (entry.Key, option.Base[entry.Key], entry.Value.ToArray()))];
            _products = new double[_driven.Length * WorldSource.BlockWorlds];
        }

        public void FillProducts(int count, ReadOnlySpan<double> values)
        {
            for (int d = 0; d < _driven.Length; d++)
            {
                Span<double> product = _products.AsSpan(d * WorldSource.BlockWorlds, count);
                product.Fill(_driven[d].Base);
                foreach ((int variable, VariableAction action) in _driven[d].Factors)
                {
                    ReadOnlySpan<double> factor = values.Slice(variable * WorldSource.BlockWorlds, count);
                    for (int i = 0; i < product.Length; i++)
                    {
                        product[i] = action == VariableAction.Multiplies ? product[i] * factor[i] : product[i] / factor[i];
                    }
                }
            }
        }

        public Outcome<T> Evaluate(int world, int width, ReadOnlySpan<double> values)
        {
            foreach ((int slot, int variable) in _set)
            {
                _inputs[slot] = TPack.Load(values.Slice((variable * WorldSource.BlockWorlds) + world, width));
            }

            for (int d = 0; d < _driven.Length; d++)
            {
                _inputs[_driven[d].Slot] = TPack.Load(_products.AsSpan((d * WorldSource.BlockWorlds) + world, width));
            }

            NoSheet<T> sheet = default;
            return FleetModel.Evaluate(new CaseInputs<T>(_inputs), _workspace, ref sheet);
        }
    }
}
