namespace App.Engine.Algebra;

/// <summary>
/// Lays out the values that some outputs need as steps: stage by stage, so that what several formulas share stays at hand for a short
/// while only. A value that is used once goes on in the accumulator; another one goes into a register that is free again after its last use.
/// </summary>
internal sealed class LaneProgramLayout
{
    private const int NoValue = -1;

    private readonly IReadOnlyList<ProgramValue> _values;
    private readonly IReadOnlyList<int> _stages;
    private readonly int[] _uses;
    private readonly int[] _registers;
    private readonly int[] _depths;
    private readonly bool[] _isInline;
    private readonly Stack<int> _free = new();
    private readonly List<ProgramStep> _steps = [];
    private readonly List<double> _constants = [];
    private readonly Dictionary<int, int> _constantOf = [];
    private int _count;

    private LaneProgramLayout(LaneProgramBuilder builder)
    {
        (_values, _stages) = (builder.Values, builder.Stages);
        (_uses, _registers, _depths) = (new int[_values.Count], new int[_values.Count], new int[_values.Count]);
        _isInline = new bool[_values.Count];
        Array.Fill(_registers, -1);
    }

    /// <summary>A step whose operands are values still; <see cref="NoValue"/> where there is none.</summary>
    private readonly record struct Link(StepOperation Operation, StepOperand Operand, int A, int B)
    {
        public bool HasNumber => Operand is StepOperand.Number or StepOperand.Scaled;
    }

    /// <summary>Lays out a program.</summary>
    /// <param name="builder">The values.</param>
    /// <param name="outputs">The wanted ones, in the order of the results.</param>
    public static LaneProgram Of(LaneProgramBuilder builder, IReadOnlyList<int> outputs)
    {
        LaneProgramLayout layout = new(builder);
        layout.CountUses(outputs);
        layout.FindInline(outputs);
        long[] order = [.. Enumerable.Range(0, builder.Values.Count).Where(layout.IsStored).Select(value => ((long)builder.Stages[value] << 32) | (uint)value)];
        Array.Sort(order);
        foreach (long key in order)
        {
            layout.Compute((int)(uint)key);
        }

        for (int output = 0; output < outputs.Count; output++)
        {
            layout.Need(outputs[output]);
            layout.Step(StepOperation.Output, default, layout.RegisterOf(outputs[output]), output);
            layout.Release(outputs[output]);
        }

        layout.Step(StepOperation.End);
        return new([.. layout._steps], [.. layout._constants], layout._count);
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

    /// <summary>A value with one use, in the stage of that use, is computed there.</summary>
    private void FindInline(IReadOnlyList<int> outputs)
    {
        for (int value = 0; value < _values.Count; value++)
        {
            for (int i = 0; _uses[value] > 0 && i < _values[value].Operands; i++)
            {
                int operand = _values[value].Operand(i);
                _isInline[operand] = _uses[operand] == 1 && _values[operand].Operands > 1 && _stages[operand] == _stages[value];
                _depths[value] = Math.Max(_depths[value], _isInline[operand] ? _depths[operand] + 1 : 1);
            }
        }

        foreach (int output in outputs)
        {
            _isInline[output] = false;
        }
    }

    private bool IsStored(int value) => _uses[value] > 0 && _values[value].Operands > 0 && !_isInline[value];

    private bool IsConstant(int value) => _values[value].Operation == ProgramOperation.Constant;

    /// <summary>Computes a value into a register, after what it needs.</summary>
    private void Compute(int value)
    {
        ProgramValue own = _values[value];
        List<Link> links = own.Operands != 1 ? Chain(value) : _isInline[own.A] ? Chain(own.A) : [Operand(StepOperation.Set, own.A, isTerm: false)];
        foreach (Link link in links)
        {
            Need(link.A);
            Need(link.HasNumber ? NoValue : link.B);
        }

        foreach (Link link in links)
        {
            Step(link.Operation, link.Operand, RegisterOf(link.A), link.HasNumber ? ConstantOf(link.B) : RegisterOf(link.B));
        }

        foreach (Link link in links)
        {
            Release(link.A);
            Release(link.B);
        }

        Step(StepOperation.Store, default, Take(value));
        if (own.Operands == 1)
        {
            StepOperation function = own.Operation switch
            {
                ProgramOperation.Exp => StepOperation.Exp,
                ProgramOperation.Log => StepOperation.Log,
                _ => StepOperation.Negate,
            };
            Step(function, default, RegisterOf(value));
        }
    }

    private void Step(StepOperation operation, StepOperand operand = default, int a = 0, int b = 0) =>
        _steps.Add(new(ProgramStep.CodeOf(operation, operand), checked((ushort)a), b));

    private int RegisterOf(int value) => value == NoValue ? 0 : _registers[value];

    /// <summary>A value as a chain of operations on the accumulator.</summary>
    private List<Link> Chain(int value)
    {
        List<Link> links = [];
        int next = value;
        while (next != NoValue)
        {
            next = Unfold(next, links);
        }

        links.Reverse();
        return links;
    }

    /// <summary>Adds the last operation of a value, and says which value it goes on from in the accumulator.</summary>
    private int Unfold(int value, List<Link> links)
    {
        ProgramValue own = _values[value];
        if (own.Operands == 4)
        {
            links.Add(new(StepOperation.Choose, StepOperand.Register, own.C, own.D));
            links.Add(new(StepOperation.Set, StepOperand.Less, own.A, own.B));
            return NoValue;
        }

        if (IsTerm(value, own))
        {
            links.Add(Operand(StepOperation.Set, value, isTerm: true));
            return NoValue;
        }

        (int spine, int other, bool isLeft) = Sides(own);
        StepOperation operation = Of(own.Operation, isLeft);
        links.Add(Operand(operation, other, operation is StepOperation.Add or StepOperation.Subtract && _isInline[other] && IsTerm(other, _values[other])));
        if (_isInline[spine])
        {
            return spine;
        }

        links.Add(Operand(StepOperation.Set, spine, isTerm: false));
        return NoValue;
    }

    /// <summary>The operand that goes on in the accumulator, the other one, and whether the accumulator stands on the left.</summary>
    private (int Spine, int Other, bool IsLeft) Sides(ProgramValue own)
    {
        bool goesLeft = (_isInline[own.A], _isInline[own.B]) switch
        {
            (true, true) => IsTerm(own.B, _values[own.B]) || (!IsTerm(own.A, _values[own.A]) && _depths[own.A] >= _depths[own.B]),
            (false, false) => !IsConstant(own.A),
            (bool isInline, _) => isInline,
        };
        return goesLeft ? (own.A, own.B, true) : (own.B, own.A, false);
    }

    /// <summary>Whether a step takes a value as its operand without it being computed before: two registers, or one and a factor.</summary>
    private bool IsTerm(int value, ProgramValue own) =>
        own.Operands == 2 && !_isInline[own.A] && !_isInline[own.B] && own.Operation switch
        {
            ProgramOperation.Multiply => true,
            ProgramOperation.Add or ProgramOperation.Subtract => !IsConstant(own.A) && !IsConstant(own.B),
            _ => false,
        };

    private Link Operand(StepOperation operation, int value, bool isTerm)
    {
        ProgramValue own = _values[value];
        if (!isTerm)
        {
            return IsConstant(value) ? new(operation, StepOperand.Number, NoValue, value) : new(operation, StepOperand.Register, value, NoValue);
        }

        (int a, int b) = IsConstant(own.A) ? (own.B, own.A) : (own.A, own.B);
        StepOperand operand = own.Operation switch
        {
            ProgramOperation.Add => StepOperand.Sum,
            ProgramOperation.Subtract => StepOperand.Difference,
            _ => IsConstant(b) ? StepOperand.Scaled : StepOperand.Product,
        };
        return new(operation, operand, a, b);
    }

    /// <summary>Sees that a value stands in a register.</summary>
    private void Need(int value)
    {
        if (value == NoValue || _registers[value] >= 0)
        {
            return;
        }

        ProgramValue own = _values[value];
        switch (own.Operation)
        {
            case ProgramOperation.Input:
                Step(StepOperation.Input, default, Take(value), own.A);
                break;
            case ProgramOperation.Constant:
                Step(StepOperation.Set, StepOperand.Number, 0, ConstantOf(value));
                Step(StepOperation.Store, default, Take(value));
                break;
            default:
                Compute(value);
                break;
        }
    }

    /// <summary>The index of a constant.</summary>
    private int ConstantOf(int value)
    {
        if (!_constantOf.TryGetValue(value, out int at))
        {
            at = _constants.Count;
            _constants.Add(_values[value].Number);
            _constantOf.Add(value, at);
        }

        return at;
    }

    private int Take(int value) => _registers[value] = _free.TryPop(out int register) ? register : _count++;

    private void Release(int value)
    {
        if (value != NoValue && --_uses[value] == 0 && _registers[value] >= 0)
        {
            _free.Push(_registers[value]);
        }
    }

    private static StepOperation Of(ProgramOperation operation, bool isLeft) => operation switch
    {
        ProgramOperation.Add => StepOperation.Add,
        ProgramOperation.Subtract => isLeft ? StepOperation.Subtract : StepOperation.From,
        ProgramOperation.Multiply => StepOperation.Multiply,
        ProgramOperation.Divide => isLeft ? StepOperation.Divide : StepOperation.Into,
        ProgramOperation.Min => isLeft ? StepOperation.Min : StepOperation.MinOf,
        _ => isLeft ? StepOperation.Max : StepOperation.MaxOf,
    };
}
