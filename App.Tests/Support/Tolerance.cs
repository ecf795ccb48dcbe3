namespace App.Tests.Support;

/// <summary>
/// Every tolerance of the suite, named and justified. What is not here is compared exactly: counts, ranks, texts, and elementwise
/// arithmetic, which IEEE 754 rounds the same way in every reading and on every machine.
/// </summary>
internal static class Tolerance
{
    /// <summary>
    /// Relative. Sums of up to a few thousand terms taken in another order: each addition rounds by at most 1.1e-16, and the
    /// terms of a statement have one sign but for the residual.
    /// </summary>
    public const double Reduction = 1e-12;

    /// <summary>
    /// Relative. A figure against the same figure worked out by hand or in a spreadsheet from the same inputs: both are double
    /// arithmetic, with a power taken as exp(log) in the engine, which costs some 1e-14 over a horizon.
    /// </summary>
    public const double WorkedByHand = 1e-9;

    /// <summary>
    /// Relative. The vector exponential and logarithm against those of the C library: both are documented as good to about one
    /// unit in the last place, 2.2e-16, so two of them may differ by two.
    /// </summary>
    public const double Transcendental = 1e-15;

    /// <summary>
    /// Relative. A figure in the browser against the same on the server: one program, but powers, exponentials and logarithms come
    /// from each platform's own library and may differ in the last bit, which a horizon of months magnifies some hundredfold.
    /// </summary>
    public const double AcrossPlatforms = 1e-12;

    /// <summary>
    /// Relative. A root found by eight Newton steps against the same root found by bisection to the last bit. Newton is
    /// quadratic, so at the eighth step only rounding is left, magnified by the ratio of the terms that cancel in the slack.
    /// </summary>
    public const double Root = 1e-9;

    /// <summary>
    /// Relative. Weights counted from a published architecture against the number of parameters its makers advertise, which is
    /// rounded to two or three digits and may or may not count norms and biases.
    /// </summary>
    public const double AdvertisedParameters = 0.01;

    /// <summary>
    /// Relative. How far a result must move before an input counts as moving it: far above the rounding of a model run (1e-14),
    /// far below any effect that could matter to a decision.
    /// </summary>
    public const double Moved = 1e-12;

    /// <summary>Relative. The quantile function of the standard normal distribution: AS 241 states about one part in 1e16.</summary>
    public const double NormalQuantile = 1e-14;

    /// <summary>Relative. The cumulative probability: Hart's approximation is good to double precision in the body, to 1e-7 of a tail of 1e-10.</summary>
    public const double NormalCumulative = 1e-6;

    /// <summary>Absolute. How near a sampled rank correlation comes to its target at 16,384 worlds; plain sampling errs by 0.008.</summary>
    public const double SpearmanReached = 0.02;

    /// <summary>In standard errors. A sampled value against its closed form; beyond three once in a hundred with 15 degrees of freedom.</summary>
    public const double StandardErrors = 3;

    /// <summary>Relative. A smooth model against its regression on splines and products: what the basis cannot follow in the tails.</summary>
    public const double RegressionOfSmoothModel = 0.01;

    /// <summary>
    /// Relative. Two fleets at the value where the choice changes: sizes are whole replicas and servers, so costs meet only to within
    /// the steps of sizing, some servers in thousands.
    /// </summary>
    public const double CostStepOfOneServer = 0.005;

    /// <summary>
    /// Relative. The median error of work that is not language on hardware whose measurements were left out of the fit: what
    /// docs/models/serving-other.md promises. Submissions on the same hardware differ by some 5% among themselves.
    /// </summary>
    public const double OtherWorkMedian = 0.2;

    /// <summary>
    /// Relative. What whole replicas, whole servers and one-off costs leave of proportionality in a fleet of tens of thousands of cards:
    /// a replica of eight cards in a pool of a few thousand is 0.3%, the software of a model 0.1% of the seeded fleets' cost.
    /// </summary>
    public const double WholeServers = 0.01;

    /// <summary>
    /// Relative. A cell as LibreOffice recalculates it against the engine: both are double arithmetic; powers come from other
    /// libraries, the file carries 15 digits, and running sums magnify both some hundredfold.
    /// </summary>
    public const double Recalculated = 1e-9;

    /// <summary>
    /// Relative to the largest number that a cell adds or subtracts. Where two nearly equal numbers are subtracted, as with a loan that is paid off, rounding
    /// is all that is left, and LibreOffice shows 0 for what is below some 1e-15 of them.
    /// </summary>
    public const double RecalculatedRest = 1e-12;

    /// <summary>Absolute. The smallest normal double: numbers below it have few digits or none, and 15 printed digits do not give them back.</summary>
    public const double Subnormal = 2.2250738585072014e-308;

    /// <summary>
    /// Absolute. A variance-based index from 4,096 worlds is a ratio of two estimates, whose bias of the order of the spread over the worlds
    /// the error bar over replicates does not hold.
    /// </summary>
    public const double SampledIndex = 0.005;

    /// <summary>
    /// Prefill of Atlas 350 over H20, tokens per second and card, dense and 8 bits on both. At least the share of peak that a 950PR was
    /// seen to exceed (st-0003: 0.27, decode running beside it) over that measured on H20 (st-0001: 0.52), times peaks of 756 over 296.
    /// </summary>
    public const double LeastPrefillRatioOfAtlas350 = 0.27 / 0.52 * 756 / 296;

    /// <summary>
    /// The same at most: the peaks alone. A chip with less bandwidth for its compute reaches a smaller share of its peak, not a larger one;
    /// the shares measured on 910B and 910C (0.36 to 0.40) give 1.8 to 2.0.
    /// </summary>
    public const double MostPrefillRatioOfAtlas350 = 756.0 / 296;

    /// <summary>
    /// Share of peak of dense products in large batches: 0.60 to 0.78 in Vidur's profiles of A100 and H100, 0.74 in DeepGEMM's best on H800.
    /// </summary>
    public const double MostShareOfPeakOfDenseKernels = 0.78;

    /// <summary>
    /// Absolute, of a factor of a quarter. Around a rate of a millionth one plus the rate keeps ten digits of the rate, which the closed form
    /// divides by; the series is wrong by the square of the rate, 1e-12.
    /// </summary>
    public const double RateNearZero = 1e-10;

    /// <summary>Half a unit in the last printed digit: what a published, rounded number allows.</summary>
    /// <param name="decimals">Digits printed behind the decimal point; negative where zeros are printed in front of it.</param>
    public static double Printed(int decimals) => 0.5000001 * Math.Pow(10, -decimals);
}
