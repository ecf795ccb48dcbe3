using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace App.Engine.Algebra;

/// <summary>
/// Runs the arithmetic of programs. The accumulator is as many vectors as this machine keeps in its processor's registers, so that a chain
/// of operations writes to memory once. Each code does the same to each of these vectors: too much alike to write out, and too much
/// for the compiler to inline, so it is emitted when first needed.
/// </summary>
internal static class LaneInterpreter
{
    /// <summary>
    /// Vectors of the accumulator: half of the registers that AVX-512 and Arm have, so that operands find room; with 256 bits, where all
    /// sixteen are taken and some spill, still faster than eight.
    /// </summary>
    public const int Vectors = 16;

    private static readonly VectorType s_vectors =
        Vector512.IsHardwareAccelerated ? Of512() : Vector256.IsHardwareAccelerated ? Of256() : Of128();

    /// <summary>Runs steps until one that is no arithmetic, and returns that one.</summary>
    /// <param name="step">The first step.</param>
    /// <param name="registers">The first register.</param>
    /// <param name="constants">The first constant.</param>
    public delegate ref readonly ProgramStep Interpreter(ref readonly ProgramStep step, ref double registers, ref double constants);

    private delegate TVector LoadAt<TVector>(ref readonly double place);

    private delegate void StoreAt<TVector>(TVector vector, ref double place);

    /// <summary>Worlds of a register.</summary>
    public static int TileWorlds => Vectors * s_vectors.Worlds;

    /// <summary>The interpreter.</summary>
    public static Interpreter Run { get; } = Emitted();

    private static VectorType Of512() => new(
        typeof(Vector512<double>), Vector512<double>.Count, Method<LoadAt<Vector512<double>>>(Vector512.LoadUnsafe),
        Method<StoreAt<Vector512<double>>>(Vector512.StoreUnsafe), Method<Func<double, Vector512<double>>>(Vector512.Create),
        Binary<Vector512<double>>(Vector512.Add), Binary<Vector512<double>>(Vector512.Subtract), Binary<Vector512<double>>(Vector512.Multiply),
        Binary<Vector512<double>>(Vector512.Divide), Binary<Vector512<double>>(Vector512.LessThan),
        Method<Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>>>(Vector512.ConditionalSelect));

    private static VectorType Of256() => new(
        typeof(Vector256<double>), Vector256<double>.Count, Method<LoadAt<Vector256<double>>>(Vector256.LoadUnsafe),
        Method<StoreAt<Vector256<double>>>(Vector256.StoreUnsafe), Method<Func<double, Vector256<double>>>(Vector256.Create),
        Binary<Vector256<double>>(Vector256.Add), Binary<Vector256<double>>(Vector256.Subtract), Binary<Vector256<double>>(Vector256.Multiply),
        Binary<Vector256<double>>(Vector256.Divide), Binary<Vector256<double>>(Vector256.LessThan),
        Method<Func<Vector256<double>, Vector256<double>, Vector256<double>, Vector256<double>>>(Vector256.ConditionalSelect));

    private static VectorType Of128() => new(
        typeof(Vector128<double>), Vector128<double>.Count, Method<LoadAt<Vector128<double>>>(Vector128.LoadUnsafe),
        Method<StoreAt<Vector128<double>>>(Vector128.StoreUnsafe), Method<Func<double, Vector128<double>>>(Vector128.Create),
        Binary<Vector128<double>>(Vector128.Add), Binary<Vector128<double>>(Vector128.Subtract), Binary<Vector128<double>>(Vector128.Multiply),
        Binary<Vector128<double>>(Vector128.Divide), Binary<Vector128<double>>(Vector128.LessThan),
        Method<Func<Vector128<double>, Vector128<double>, Vector128<double>, Vector128<double>>>(Vector128.ConditionalSelect));

    private static MethodInfo Method<T>(T method)
        where T : Delegate => method.Method;

    private static MethodInfo Binary<TVector>(Func<TVector, TVector, TVector> method) => method.Method;

    private static Interpreter Emitted()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException("Programs of worlds are compiled at run time, which this platform does not allow.");
        }

        Type number = typeof(double).MakeByRefType();
        Type step = typeof(ProgramStep).MakeByRefType();
        DynamicMethod method = new(nameof(LaneInterpreter), step, [step, number, number], typeof(LaneInterpreter).Module, skipVisibility: true);
        new InterpreterEmitter(method.GetILGenerator(), s_vectors).Emit();
        return method.CreateDelegate<Interpreter>();
    }

    /// <summary>A type of vector, how many worlds one holds, and its operations.</summary>
    internal sealed record VectorType(
        Type Type, int Worlds, MethodInfo Load, MethodInfo Store, MethodInfo Create, MethodInfo Add, MethodInfo Subtract,
        MethodInfo Multiply, MethodInfo Divide, MethodInfo LessThan, MethodInfo Select);
}
