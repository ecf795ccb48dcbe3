using System.Globalization;
using App.Engine.Algebra;
using CsCheck;

namespace App.Tests.Engine.Algebra;

/// <summary>Programs of random operations against the same operations one world at a time.</summary>
public sealed class LaneProgramTests
{
    private const int Inputs = 5;
    private static readonly ProgramOperation[] s_operations = [.. Enum.GetValues<ProgramOperation>().Where(operation => operation >= ProgramOperation.Add)];
    private static readonly double[] s_constants = [1, 2, -1.5, 0.25, 3e-4];

    [Fact]
    [Trait(Categories.Trait, Categories.Intrinsics)]
    public void Run_RandomOperations_SameBitsAsOneWorldAtATime()
    {
        Gen<(int Operation, int A, int B, int C, int D)> operation = Gen.Select(Gen.Int[0, s_operations.Length - 1], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 999]);
        Gen.Select(operation.List[1, 60], Gen.Int[1, 1_000_000]).Sample((operations, seed) => Same(operations, seed), iter: 3000);
    }

    [Theory]
    [InlineData("0", "-0")]
    [InlineData("-0", "0")]
    [InlineData("NaN", "1")]
    [InlineData("1", "NaN")]
    public void Run_SmallerAndLargerOfEqualsAndOfNoNumbers_TheSecondAsScalarHasIt(string first, string second)
    {
        double left = double.Parse(first, CultureInfo.InvariantCulture);
        double right = double.Parse(second, CultureInfo.InvariantCulture);
        foreach (ProgramOperation operation in (ReadOnlySpan<ProgramOperation>)[ProgramOperation.Min, ProgramOperation.Max])
        {
            LaneProgramBuilder builder = new();
            int value = builder.Binary(operation, builder.Input(0), builder.Input(1));
            double[] results = Run(builder, [value], [Filled(left), Filled(right)]);
            double scalar = operation == ProgramOperation.Min ? Scalar.Min(new(left), new(right)).Value : Scalar.Max(new(left), new(right)).Value;
            Assert.All(results, result => Assert.True(Bits.Same(scalar, result)));
        }
    }

    private static bool Same(List<(int Operation, int A, int B, int C, int D)> operations, int seed)
    {
        Random random = new(seed);
        double[][] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => Filled(0).Select(_ => random.NextDouble() - 0.4).ToArray())];
        LaneProgramBuilder builder = new();
        List<int> values = [.. Enumerable.Range(0, Inputs).Select(builder.Input), .. s_constants.Select(builder.Constant)];
        List<Scalar[]> expected = [.. inputs.Select(input => input.Select(number => new Scalar(number)).ToArray()), .. s_constants.Select(number => Filled(number).Select(n => new Scalar(n)).ToArray())];
        int stage = 0;
        foreach ((int code, int a, int b, int c, int d) in operations)
        {
            ProgramOperation operation = s_operations[code];
            builder.Enter(stage += a % 7 == 0 ? 1 : 0);

            // Mostly what came last, so that chains arise.
            int[] at = [.. new[] { a, b, c, d }.Select((pick, i) => i == 0 && pick % 3 > 0 ? values.Count - 1 : pick % values.Count)];
            int value = operation switch
            {
                ProgramOperation.Negate or ProgramOperation.Exp or ProgramOperation.Log => builder.Unary(operation, values[at[0]]),
                ProgramOperation.Select => builder.Select(values[at[0]], values[at[1]], values[at[2]], values[at[3]]),
                _ => builder.Binary(operation, values[at[0]], values[at[1]]),
            };
            Scalar[] plain = [.. Enumerable.Range(0, LaneProgram.TileWorlds).Select(world =>
                Of(operation, expected[at[0]][world], expected[at[1]][world], expected[at[2]][world], expected[at[3]][world]))];

            // A constant 0 takes also where the other operand is no number, and a smaller or larger one of no number is a number again:
            // what comes after goes on from what the builder left.
            int left = Array.FindIndex(at, index => values[index] == value);
            Scalar[] own = left < 0 ? plain : expected[at[left]];
            if (plain.Zip(own).Any(pair => double.IsFinite(pair.First.Value) && pair.First.Value != pair.Second.Value))
            {
                return false;
            }

            values.Add(value);
            expected.Add(own);
        }

        int[] outputs = [.. Enumerable.Range(0, values.Count).Where(value => value == values.Count - 1 || value % 9 == 0)];
        double[] results = Run(builder, [.. outputs.Select(output => values[output])], inputs);
        return Enumerable.Range(0, results.Length).All(i =>
        {
            double scalar = expected[outputs[i / LaneProgram.TileWorlds]][i % LaneProgram.TileWorlds].Value;
            return !double.IsFinite(scalar) || scalar == results[i];
        });
    }

    private static Scalar Of(ProgramOperation operation, Scalar a, Scalar b, Scalar c, Scalar d) => operation switch
    {
        ProgramOperation.Add => a + b,
        ProgramOperation.Subtract => a - b,
        ProgramOperation.Multiply => a * b,
        ProgramOperation.Divide => a / b,
        ProgramOperation.Min => Scalar.Min(a, b),
        ProgramOperation.Max => Scalar.Max(a, b),
        ProgramOperation.Negate => -a,
        ProgramOperation.Exp => Scalar.Exp(a),
        ProgramOperation.Log => Scalar.Log(a),
        _ => Scalar.SelectLess(a, b, c, d),
    };

    private static double[] Filled(double number) => [.. Enumerable.Repeat(number, LaneProgram.TileWorlds)];

    private static double[] Run(LaneProgramBuilder builder, int[] outputs, double[][] inputs)
    {
        LaneProgram program = LaneProgramLayout.Of(builder, outputs);
        double[] results = new double[outputs.Length * LaneProgram.TileWorlds];
        program.Run(program.NewMemory(), inputs.SelectMany(input => input).ToArray(), LaneProgram.TileWorlds, results, LaneProgram.TileWorlds);
        return results;
    }
}
