namespace App.Engine.Algebra;

/// <summary>
/// Lays out the values that some outputs need as instructions: stage by stage, so that what several formulas share stays at hand for a
/// short while only, each value in a register that is free again after its last use.
/// </summary>
internal sealed class LaneProgramLayout
{
    /// <summary>The code of two operations, the second of which takes the result of the first.</summary>
    private static readonly Dictionary<(ProgramCode First, ProgramCode Second), ProgramCode> s_fused = new()
    {
        [(ProgramCode.AddRR, ProgramCode.AddRR)] = ProgramCode.AddRRAddR,
        [(ProgramCode.AddRR, ProgramCode.MultiplyRR)] = ProgramCode.AddRRMultiplyR,
        [(ProgramCode.AddRR, ProgramCode.MultiplyRK)] = ProgramCode.AddRRMultiplyK,
        [(ProgramCode.AddRR, ProgramCode.DivideRK)] = ProgramCode.AddRRDivideK,
        [(ProgramCode.SubtractRR, ProgramCode.MultiplyRR)] = ProgramCode.SubtractRRMultiplyR,
        [(ProgramCode.SubtractKR, ProgramCode.MultiplyRR)] = ProgramCode.SubtractKRMultiplyR,
        [(ProgramCode.MultiplyRR, ProgramCode.AddRR)] = ProgramCode.MultiplyRRAddR,
        [(ProgramCode.MultiplyRK, ProgramCode.AddRR)] = ProgramCode.MultiplyRKAddR,
        [(ProgramCode.MultiplyRR, ProgramCode.MultiplyRR)] = ProgramCode.MultiplyRRMultiplyR,
        [(ProgramCode.DivideRK, ProgramCode.MultiplyRK)] = ProgramCode.DivideRKMultiplyK,
        [(ProgramCode.MinRR, ProgramCode.MultiplyRR)] = ProgramCode.MinRRMultiplyR,
        [(ProgramCode.MinKR, ProgramCode.MaxKR)] = ProgramCode.Clamp,
    };

    private readonly IReadOnlyList<ProgramValue> _values;
    private readonly int[] _uses;
    private readonly int[] _registers;
    private readonly Stack<int> _free = new();
    private readonly List<ProgramInstruction> _instructions = [];
    private readonly List<double> _constants = [];
    private readonly Dictionary<int, int> _constantOf = [];
    private readonly bool[] _isTaken;
    private readonly Dictionary<int, (ProgramCode Code, int[] Operands)> _fusions = [];
    private int _count;

    private LaneProgramLayout(IReadOnlyList<ProgramValue> values)
    {
        _values = values;
        _uses = new int[values.Count];
        _registers = new int[values.Count];
        _isTaken = new bool[values.Count];
        Array.Fill(_registers, -1);
    }

    /// <summary>Lays out a program.</summary>
    /// <param name="builder">The values.</param>
    /// <param name="outputs">The wanted ones, in the order of the results.</param>
    public static LaneProgram Of(LaneProgramBuilder builder, IReadOnlyList<int> outputs)
    {
        LaneProgramLayout layout = new(builder.Values);
        layout.CountUses(outputs);
        layout.Fuse();
        long[] order = [.. Enumerable.Range(0, builder.Values.Count).Where(value => layout._uses[value] > 0 && builder.Values[value].Operands > 0 && !layout._isTaken[value])
            .Select(value => ((long)builder.Stages[value] << 32) | (uint)value)];
        Array.Sort(order);
        foreach (long key in order)
        {
            layout.Emit((int)(uint)key);
        }

        for (int output = 0; output < outputs.Count; output++)
        {
            layout._instructions.Add(new(ProgramCode.Output, 0, layout.Read(outputs[output]), output, 0, 0));
            layout.Release(outputs[output]);
        }

        return new(layout.Placed(), [.. layout._constants], layout._count);
    }

    private void CountUses(IReadOnlyList<int> outputs)
    {
        foreach (int output in outputs)
        {
            _uses[output]++;
        }

        for (int value = _values.Count - 1; value >= 0; value--)
        {
            for (int i = 0; _uses[value] > 0 && i < _values[value].Operands; i++)
            {
                _uses[_values[value].Operand(i)]++;
            }
        }
    }

    /// <summary>An operation with a constant on the right where the order does not matter.</summary>
    private (ProgramCode Code, int A, int B) Normal(int value)
    {
        ProgramValue v = _values[value];
        bool swaps = v.Operation is ProgramOperation.Add or ProgramOperation.Multiply && IsConstant(v.A);
        (int a, int b) = swaps ? (v.B, v.A) : (v.A, v.B);
        bool isBinary = v.Operands == 2;
        return (CodeOf(v.Operation, isBinary && IsConstant(a), isBinary && IsConstant(b)), a, b);
    }

    /// <summary>From the last value to the first: one that is used once, by an operation that can take it in, needs no instruction.</summary>
    private void Fuse()
    {
        for (int value = _values.Count - 1; value >= 0; value--)
        {
            if (_uses[value] > 0 && _values[value].Operands == 2 && !_isTaken[value])
            {
                Fuse(value);
            }
        }
    }

    private void Fuse(int value)
    {
        ProgramCode code = Normal(value).Code;
        foreach ((int inner, int other) in Sides(value))
        {
            (ProgramCode innerCode, int x, int y) = Normal(inner);
            if (_uses[inner] == 1 && _values[inner].Operands == 2 && s_fused.TryGetValue((innerCode, code), out ProgramCode fused))
            {
                _isTaken[inner] = true;
                _fusions.Add(value, (fused, [x, y, other]));
                return;
            }
        }
    }

    /// <summary>The operands of a value: the one whose operation might be taken in, and the other.</summary>
    private IEnumerable<(int Inner, int Other)> Sides(int value)
    {
        (ProgramCode code, int a, int b) = Normal(value);
        if (code == ProgramCode.MaxKR)
        {
            return [(b, a)];
        }

        return code is ProgramCode.AddRR or ProgramCode.MultiplyRR ? [(a, b), (b, a)] : [(a, b)];
    }

    private void Emit(int value)
    {
        ProgramValue v = _values[value];
        if (_fusions.TryGetValue(value, out (ProgramCode Code, int[] Operands) fusion))
        {
            Add(fusion.Code, value, fusion.Operands);
        }
        else if (v.Operands == 2)
        {
            (ProgramCode code, int x, int y) = Normal(value);
            Add(code, value, x, y);
        }
        else
        {
            ReadOnlySpan<int> all = [v.A, v.B, v.C, v.D];
            Add(CodeOf(v.Operation, false, false), value, all[..v.Operands]);
        }
    }

    private void Add(ProgramCode code, int value, params ReadOnlySpan<int> operands)
    {
        Span<int> places = stackalloc int[4];
        for (int i = 0; i < operands.Length; i++)
        {
            bool isNumber = IsConstant(operands[i]) && code is not (ProgramCode.Select or ProgramCode.Negate or ProgramCode.Exp or ProgramCode.Log);
            places[i] = isNumber ? ConstantOf(operands[i]) : Read(operands[i]);
        }

        foreach (int operand in operands)
        {
            Release(operand);
        }

        _instructions.Add(new(code, Take(value), places[0], places[1], places[2], places[3]));
    }

    private bool IsConstant(int value) => _values[value].Operation == ProgramOperation.Constant;

    /// <summary>Instructions with places: registers from 0 on, constants behind them.</summary>
    private ProgramInstruction[] Placed()
    {
        int Place(int place) => place >= 0 ? place * LaneProgram.TileWorlds : (_count * LaneProgram.TileWorlds) + ~place;
        return [.. _instructions.Select(own => own with
        {
            Target = Place(own.Target),
            A = own.Code == ProgramCode.Input ? own.A : Place(own.A),
            B = own.Code == ProgramCode.Output ? own.B : Place(own.B),
            C = Place(own.C),
            D = Place(own.D),
        })];
    }

    /// <summary>The register of a value; one that comes from outside is fetched when it is first needed.</summary>
    private int Read(int value)
    {
        if (_registers[value] < 0)
        {
            ProgramValue leaf = _values[value];
            bool isInput = leaf.Operation == ProgramOperation.Input;
            _instructions.Add(new(
                isInput ? ProgramCode.Input : ProgramCode.Constant, Take(value), isInput ? leaf.A : ConstantOf(value), 0, 0, 0));
        }

        return _registers[value];
    }

    /// <summary>The place of a constant, as the complement of its index.</summary>
    private int ConstantOf(int value)
    {
        if (!_constantOf.TryGetValue(value, out int at))
        {
            at = _constants.Count;
            _constants.Add(_values[value].Number);
            _constantOf.Add(value, at);
        }

        return ~at;
    }

    private int Take(int value) => _registers[value] = _free.TryPop(out int register) ? register : _count++;

    private void Release(int value)
    {
        if (--_uses[value] == 0 && _registers[value] >= 0)
        {
            _free.Push(_registers[value]);
        }
    }

    private static ProgramCode CodeOf(ProgramOperation operation, bool leftIsConstant, bool rightIsConstant) => operation switch
    {
        ProgramOperation.Add => rightIsConstant ? ProgramCode.AddRK : ProgramCode.AddRR,
        ProgramOperation.Subtract => leftIsConstant ? ProgramCode.SubtractKR : rightIsConstant ? ProgramCode.SubtractRK : ProgramCode.SubtractRR,
        ProgramOperation.Multiply => rightIsConstant ? ProgramCode.MultiplyRK : ProgramCode.MultiplyRR,
        ProgramOperation.Divide => leftIsConstant ? ProgramCode.DivideKR : rightIsConstant ? ProgramCode.DivideRK : ProgramCode.DivideRR,
        ProgramOperation.Min => leftIsConstant ? ProgramCode.MinKR : rightIsConstant ? ProgramCode.MinRK : ProgramCode.MinRR,
        ProgramOperation.Max => leftIsConstant ? ProgramCode.MaxKR : rightIsConstant ? ProgramCode.MaxRK : ProgramCode.MaxRR,
        ProgramOperation.Negate => ProgramCode.Negate,
        ProgramOperation.Exp => ProgramCode.Exp,
        ProgramOperation.Log => ProgramCode.Log,
        _ => ProgramCode.Select,
    };
}
