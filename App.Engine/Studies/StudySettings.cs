using App.Engine.Uncertainty;

namespace App.Engine.Studies;

/// <summary>How a study is to be made.</summary>
/// <param name="Worlds">Number of worlds.</param>
/// <param name="Seed">Picks the worlds.</param>
/// <param name="Sampler">How they are spread.</param>
/// <param name="Distributions">Distributions of the buyer's own, by id of the input or driver; they go before the policy's.</param>
public sealed record StudySettings(
    int Worlds, ulong Seed, Sampler Sampler, IReadOnlyDictionary<string, Distribution>? Distributions = null)
{
    /// <summary>Worlds of the study that a page asks for when it is opened: enough to see the answer, and made in about a second.</summary>
    public const int FirstWorlds = 4096;

    /// <summary>Worlds where nothing else is asked for.</summary>
    public const int DefaultWorlds = 65_536;

    /// <summary>Which worlds.</summary>
    internal WorldSettings World => new(Worlds, Seed, Sampler);

    /// <summary>What is wrong with it: field, value, what would be accepted. Empty for sound settings.</summary>
    public IEnumerable<(string Field, string Value, string Accepted)> Problems() => World.Problems().Concat(
        (Distributions ?? new Dictionary<string, Distribution>())
            .Where(own => own.Value.Problem() is not null)
            .Select(own => ($"distributions.{own.Key}", own.Value.GetType().Name, own.Value.Problem()!)));
}
