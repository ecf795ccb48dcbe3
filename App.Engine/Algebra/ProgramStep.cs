using System.Runtime.InteropServices;

namespace App.Engine.Algebra;

/// <summary>What a step makes of the accumulator and its operand.</summary>
internal enum StepOperation
{
    Set,
    Add,
    Subtract,

    /// <summary>The operand less the accumulator.</summary>
    From,
    Multiply,
    Divide,

    /// <summary>The operand divided by the accumulator.</summary>
    Into,
    Min,

    /// <summary>As <see cref="Min"/> with the operand on the left: it matters where both are zero, or none is a number.</summary>
    MinOf,
    Max,

    /// <summary>As <see cref="Max"/> with the operand on the left.</summary>
    MaxOf,

    /// <summary>Register A where the accumulator is above zero, else register B.</summary>
    Choose,

    /// <summary>Writes the accumulator to register A.</summary>
    Store,

    /// <summary>Reads an input of the worlds into register A.</summary>
    Input,

    /// <summary>Writes register A to an output.</summary>
    Output,

    /// <summary>Puts its negative into register A.</summary>
    Negate,

    /// <summary>Puts its exponential into register A.</summary>
    Exp,

    /// <summary>Puts its logarithm into register A.</summary>
    Log,

    /// <summary>Stands behind the last step.</summary>
    End,
}

/// <summary>What the operand of a step is made of.</summary>
internal enum StepOperand
{
    /// <summary>Register A.</summary>
    Register,

    /// <summary>Constant B.</summary>
    Number,

    /// <summary>Register A times register B.</summary>
    Product,

    /// <summary>Register A times constant B.</summary>
    Scaled,

    /// <summary>Register A plus register B.</summary>
    Sum,

    /// <summary>Register A less register B.</summary>
    Difference,

    /// <summary>One where register A is less than register B, else zero.</summary>
    Less,
}

/// <summary>A step of a program.</summary>
/// <param name="code">What it does, from <see cref="CodeOf"/>.</param>
/// <param name="a">A register.</param>
/// <param name="b">A register, or the index of a constant, an input or an output.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ProgramStep(ushort code, ushort a, int b)
{
    /// <summary>Operands that an operation may have.</summary>
    public const int Operands = (int)StepOperand.Less + 1;

    /// <summary>What it does.</summary>
    public readonly ushort Code = code;

    /// <summary>A register.</summary>
    public readonly ushort A = a;

    /// <summary>A register, or the index of a constant, an input or an output.</summary>
    public readonly int B = b;

    /// <summary>Operation of the step.</summary>
    public StepOperation Operation => (StepOperation)(Code / Operands);

    /// <summary>
    /// Whether there is such a step. Sums and what begins a chain take any operand; the others one that stands ready, since the compiler
    /// gives up improving a method that is too long.
    /// </summary>
    public static bool Exists(StepOperation operation, StepOperand operand) => operation switch
    {
        StepOperation.Set => true,
        StepOperation.Add or StepOperation.Subtract => operand != StepOperand.Less,
        StepOperation.Choose or StepOperation.Store => operand == StepOperand.Register,
        _ => operand is StepOperand.Register or StepOperand.Number,
    };

    /// <summary>The code of an operation on an operand.</summary>
    public static ushort CodeOf(StepOperation operation, StepOperand operand) => (ushort)(((int)operation * Operands) + (int)operand);
}
