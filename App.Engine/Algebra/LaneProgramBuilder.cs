using App.Engine.Inputs;

namespace App.Engine.Algebra;

/// <summary>What a value of a program is: a constant, an input of the worlds, or an operation on earlier values.</summary>
internal enum ProgramOperation : byte
{
    Constant,
    Input,
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Negate,
    Exp,
    Log,
    Select,
}

/// <summary>A value of a program.</summary>
/// <param name="Operation">How it comes about.</param>
/// <param name="A">First operand, index of an earlier value; of an input, its index among the inputs.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand: where a selection holds.</param>
/// <param name="D">Fourth operand: where it does not.</param>
/// <param name="Bits">Of a constant, its bits.</param>
internal readonly record struct ProgramValue(ProgramOperation Operation, int A, int B, int C, int D, long Bits)
{
    public double Number => BitConverter.Int64BitsToDouble(Bits);

    public int Operands => Operation switch
    {
        ProgramOperation.Constant or ProgramOperation.Input => 0,
        ProgramOperation.Negate or ProgramOperation.Exp or ProgramOperation.Log => 1,
        ProgramOperation.Select => 4,
        _ => 2,
    };

    public int Operand(int index) => index switch { 0 => A, 1 => B, 2 => C, _ => D };

    public override int GetHashCode()
    {
        ulong hash = ((ulong)Operation << 56) ^ ((ulong)A << 28) ^ (ulong)B;
        hash = (hash ^ (((ulong)C << 32) | (uint)D)) * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 29) ^ (ulong)Bits) * 0xBF58476D1CE4E5B9;
        return (int)(hash >> 32);
    }
}

/// <summary>
/// Makes a program for many worlds from recorded formulas: values that are computed alike are one, what no world changes is computed
/// now, and a factor of one or zero or a summand of zero leaves no operation behind. The numbers stay those of the formulas, bit for bit.
/// </summary>
internal sealed class LaneProgramBuilder
{
    private readonly List<ProgramValue> _values = [];
    private readonly List<int> _stages = [];
    private readonly Dictionary<ProgramValue, int> _known = [];
    private readonly Dictionary<FormulaNode, int> _placed = new(ReferenceEqualityComparer.Instance);
    private int[] _leaves = [];
    private int _stage;

    /// <summary>The values, operands before what is computed from them.</summary>
    public IReadOnlyList<ProgramValue> Values => _values;

    /// <summary>For each value the first stage in which it is computed; months are stages.</summary>
    public IReadOnlyList<int> Stages => _stages;

    /// <summary>Starts with another set of formulas.</summary>
    /// <param name="leaves">The value of each slot of their input table.</param>
    public void Start(int[] leaves)
    {
        _placed.Clear();
        (_leaves, _stage) = (leaves, 0);
    }

    /// <summary>Goes on to a stage; values placed from now on are computed in it unless they are known from an earlier one.</summary>
    public void Enter(int stage) => _stage = Math.Max(_stage, stage);

    /// <summary>The value of a constant.</summary>
    public int Constant(double number) => Value(new(ProgramOperation.Constant, 0, 0, 0, 0, BitConverter.DoubleToInt64Bits(number)));

    /// <summary>The value of an input of the worlds.</summary>
    public int Input(int index) => Value(new(ProgramOperation.Input, index, 0, 0, 0, 0));

    /// <summary>The value of an operation on values.</summary>
    public int Binary(ProgramOperation operation, int left, int right)
    {
        ProgramValue a = _values[left];
        ProgramValue b = _values[right];
        bool leftIsConstant = a.Operation == ProgramOperation.Constant;
        bool rightIsConstant = b.Operation == ProgramOperation.Constant;
        if (leftIsConstant && rightIsConstant)
        {
            return Constant(Compute(operation, new(a.Number), new(b.Number)));
        }

        // A flag of the calendar is a constant 0 or 1: it takes or leaves, whatever stands beside it.
        switch (operation)
        {
            case ProgramOperation.Add when leftIsConstant && a.Number == 0:
            case ProgramOperation.Multiply when leftIsConstant && a.Number == 1:
            case ProgramOperation.Multiply when rightIsConstant && b.Number == 0:
                return right;
            case ProgramOperation.Add or ProgramOperation.Subtract when rightIsConstant && b.Number == 0:
            case ProgramOperation.Multiply or ProgramOperation.Divide when rightIsConstant && b.Number == 1:
            case ProgramOperation.Multiply or ProgramOperation.Divide when leftIsConstant && a.Number == 0:
                return left;
            case ProgramOperation.Add or ProgramOperation.Multiply when left > right:
                return Value(new(operation, right, left, 0, 0, 0));
            default:
                return Value(new(operation, left, right, 0, 0, 0));
        }
    }

    /// <summary>The value of a formula.</summary>
    public int Place(FormulaNode node)
    {
        if (_placed.TryGetValue(node, out int value))
        {
            return value;
        }

        value = node switch
        {
            ConstantNode constant => Constant(constant.Value),
            InputNode input => _leaves[input.Slot],
            UnaryNode unary => Unary(Of(unary.Operation), Place(unary.Operands[0])),
            BinaryNode binary => Binary(Of(binary.Operation), Place(binary.Operands[0]), Place(binary.Operands[1])),
            _ => Select(Place(node.Operands[0]), Place(node.Operands[1]), Place(node.Operands[2]), Place(node.Operands[3])),
        };
        _placed.Add(node, value);
        return value;
    }

    private static ProgramOperation Of(FormulaOperator operation) => (ProgramOperation)((int)ProgramOperation.Add + (int)operation);

    /// <summary>The value of an operation on one value.</summary>
    public int Unary(ProgramOperation operation, int operand) => _values[operand].Operation == ProgramOperation.Constant
        ? Constant(Compute(operation, new(_values[operand].Number), default))
        : Value(new(operation, operand, 0, 0, 0, 0));

    /// <summary>The value of a choice: the third where the first is less than the second, else the fourth.</summary>
    public int Select(int left, int right, int whenLess, int otherwise)
    {
        if (whenLess == otherwise)
        {
            return whenLess;
        }

        ProgramValue a = _values[left];
        ProgramValue b = _values[right];
        return a.Operation == ProgramOperation.Constant && b.Operation == ProgramOperation.Constant
            ? a.Number < b.Number ? whenLess : otherwise
            : Value(new(ProgramOperation.Select, left, right, whenLess, otherwise, 0));
    }

    private int Value(ProgramValue value)
    {
        ref int known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_known, value, out bool exists);
        if (!exists)
        {
            known = _values.Count;
            _values.Add(value);
            _stages.Add(_stage);
        }
        else if (_stages[known] > _stage)
        {
            _stages[known] = _stage;
        }

        return known;
    }

    private static double Compute(ProgramOperation operation, Scalar left, Scalar right) => (operation switch
    {
        ProgramOperation.Add => left + right,
        ProgramOperation.Subtract => left - right,
        ProgramOperation.Multiply => left * right,
        ProgramOperation.Divide => left / right,
        ProgramOperation.Min => Scalar.Min(left, right),
        ProgramOperation.Max => Scalar.Max(left, right),
        ProgramOperation.Negate => -left,
        ProgramOperation.Exp => Scalar.Exp(left),
        ProgramOperation.Log => Scalar.Log(left),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation on one or two numbers."),
    }).Value;
}

/// <summary>Places the lines of a model into a program in the order in which the model computes them.</summary>
internal readonly struct ProgramSheet(LaneProgramBuilder builder) : ISheet<Formula>
{
    /// <inheritdoc/>
    public void Section(string title)
    {
    }

    /// <inheritdoc/>
    public void Value(string name, Unit unit, Formula value) => builder.Place(value.Node);

    /// <inheritdoc/>
    public void Month(string name, Unit unit, int month, Formula value)
    {
        builder.Enter(month + 1);
        builder.Place(value.Node);
    }
}
