using App.Engine.Uncertainty;

namespace App.Benchmarks.PlainLoop;

/// <summary>All options in blocks of worlds, one world after the other; made once per thread.</summary>
internal sealed class PlainKernel
{
    private readonly Option[] _options;

    /// <summary>Makes a kernel.</summary>
    /// <param name="options">The options.</param>
    /// <param name="variables">What differs between worlds.</param>
    public PlainKernel(IReadOnlyList<UncertainOption> options, IReadOnlyList<UncertainVariable> variables)
    {
        _options = [.. options.Select(option => new Option(option, variables))];
    }

    /// <summary>Evaluates a block; values and results lie as those of <see cref="WorldKernel{T, TPack}.Evaluate"/>.</summary>
    /// <param name="count">Worlds.</param>
    /// <param name="values">Values of the variables.</param>
    /// <param name="results">Receives the figures.</param>
    public void Evaluate(int count, ReadOnlySpan<double> values, Span<double> results)
    {
        Span<double> figures = stackalloc double[WorldMetric.All.Count];
        for (int o = 0; o < _options.Length; o++)
        {
            for (int world = 0; world < count; world++)
            {
                _options[o].Evaluate(values[world..], figures);
                for (int m = 0; m < figures.Length; m++)
                {
                    results[(((m * _options.Length) + o) * WorldSource.BlockWorlds) + world] = figures[m];
                }
            }
        }
    }

    private sealed class Option
    {
        private readonly PlainFleet _fleet;
        private readonly double[] _inputs;
        private readonly (int Slot, int Variable)[] _set;
        private readonly (int Slot, int Variable, bool Divides)[] _scaled;
        private readonly (int Slot, double Base)[] _bases;

        public Option(UncertainOption option, IReadOnlyList<UncertainVariable> variables)
        {
            _fleet = new(option.Plan.Slots);
            _inputs = [.. option.Base];
            var effects = variables
                .SelectMany((variable, index) => variable.Effects.Select(effect => (index, effect.Action, Slot: option.Plan.Slots.Table.Find(effect.InputId))))
                .Where(effect => effect.Slot is not null)
                .Select(effect => (effect.index, effect.Action, Slot: effect.Slot!.Value.Index))
                .ToList();
            _set = [.. effects.Where(effect => effect.Action == VariableAction.Sets).Select(effect => (effect.Slot, effect.index))];
            _scaled = [.. effects.Where(effect => effect.Action != VariableAction.Sets)
                .Select(effect => (effect.Slot, effect.index, effect.Action == VariableAction.Divides))];
            _bases = [.. _scaled.Select(effect => effect.Slot).Distinct().Select(slot => (slot, option.Base[slot]))];
        }

        public void Evaluate(ReadOnlySpan<double> values, Span<double> figures)
        {
            foreach ((int slot, int variable) in _set)
            {
                _inputs[slot] = values[variable * WorldSource.BlockWorlds];
            }

            foreach ((int slot, double value) in _bases)
            {
                _inputs[slot] = value;
            }

            foreach ((int slot, int variable, bool divides) in _scaled)
            {
                double factor = values[variable * WorldSource.BlockWorlds];
                _inputs[slot] = divides ? _inputs[slot] / factor : _inputs[slot] * factor;
            }

            _fleet.Evaluate(_inputs, figures);
        }
    }
}
