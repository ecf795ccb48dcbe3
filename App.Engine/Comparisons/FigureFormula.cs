using System.Globalization;
using App.Engine.Algebra;
using App.Engine.Costs;
using App.Engine.Fleets;
using App.Engine.Inputs;

namespace App.Engine.Comparisons;

/// <summary>Reads back, from the recorded formulas, how a figure is computed from other lines and inputs.</summary>
public static class FigureFormula
{
    private const int DeepestNesting = 5;
    private const int MostTerms = 4;

    /// <summary>The formula of a figure of the result.</summary>
    /// <param name="plan">The option's plan.</param>
    /// <param name="line">The figure, by its name in the result.</param>
    /// <returns>
    /// An expression over named lines, inputs and numbers; long sums are cut after a few terms and say how many follow. Null where the
    /// result has no such figure.
    /// </returns>
    public static string? Of(BoundPlan plan, string line)
    {
        RecordedSheet<Formula> sheet = new();
        InputTable table = plan.Slots.Table;
        FleetModel.Evaluate(CaseInputs.Formulas(table.Inputs.Count), plan.Slots, ref sheet);
        if (sheet.Lines.FirstOrDefault(entry => entry.Section == "Result" && entry.Name == line) is not { } found)
        {
            return null;
        }

        Dictionary<FormulaNode, string> names = new(ReferenceEqualityComparer.Instance);
        foreach (SheetLine<Formula> entry in sheet.Lines)
        {
            for (int month = 0; month < entry.Values.Count; month++)
            {
                names.TryAdd(entry.Values[month].Node, entry.IsMonthly
                    ? string.Create(CultureInfo.InvariantCulture, $"[{entry.Name}, month {month}]") : $"[{entry.Name}]");
            }
        }

        FormulaNode root = found.Values[0].Node;
        return Text(root, 0);

        string Text(FormulaNode node, int depth)
        {
            if (!ReferenceEquals(node, root) && names.TryGetValue(node, out string? name))
            {
                return name;
            }

            if (depth > DeepestNesting)
            {
                return "…";
            }

            return node switch
            {
                ConstantNode constant => constant.Value.ToString("0.######", CultureInfo.InvariantCulture),
                InputNode input => $"[{table.Inputs[input.Slot].Label}]",
                BinaryNode { Operation: FormulaOperator.Add } => Sum(node, depth),
                BinaryNode binary => binary.Operation switch
                {
                    FormulaOperator.Subtract => $"{Text(binary.Operands[0], depth + 1)} − {Grouped(binary.Operands[1], depth)}",
                    FormulaOperator.Multiply => $"{Grouped(binary.Operands[0], depth)} × {Grouped(binary.Operands[1], depth)}",
                    FormulaOperator.Divide => $"{Grouped(binary.Operands[0], depth)} / {Grouped(binary.Operands[1], depth)}",
                    _ => $"{(binary.Operation == FormulaOperator.Min ? "smaller" : "greater")} of ({Text(binary.Operands[0], depth + 1)}; {Text(binary.Operands[1], depth + 1)})",
                },
                UnaryNode unary => unary.Operation switch
                {
                    FormulaOperator.Negate => $"−{Grouped(unary.Operands[0], depth)}",
                    FormulaOperator.Exp => $"exp({Text(unary.Operands[0], depth + 1)})",
                    _ => $"ln({Text(unary.Operands[0], depth + 1)})",
                },
                _ => $"if {Text(node.Operands[0], depth + 1)} < {Text(node.Operands[1], depth + 1)} then {Text(node.Operands[2], depth + 1)} else {Text(node.Operands[3], depth + 1)}",
            };
        }

        string Grouped(FormulaNode node, int depth)
        {
            string text = Text(node, depth + 1);
            bool single = node is ConstantNode or InputNode or UnaryNode || names.ContainsKey(node) || text == "…";
            return single ? text : $"({text})";
        }

        string Sum(FormulaNode node, int depth)
        {
            List<FormulaNode> terms = [];
            Stack<FormulaNode> open = new([node]);
            while (open.TryPop(out FormulaNode? next))
            {
                if (next is BinaryNode { Operation: FormulaOperator.Add } && (ReferenceEquals(next, node) || !names.ContainsKey(next)))
                {
                    open.Push(next.Operands[1]);
                    open.Push(next.Operands[0]);
                }
                else if (next is not ConstantNode { Value: 0 })
                {
                    terms.Add(next);
                }
            }

            IEnumerable<string> shown = terms.Take(MostTerms).Select(term => Text(term, depth + 1));
            return string.Join(" + ", terms.Count > MostTerms
                ? shown.Append(string.Create(CultureInfo.InvariantCulture, $"… ({terms.Count - MostTerms} more)")) : shown);
        }
    }
}
