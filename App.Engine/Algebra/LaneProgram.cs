using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace App.Engine.Algebra;

/// <summary>
/// Recorded formulas as steps on tiles of worlds, without what the wanted outputs do not need. Made once per study, shared by its
/// threads; running it allocates nothing.
/// </summary>
internal sealed class LaneProgram
{
    private readonly ProgramStep[] _steps;
    private readonly double[] _constants;
    private readonly int _registers;

    /// <summary>Puts a program together.</summary>
    /// <param name="steps">The steps, with an end.</param>
    /// <param name="constants">Constants; they stand in the memory of a run behind the registers.</param>
    /// <param name="registers">Registers that it needs.</param>
    public LaneProgram(ProgramStep[] steps, double[] constants, int registers)
    {
        (_steps, _constants, _registers) = (steps, constants, registers);
    }

    /// <summary>Worlds that a step works on; a register holds one number for each.</summary>
    public static int TileWorlds => LaneInterpreter.TileWorlds;

    /// <summary>Steps that a tile of worlds takes.</summary>
    public int Length => _steps.Length;

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
        LaneInterpreter.Interpreter interpret = LaneInterpreter.Run;
        ref double first = ref MemoryMarshal.GetReference(own);
        ref double constants = ref Unsafe.Add(ref first, _registers * TileWorlds);
        ref readonly ProgramStep step = ref MemoryMarshal.GetArrayDataReference(_steps);
        while (true)
        {
            // The layout numbers the places, so that none of them can be out of range, and ends every program.
            step = ref interpret(in step, ref first, ref constants);
            Span<double> register = own.Slice(step.A * TileWorlds, TileWorlds);
            switch (step.Operation)
            {
                case StepOperation.End:
                    return;
                case StepOperation.Input:
                    values.Slice(step.B * valueStride, TileWorlds).CopyTo(register);
                    break;
                case StepOperation.Output:
                    register.CopyTo(results[(step.B * resultStride)..]);
                    break;
                default:
                    Apply(step.Operation, register);
                    break;
            }

            step = ref Unsafe.Add(ref Unsafe.AsRef(in step), 1);
        }
    }

    private static void Apply(StepOperation function, Span<double> register)
    {
        for (int world = 0; world < register.Length; world += Lanes.Count)
        {
            var own = Lanes.Load(register[world..]);
            Lanes result = function switch
            {
                StepOperation.Exp => Lanes.Exp(own),
                StepOperation.Log => Lanes.Log(own),
                _ => -own,
            };
            result.Store(register[world..]);
        }
    }

    /// <summary>Where memory begins for a program: at a multiple of the size of a vector, since one that crosses a line of the cache takes twice the time.</summary>
    private static int Start(double[] memory)
    {
        int numbers = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0) / sizeof(double) % Lanes.Count);
        return (Lanes.Count - numbers) % Lanes.Count;
    }
}
