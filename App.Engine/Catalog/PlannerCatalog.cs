using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using App.Engine.Calibration;
using App.Engine.Evidence;
using App.Engine.Uncertainty;

namespace App.Engine.Catalog;

/// <summary>Everything the engine knows about the world: accelerators, models, sites, formats, prices and the facts behind them.</summary>
public sealed class PlannerCatalog
{
    private static readonly Lazy<PlannerCatalog> s_default = new(() => Load(EmbeddedFiles(), asDelivered: true));
    private readonly Lazy<IReadOnlyDictionary<string, Fact>> _facts;
    private readonly Lazy<CalibrationData> _calibration;
    private readonly Lazy<ServingCalibration> _serving;
    private readonly Lazy<IReadOnlyDictionary<string, CatalogNumber>> _numbers;
    private readonly Dictionary<Quantity, EvidenceStatus> _statuses = new(ReferenceEqualityComparer.Instance);

    internal PlannerCatalog(CatalogFiles files, string hash, Func<IReadOnlyDictionary<string, Fact>> facts)
    {
        Accelerators = files.Accelerators.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Models = files.Models.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Systems = files.Systems.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Sites = files.Sites.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Formats = files.Formats.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Stacks = files.Stacks.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Events = files.Events.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        (Support, Timeline, Economics) = (new(files.Support), files.Timeline, files.Economics);
        (EvidencePolicy, IndependenceGroups, Claims) = (files.EvidencePolicy, files.IndependenceGroups, files.Claims);
        Uncertainty = files.Uncertainty!;
        Hardware = files.Hardware.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        Names = files.Names!;
        _calibration = new(() => CalibrationData.Read(files.Calibration!));
        _serving = new(() => new(this));
        OtherWork = files.OtherWork;
        Hash = hash;
        Ledger = LedgerValues.None;
        _facts = new(facts);
        _numbers = new(() => CatalogNumber.All(this));
    }

    private PlannerCatalog(PlannerCatalog other, LedgerValues ledger)
    {
        (Accelerators, Models, Systems, Sites) = (other.Accelerators, other.Models, other.Systems, other.Sites);
        (Formats, Stacks, Support, Timeline, Economics) = (other.Formats, other.Stacks, other.Support, other.Timeline, other.Economics);
        (EvidencePolicy, IndependenceGroups, Claims) = (other.EvidencePolicy, other.IndependenceGroups, other.Claims);
        (Events, Uncertainty) = (other.Events, other.Uncertainty);
        (Hardware, Names, OtherWork, _calibration, _serving) = (other.Hardware, other.Names, other.OtherWork, other._calibration, other._serving);
        (_facts, _numbers, _statuses) = (other._facts, other._numbers, other._statuses);
        Ledger = ledger;
        Hash = ledger.All.Count == 0 ? other.Hash
            : HashOf($"{other.Hash}\n{ledger.Hash}");
    }

    /// <summary>The catalogue that comes with this version of the engine.</summary>
    public static PlannerCatalog Default => s_default.Value;

    /// <summary>Accelerators by id.</summary>
    public IReadOnlyDictionary<string, Accelerator> Accelerators { get; }

    /// <summary>Models by id.</summary>
    public IReadOnlyDictionary<string, ModelArchitecture> Models { get; }

    /// <summary>Systems of many accelerators by id.</summary>
    public IReadOnlyDictionary<string, SystemDescription> Systems { get; }

    /// <summary>Sites by id.</summary>
    public IReadOnlyDictionary<string, Site> Sites { get; }

    /// <summary>Number formats by id.</summary>
    public IReadOnlyDictionary<string, NumberFormatInfo> Formats { get; }

    /// <summary>Software stacks by id.</summary>
    public IReadOnlyDictionary<string, Stack> Stacks { get; }

    /// <summary>What a person reads of a serving engine; its id where no stack has it.</summary>
    /// <param name="id">Id of the engine.</param>
    public string EngineName(string id) => Stacks.Values.SelectMany(stack => stack.Engines).FirstOrDefault(engine => engine.Id == id)?.Name ?? id;

    /// <summary>What runs on what.</summary>
    public SupportMatrix Support { get; }

    /// <summary>What may happen after the order, by id.</summary>
    public IReadOnlyDictionary<string, MarketEvent> Events { get; }

    /// <summary>Export-control and market events of the past, oldest first.</summary>
    public IReadOnlyList<TimelineEvent> Timeline { get; }

    /// <summary>How evidence sets distributions.</summary>
    public UncertaintyPolicy Uncertainty { get; }

    /// <summary>Numbers common to all options.</summary>
    public Economics Economics { get; }

    /// <summary>Hardware that measurements were made on, by id.</summary>
    public IReadOnlyDictionary<string, TestHardware> Hardware { get; }

    /// <summary>How the words of published measurements translate into ids.</summary>
    public MeasurementNames Names { get; }

    /// <summary>The calibration of the serving model; read when first asked for.</summary>
    public CalibrationData Calibration => _calibration.Value;

    /// <summary>The calibration as plans take it; prepared when first asked for.</summary>
    public ServingCalibration Serving => _serving.Value;

    /// <summary>Measured rates of work that is not language.</summary>
    public IReadOnlyList<OtherWorkMeasurement> OtherWork { get; }

    /// <summary>All facts by id; read when first asked for.</summary>
    public IReadOnlyDictionary<string, Fact> Facts => _facts.Value;

    /// <summary>The rules of evidence.</summary>
    public EvidencePolicy EvidencePolicy { get; }

    /// <summary>Which publications go back to one origin.</summary>
    public IReadOnlyList<IndependenceGroup> IndependenceGroups { get; }

    /// <summary>What is claimed in public though no model reads it.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Every number that the engine can read, by the id of its input, as this catalogue has it without a ledger.</summary>
    public IReadOnlyDictionary<string, CatalogNumber> Numbers => _numbers.Value;

    /// <summary>The numbers in which a company's ledger differs; none in the catalogue as delivered.</summary>
    public LedgerValues Ledger { get; }

    /// <summary>SHA-256 over names and hashes of all files and, where a ledger is laid over them, its numbers; in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>How well a quantity of this catalogue is supported.</summary>
    /// <param name="quantity">The quantity.</param>
    public EvidenceStatus StatusOf(Quantity quantity)
    {
        lock (_statuses)
        {
            if (!_statuses.TryGetValue(quantity, out EvidenceStatus status))
            {
                status = EvidenceRules.StatusOf(quantity, this);
                _statuses.Add(quantity, status);
            }

            return status;
        }
    }

    /// <summary>This catalogue with a ledger's numbers laid over it.</summary>
    /// <param name="ledger">The numbers in which the ledger differs.</param>
    public PlannerCatalog With(LedgerValues ledger) => new(this, ledger);

    /// <summary>Reads a catalogue.</summary>
    /// <param name="files">Text of each file by its path, for instance "accelerators/h20-96gb.json".</param>
    /// <exception cref="CatalogException">Something is wrong with a file; the message says what, where, and what is accepted.</exception>
    public static PlannerCatalog Load(IReadOnlyDictionary<string, string> files) => Load(files, asDelivered: false);

    private static PlannerCatalog Load(IReadOnlyDictionary<string, string> files, bool asDelivered)
    {
        (CatalogFiles read, List<CatalogProblem> problems) = CatalogFiles.Read(files, withFacts: false, strict: !asDelivered);
        return problems.Count > 0
            ? throw new CatalogException(problems)
            : new PlannerCatalog(read, HashOf(asDelivered ? EmbeddedHashes() : HashesOf(files)), () => CatalogFiles.ReadFacts(files, strict: !asDelivered));
    }

    /// <summary>The files of <see cref="Default"/> by path.</summary>
    public static IReadOnlyDictionary<string, string> EmbeddedFiles()
    {
        Assembly assembly = typeof(PlannerCatalog).Assembly;
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            files.Add(name, reader.ReadToEnd());
        }

        return files;
    }

    /// <summary>Hash of each file of <see cref="Default"/> by path, as the build took them.</summary>
    private static Dictionary<string, string> EmbeddedHashes()
    {
        using StreamReader reader = new(typeof(PlannerCatalog).Assembly.GetManifestResourceStream("catalog-hashes.txt")!, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[1], parts => parts[0].ToLowerInvariant(), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> HashesOf(IReadOnlyDictionary<string, string> files) =>
        files.ToDictionary(file => file.Key, file => HashOf(file.Value), StringComparer.Ordinal);

    private static string HashOf(Dictionary<string, string> hashes) =>
        HashOf(string.Concat(hashes.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\n{file.Value}\n")));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>A catalogue that cannot be used.</summary>
public sealed class CatalogException : Exception
{
    /// <summary>Names the problems.</summary>
    /// <param name="problems">What is wrong, at least one.</param>
    public CatalogException(IReadOnlyList<CatalogProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; }
}

/// <summary>Something wrong in a catalogue file.</summary>
/// <param name="File">The file.</param>
/// <param name="Field">Where in it.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Accepted">What would be accepted.</param>
public sealed record CatalogProblem(string File, string Field, string Value, string Accepted)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Field} is {Value}; accepted: {Accepted}";
}
