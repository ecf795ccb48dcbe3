using App.Engine.Algebra;
using CsCheck;

namespace App.Tests.Engine.Algebra;

/// <summary>Lanes equals Scalar bit for bit, lane by lane.</summary>
[Trait(Categories.Trait, Categories.Intrinsics)]
public sealed class LanesTests
{
    private const int LongestLength = 257;

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    private static readonly Dictionary<string, (Operation<Scalar> Scalar, Operation<Lanes> Lanes)> s_operations = new()
    {
        ["Add"] = ((a, b, _, _) => a + b, (a, b, _, _) => a + b),
        ["Subtract"] = ((a, b, _, _) => a - b, (a, b, _, _) => a - b),
        ["Multiply"] = ((a, b, _, _) => a * b, (a, b, _, _) => a * b),
        ["Divide"] = ((a, b, _, _) => a / b, (a, b, _, _) => a / b),
        ["Negate"] = ((a, _, _, _) => -a, (a, _, _, _) => -a),
        ["Min"] = ((a, b, _, _) => Scalar.Min(a, b), (a, b, _, _) => Lanes.Min(a, b)),
        ["Max"] = ((a, b, _, _) => Scalar.Max(a, b), (a, b, _, _) => Lanes.Max(a, b)),
        ["SelectLess"] = (Scalar.SelectLess, Lanes.SelectLess),
        ["Exp"] = ((a, _, _, _) => Scalar.Exp(a), (a, _, _, _) => Lanes.Exp(a)),
        ["Log"] = ((a, _, _, _) => Scalar.Log(a), (a, _, _, _) => Lanes.Log(a)),
        ["Compound"] = (Compound, Compound),
    };

    private delegate T Operation<T>(T a, T b, T c, T d)
        where T : struct, IReal<T>;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_AnyOperands_LanesEqualsScalarBitForBit(string name) =>
        Generators.AnyDouble.Array[4, 4].Array[64].Sample(
            worlds => Assert.Null(Difference(name, worlds)), iter: 300, threads: 1);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_EveryRaggedLength_LanesEqualsScalarBitForBit(string name) =>
        Generators.AnyDouble.Array[4, 4].Array[LongestLength].Sample(
            worlds =>
            {
                for (int length = 0; length <= LongestLength; length++)
                {
                    Assert.Null(Difference(name, worlds[..length]));
                }
            },
            iter: 3, threads: 1);

    [Fact]
    public void Load_FewerWorldsThanLanes_RepeatsTheLast()
    {
        double[] stored = new double[Lanes.Count];

        Lanes.Load([1, 2, 3]).Store(stored);

        Assert.Equal([1, 2, 3, 3, 3, 3, 3, 3], stored);
    }

    [Fact]
    public void Load_NoWorlds_IsRefused() => Assert.Throws<ArgumentException>(() => Lanes.Load([]));

    [Fact]
    public void Store_ShorterDestination_LeavesTheRestAlone()
    {
        double[] stored = [9, 9, 9, 9];

        Lanes.Constant(1).Store(stored.AsSpan(1, 2));

        Assert.Equal([9, 1, 1, 9], stored);
    }

    private static T Compound<T>(T a, T b, T c, T d)
        where T : struct, IReal<T> =>
        T.SelectLess(a * b, c, T.Exp(-T.Max(a, d)) / (b + T.Constant(1)), T.Log(T.Min(c, d) * d) - a);

    private static string? Difference(string name, double[][] worlds)
    {
        (Operation<Scalar> scalar, Operation<Lanes> lanes) = s_operations[name];
        double[][] columns = [.. Enumerable.Range(0, 4).Select(operand => worlds.Select(world => world[operand]).ToArray())];
        double[] expected = [.. worlds.Select(world => scalar(new(world[0]), new(world[1]), new(world[2]), new(world[3])).Value)];
        double[] actual = new double[worlds.Length];
        for (int first = 0; first < worlds.Length; first += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, worlds.Length - first);
            Lanes At(int operand) => Lanes.Load(columns[operand].AsSpan(first, count));
            lanes(At(0), At(1), At(2), At(3)).Store(actual.AsSpan(first, count));
        }

        return Bits.Difference(expected, actual);
    }
}
