namespace App.Engine.Algebra;

/// <summary>A node of a recorded expression. Nodes are shared: the expression is a directed acyclic graph.</summary>
public abstract class FormulaNode
{
    private protected FormulaNode(params FormulaNode[] operands) => Operands = operands;

    /// <summary>The nodes this one is computed from, in order; empty for leaves.</summary>
    public IReadOnlyList<FormulaNode> Operands { get; }
}

/// <summary>The operation of an inner node.</summary>
public enum FormulaOperator
{
    /// <summary>left + right.</summary>
    Add,

    /// <summary>left - right.</summary>
    Subtract,

    /// <summary>left * right.</summary>
    Multiply,

    /// <summary>left / right.</summary>
    Divide,

    /// <summary>The smaller of the two.</summary>
    Min,

    /// <summary>The larger of the two.</summary>
    Max,

    /// <summary>Minus the operand.</summary>
    Negate,

    /// <summary>e to the power of the operand.</summary>
    Exp,

    /// <summary>Natural logarithm of the operand.</summary>
    Log,
}

/// <summary>A universal constant.</summary>
/// <param name="value">The number.</param>
public sealed class ConstantNode(double value) : FormulaNode
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;
}

/// <summary>An input of the case or of the plan.</summary>
/// <param name="slot">Index into the input table.</param>
public sealed class InputNode(int slot) : FormulaNode
{
    /// <summary>Index into the input table.</summary>
    public int Slot { get; } = slot;
}

/// <summary>An operation on one operand.</summary>
/// <param name="operation">Negate, Exp or Log.</param>
/// <param name="operand">The operand.</param>
public sealed class UnaryNode(FormulaOperator operation, FormulaNode operand) : FormulaNode(operand)
{
    /// <summary>Negate, Exp or Log.</summary>
    public FormulaOperator Operation { get; } = operation;
}

/// <summary>An operation on two operands.</summary>
/// <param name="operation">Add, Subtract, Multiply, Divide, Min or Max.</param>
/// <param name="left">First operand.</param>
/// <param name="right">Second operand.</param>
public sealed class BinaryNode(FormulaOperator operation, FormulaNode left, FormulaNode right) : FormulaNode(left, right)
{
    /// <summary>Add, Subtract, Multiply, Divide, Min or Max.</summary>
    public FormulaOperator Operation { get; } = operation;
}

/// <summary>One of two values, by a comparison. Operands: left, right, value when left is below right, value otherwise.</summary>
/// <param name="left">Left side of the comparison.</param>
/// <param name="right">Right side of the comparison.</param>
/// <param name="whenLess">Value where left is below right.</param>
/// <param name="otherwise">Value elsewhere.</param>
public sealed class SelectNode(FormulaNode left, FormulaNode right, FormulaNode whenLess, FormulaNode otherwise)
    : FormulaNode(left, right, whenLess, otherwise);
