using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace App.Engine.Algebra;

/// <summary>
/// What an instruction does to tiles of worlds. An R or K says that an operand is a register or a constant; where two operations are
/// named, the second takes the result of the first as its left operand.
/// </summary>
internal enum ProgramCode : ushort
{
    Input,
    Constant,
    Output,
    AddRR,
    AddRK,
    SubtractRR,
    SubtractRK,
    SubtractKR,
    MultiplyRR,
    MultiplyRK,
    DivideRR,
    DivideRK,
    DivideKR,
    MinRR,
    MinRK,
    MinKR,
    MaxRR,
    MaxRK,
    MaxKR,
    Negate,
    Exp,
    Log,
    Select,
    AddRRAddR,
    AddRRMultiplyR,
    AddRRMultiplyK,
    AddRRDivideK,
    SubtractRRMultiplyR,
    SubtractKRMultiplyR,
    MultiplyRRAddR,
    MultiplyRKAddR,
    MultiplyRRMultiplyR,
    DivideRKMultiplyK,
    MinRRMultiplyR,

    /// <summary>Max(C, Min(A, B)) with constants A and C.</summary>
    Clamp,
}

/// <summary>An instruction. Target and operands are places in the memory of a run, counted in numbers.</summary>
internal readonly record struct ProgramInstruction(ProgramCode Code, int Target, int A, int B, int C, int D);

/// <summary>
/// Recorded formulas as instructions on tiles of <see cref="TileWorlds"/> worlds, without what the wanted outputs do not need. Made once
/// per study, shared by its threads; running it allocates nothing.
/// </summary>
internal sealed class LaneProgram
{
    /// <summary>Worlds that an instruction works on; a register holds one number for each.</summary>
    public const int TileWorlds = 16 * Lanes.Count;

    private readonly ProgramInstruction[] _instructions;
    private readonly double[] _constants;
    private readonly int _registers;

    /// <summary>Puts a program together.</summary>
    /// <param name="instructions">The instructions.</param>
    /// <param name="constants">Constants; they stand in the memory of a run behind the registers.</param>
    /// <param name="registers">Registers that it needs.</param>
    public LaneProgram(ProgramInstruction[] instructions, double[] constants, int registers)
    {
        (_instructions, _constants, _registers) = (instructions, constants, registers);
    }

    /// <summary>Instructions that a tile of worlds takes.</summary>
    public int Length => _instructions.Length;

    private int MemoryLength => (_registers * TileWorlds) + _constants.Length;

    /// <summary>Memory for one thread.</summary>
    public double[] NewMemory()
    {
        double[] memory = GC.AllocateArray<double>(MemoryLength + Lanes.Count, pinned: true);
        _constants.CopyTo(memory.AsSpan(Start(memory) + (_registers * TileWorlds)));
        return memory;
    }

    /// <summary>Computes the outputs of a tile of worlds.</summary>
    /// <param name="memory">Memory of this thread, from <see cref="NewMemory"/>.</param>
    /// <param name="values">Inputs of the worlds, from the first of the tile on.</param>
    /// <param name="valueStride">Distance between two inputs; the tile's worlds stand side by side.</param>
    /// <param name="results">Receives the outputs, from the first world of the tile on.</param>
    /// <param name="resultStride">Distance between two outputs.</param>
    public void Run(double[] memory, ReadOnlySpan<double> values, int valueStride, Span<double> results, int resultStride)
    {
        Span<double> own = memory.AsSpan(Start(memory), MemoryLength);
        ref double first = ref MemoryMarshal.GetReference(own);
        foreach (ref readonly ProgramInstruction instruction in _instructions.AsSpan())
        {
            // The layout numbers the places, so that none of them can be out of range.
            ref double target = ref Unsafe.Add(ref first, instruction.Target);
            ref double a = ref Unsafe.Add(ref first, instruction.A);
            ref double b = ref Unsafe.Add(ref first, instruction.B);
            ref double c = ref Unsafe.Add(ref first, instruction.C);
            switch (instruction.Code)
            {
                case ProgramCode.AddRR:
                    Each<Add, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.AddRK:
                    Each<Add, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.SubtractRR:
                    Each<Subtract, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.SubtractRK:
                    Each<Subtract, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.SubtractKR:
                    Each<Subtract, Number, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MultiplyRR:
                    Each<Multiply, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MultiplyRK:
                    Each<Multiply, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.DivideRR:
                    Each<Divide, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.DivideRK:
                    Each<Divide, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.DivideKR:
                    Each<Divide, Number, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MinRR:
                    Each<Min, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MinRK:
                    Each<Min, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MinKR:
                    Each<Min, Number, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MaxRR:
                    Each<Max, Tile, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MaxRK:
                    Each<Max, Tile, Number>(ref target, ref a, ref b);
                    break;
                case ProgramCode.MaxKR:
                    Each<Max, Number, Tile>(ref target, ref a, ref b);
                    break;
                case ProgramCode.AddRRAddR:
                    Each<Add, Add, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.AddRRMultiplyR:
                    Each<Add, Multiply, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.AddRRMultiplyK:
                    Each<Add, Multiply, Tile, Tile, Number>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.AddRRDivideK:
                    Each<Add, Divide, Tile, Tile, Number>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.SubtractRRMultiplyR:
                    Each<Subtract, Multiply, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.SubtractKRMultiplyR:
                    Each<Subtract, Multiply, Number, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.MultiplyRRAddR:
                    Each<Multiply, Add, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.MultiplyRKAddR:
                    Each<Multiply, Add, Tile, Number, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.MultiplyRRMultiplyR:
                    Each<Multiply, Multiply, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.DivideRKMultiplyK:
                    Each<Divide, Multiply, Tile, Number, Number>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.MinRRMultiplyR:
                    Each<Min, Multiply, Tile, Tile, Tile>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.Clamp:
                    Each<Min, MaxLeft, Number, Tile, Number>(ref target, ref a, ref b, ref c);
                    break;
                case ProgramCode.Input:
                    values.Slice(instruction.A * valueStride, TileWorlds).CopyTo(own[instruction.Target..]);
                    break;
                case ProgramCode.Output:
                    own.Slice(instruction.A, TileWorlds).CopyTo(results[(instruction.B * resultStride)..]);
                    break;
                default:
                    Rare(instruction, own);
                    break;
            }
        }
    }

    private static void Rare(in ProgramInstruction instruction, Span<double> memory)
    {
        for (int i = 0; i < TileWorlds; i += Lanes.Count)
        {
            Lanes a = Lanes.Load(memory[(instruction.A + (instruction.Code == ProgramCode.Constant ? 0 : i))..]);
            Lanes result = instruction.Code switch
            {
                ProgramCode.Constant => Lanes.Constant(memory[instruction.A]),
                ProgramCode.Negate => -a,
                ProgramCode.Exp => Lanes.Exp(a),
                ProgramCode.Log => Lanes.Log(a),
                _ => Lanes.SelectLess(
                    a, Lanes.Load(memory[(instruction.B + i)..]), Lanes.Load(memory[(instruction.C + i)..]), Lanes.Load(memory[(instruction.D + i)..])),
            };
            result.Store(memory[(instruction.Target + i)..]);
        }
    }

    /// <summary>Where memory begins for a program: at a multiple of the size of a vector, since one that crosses a line of the cache takes twice the time.</summary>
    private static int Start(double[] memory)
    {
        int numbers = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) / sizeof(double) % Lanes.Count);
        return (Lanes.Count - numbers) % Lanes.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Each<TOperation, TA, TB>(ref double target, ref double a, ref double b)
        where TOperation : struct, IOperation
        where TA : struct, IOperand
        where TB : struct, IOperand
    {
        for (nuint world = 0; world < TileWorlds; world += 8)
        {
            TOperation.Of(TA.At(ref a, world), TB.At(ref b, world)).StoreUnsafe(ref target, world);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Each<TFirst, TSecond, TA, TB, TC>(ref double target, ref double a, ref double b, ref double c)
        where TFirst : struct, IOperation
        where TSecond : struct, IOperation
        where TA : struct, IOperand
        where TB : struct, IOperand
        where TC : struct, IOperand
    {
        for (nuint world = 0; world < TileWorlds; world += 8)
        {
            TSecond.Of(TFirst.Of(TA.At(ref a, world), TB.At(ref b, world)), TC.At(ref c, world)).StoreUnsafe(ref target, world);
        }
    }

    private interface IOperand
    {
        static abstract Vector512<double> At(ref double place, nuint world);
    }

    private readonly struct Tile : IOperand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(ref double place, nuint world) => Vector512.LoadUnsafe(ref place, world);
    }

    private readonly struct Number : IOperand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(ref double place, nuint world) => Vector512.Create(place);
    }

    private interface IOperation
    {
        static abstract Vector512<double> Of(Vector512<double> left, Vector512<double> right);
    }

    private readonly struct Add : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) => left + right;
    }

    private readonly struct Subtract : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) => left - right;
    }

    private readonly struct Multiply : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) => left * right;
    }

    private readonly struct Divide : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) => left / right;
    }

    private readonly struct Min : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) =>
            Vector512.ConditionalSelect(Vector512.LessThan(left, right), left, right);
    }

    private readonly struct Max : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) =>
            Vector512.ConditionalSelect(Vector512.LessThan(right, left), left, right);
    }

    /// <summary>The larger, with the later operand on the left as the formula has it.</summary>
    private readonly struct MaxLeft : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> Of(Vector512<double> left, Vector512<double> right) =>
            Vector512.ConditionalSelect(Vector512.LessThan(left, right), right, left);
    }
}
