namespace App.Engine.Algebra;

/// <summary>Records the expression instead of computing it: the source of lineage, explanation and workbook formulas.</summary>
/// <remarks><c>default</c> is the constant zero.</remarks>
public readonly record struct Formula : IReal<Formula>
{
    private static readonly FormulaNode s_zero = new ConstantNode(0);
    private readonly FormulaNode? _node;

    private Formula(FormulaNode node) => _node = node;

    /// <summary>The recorded expression.</summary>
    public FormulaNode Node => _node ?? s_zero;

    /// <summary>A leaf that stands for the input in a slot of the input table.</summary>
    /// <param name="slot">Index into the input table, 0 or more.</param>
    public static Formula Input(int slot) => new(new InputNode(slot));

    /// <inheritdoc/>
    public static Formula Constant(double value) => new(new ConstantNode(value));

    /// <inheritdoc/>
    public static Formula operator +(Formula left, Formula right) => Binary(FormulaOperator.Add, left, right);

    /// <inheritdoc/>
    public static Formula operator -(Formula left, Formula right) => Binary(FormulaOperator.Subtract, left, right);

    /// <inheritdoc/>
    public static Formula operator *(Formula left, Formula right) => Binary(FormulaOperator.Multiply, left, right);

    /// <inheritdoc/>
    public static Formula operator /(Formula left, Formula right) => Binary(FormulaOperator.Divide, left, right);

    /// <inheritdoc/>
    public static Formula operator -(Formula value) => new(new UnaryNode(FormulaOperator.Negate, value.Node));

    /// <inheritdoc/>
    public static Formula Min(Formula left, Formula right) => Binary(FormulaOperator.Min, left, right);

    /// <inheritdoc/>
    public static Formula Max(Formula left, Formula right) => Binary(FormulaOperator.Max, left, right);

    /// <inheritdoc/>
    public static Formula SelectLess(Formula left, Formula right, Formula whenLess, Formula otherwise) =>
        new(new SelectNode(left.Node, right.Node, whenLess.Node, otherwise.Node));

    /// <inheritdoc/>
    public static Formula Exp(Formula value) => new(new UnaryNode(FormulaOperator.Exp, value.Node));

    /// <inheritdoc/>
    public static Formula Log(Formula value) => new(new UnaryNode(FormulaOperator.Log, value.Node));

    private static Formula Binary(FormulaOperator operation, Formula left, Formula right) =>
        new(new BinaryNode(operation, left.Node, right.Node));
}
