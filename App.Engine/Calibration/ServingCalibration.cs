using System.Globalization;
using App.Engine.Algebra;
using App.Engine.Catalog;

namespace App.Engine.Calibration;

/// <summary>What the ladder of evidence says of one kind of time of a deployment.</summary>
/// <param name="Kind">Times of outputs, or to the first token.</param>
/// <param name="Tier">The nearest step on which there are measurements.</param>
/// <param name="Observations">Observations on that step.</param>
/// <param name="Error">What holding back has shown of the step; null where it never was.</param>
/// <param name="LogAtOne">Logarithm of measured over modelled time at one sequence per group.</param>
/// <param name="LogPerDoubling">What each doubling of the sequences adds to it.</param>
public sealed record LadderStep(
    LadderKind Kind, EvidenceTier Tier, int Observations, TierError? Error, double LogAtOne, double LogPerDoubling)
{
    /// <summary>Measured over modelled time.</summary>
    /// <param name="sequencesPerGroup">Sequences in flight per group.</param>
    public double FactorAt(double sequencesPerGroup) => Math.Exp(LogAtOne + (LogPerDoubling * Math.Log2(Math.Max(1, sequencesPerGroup))));
}

/// <summary>The calibration in the form in which plans take it: constants as quantities of a catalogue, and steps of the ladder.</summary>
public sealed class ServingCalibration
{
    /// <summary>Scope of constants that all serving engines share.</summary>
    public const string AllEngines = "all";

    private const double TenthOfNormal = 1.2816;

    /// <summary>Standard deviation of a step on which nothing was ever held back: twice the widest that was measured.</summary>
    private const double UnknownSigma = 2;

    /// <summary>Publication of a plan: none of those measured, so that nothing of theirs is taken for its own.</summary>
    internal const string NoSource = "plan";

    /// <summary>Subject of facts that stand for publications of measurements.</summary>
    internal const string FactSubject = "Serving measurements";

    /// <summary>Of the fit, but not of a plan: the share of memory is the operator's setting, lengths are equal, and ages are applied.</summary>
    private static readonly string[] s_notPlanned = ["memoryUseFraction", "spreadLengthsInterference", "yearlyOverheadFactor"];

    private readonly PlannerCatalog _catalog;
    private readonly CalibrationData _data;
    private readonly FittedModel _model;
    private readonly Dictionary<(LadderKind, EvidenceTier, string Regime, string Vendor), TierError> _errors;
    private readonly Lazy<IReadOnlyDictionary<string, Quantity>> _quantities;

    /// <summary>Prepares a catalogue's calibration.</summary>
    /// <param name="catalog">The catalogue.</param>
    internal ServingCalibration(PlannerCatalog catalog)
    {
        (_catalog, _data, _model) = (catalog, catalog.Calibration, catalog.Calibration.ToModel());
        _errors = _data.Tiers.ToDictionary(error => (error.Ladder, error.Tier, error.Regime, error.Vendor));
        _quantities = new(() => Constants().Concat(Errors()).ToDictionary(entry => entry.Path, entry => entry.Quantity, StringComparer.Ordinal));
    }

    /// <summary>Keys of the constants that plans read.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. ServingConstants.All.Select(info => info.Key).Except(s_notPlanned)];

    /// <summary>
    /// Quantities by path: "calibration/ENGINE/KEY" for constants, "accelerators/ID/decodeErrorFactor/STEP" and the like for what the
    /// model is off by on a step.
    /// </summary>
    public IReadOnlyDictionary<string, Quantity> Quantities => _quantities.Value;

    /// <summary>Where a constant of a deployment stands: that of its engine, or of the engine on chips of the vendor on which it was not measured.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="key">Key of the constant.</param>
    public string PathOf(Deployment deployment, string key) =>
        ServingConstants.All[ServingConstants.Place(key)].IsOfChip && _model.Constants.ByVendor.ContainsKey(deployment.Hardware.Vendor)
            && !_model.IsMeasured(deployment.Hardware.Id, deployment.EngineId)
            ? UnmeasuredPath(deployment.EngineId, deployment.Hardware.Vendor, key)
            : PathOf(deployment.EngineId, key);

    /// <summary>Where a constant of an engine stands.</summary>
    /// <param name="engine">Id of the engine.</param>
    /// <param name="key">Key of the constant.</param>
    public static string PathOf(string engine, string key) =>
        $"calibration/{(ServingConstants.All[ServingConstants.Place(key)].EngineSpread > 0 ? engine : AllEngines)}/{key}";

    /// <summary>Where the model's error on a step stands.</summary>
    /// <param name="acceleratorId">The accelerator.</param>
    /// <param name="kind">The kind of time.</param>
    /// <param name="tier">The step.</param>
    public static string PathOf(string acceleratorId, LadderKind kind, EvidenceTier tier) =>
        $"accelerators/{acceleratorId}/{KeyOf(kind)}/{char.ToLowerInvariant(tier.ToString()[0])}{tier.ToString()[1..]}";

    /// <summary>The engine of a stack whose measurements are nearest to a deployment; of equals that with most of them, then the first named.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="deployment">The deployment with any engine.</param>
    public string NearestEngine(Stack stack, Deployment deployment)
    {
        string nearest = "other";
        (EvidenceTier, EvidenceTier, int) best = default;
        foreach (string engine in stack.Engines.Select(engine => engine.Id))
        {
            LadderPlace place = LadderPlaces.Of(deployment with { EngineId = engine }, NoSource, 1);
            (EvidenceTier decode, EvidenceTier first) = (Validator.TierOf(_model.Decode, place), Validator.TierOf(_model.FirstToken, place));
            (EvidenceTier, EvidenceTier, int) own = (decode, first, -(RowsOn(_model.Decode, decode, place) + RowsOn(_model.FirstToken, first, place)));
            if (nearest == "other" || own.CompareTo(best) < 0)
            {
                (nearest, best) = (engine, own);
            }
        }

        return nearest;
    }

    /// <summary>The step on which a deployment stands.</summary>
    /// <param name="kind">The kind of time.</param>
    /// <param name="deployment">The deployment.</param>
    public LadderStep StepOf(LadderKind kind, Deployment deployment)
    {
        Ladder ladder = _model.Of(kind);
        LadderPlace one = LadderPlaces.Of(deployment, NoSource, 1);
        double atOne = ladder.Correction(one);
        double perDoubling = ladder.Correction(LadderPlaces.Of(deployment, NoSource, 2)) - atOne;
        EvidenceTier tier = Validator.TierOf(ladder, one);
        return new(kind, tier, RowsOn(ladder, tier, one), ErrorOf(kind, tier, deployment.Hardware.Vendor), atOne, perDoubling);
    }

    /// <summary>What holding back has shown of a step: on the vendor's chips in the load of a plan where enough were held back.</summary>
    /// <param name="kind">The kind of time.</param>
    /// <param name="tier">The step.</param>
    /// <param name="vendor">The vendor.</param>
    public TierError? ErrorOf(LadderKind kind, EvidenceTier tier, string vendor)
    {
        string regime = kind == LadderKind.Decode ? nameof(LoadRegime.Closed) : nameof(LoadRegime.Prefill);
        TierError? Of(string load, string maker) => _errors.GetValueOrDefault((kind, tier, load, maker));
        return Of(regime, vendor) ?? Of("", vendor) ?? Of(regime, "") ?? Of("", "");
    }

    /// <summary>Steps on which some deployment on an accelerator may stand.</summary>
    /// <param name="card">The accelerator.</param>
    /// <param name="kind">The kind of time.</param>
    public IEnumerable<EvidenceTier> TiersOf(Accelerator card, LadderKind kind)
    {
        Ladder ladder = _model.Of(kind);
        bool Has(string rung, string key, bool isPrefix = false) => ladder.Cells[LadderPlaces.Place(rung)].Keys
            .Any(known => isPrefix ? known.StartsWith(key + "|", StringComparison.Ordinal) : known == key);
        if (!Has("chip", card.Id))
        {
            return [Has("vendor", card.Vendor) ? EvidenceTier.SameVendor : EvidenceTier.OtherVendor];
        }

        List<EvidenceTier> tiers = [EvidenceTier.SameCell, EvidenceTier.SameChipAndEngine, EvidenceTier.SameChip];
        return tiers.Where(tier => tier == EvidenceTier.SameChip || Has(RungOf(tier), card.Id, isPrefix: true));
    }

    /// <summary>Key of the model's error in a kind of time.</summary>
    internal static string KeyOf(LadderKind kind) =>
        kind == LadderKind.Decode ? AcceleratorQuantities.DecodeErrorFactor : AcceleratorQuantities.PrefillErrorFactor;

    private static string RungOf(EvidenceTier tier) => tier switch
    {
        EvidenceTier.SameSeries => "series",
        EvidenceTier.SameCell => "chip-engine-model-format",
        EvidenceTier.SameChipAndEngine => "chip-engine",
        EvidenceTier.SameChip => "chip",
        EvidenceTier.SameVendor => "vendor",
        EvidenceTier.OtherVendor => "",
    };

    private int RowsOn(Ladder ladder, EvidenceTier tier, LadderPlace place)
    {
        string rung = RungOf(tier);
        return rung.Length == 0 ? _data.Rows : ladder.Rows(LadderPlaces.Place(rung), place.Keys[LadderPlaces.Place(rung)]);
    }

    private IEnumerable<(string Path, Quantity Quantity)> Constants()
    {
        string[] facts = [.. Sources().Select(fact => fact.Id)];
        string learned = $"Fitted to {_data.Rows.ToString(CultureInfo.InvariantCulture)} measured rows of {_data.Sources.Count} publications: ";
        string MeaningOf(string key) => ServingConstants.All[ServingConstants.Place(key)].Meaning;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Stack stack in _catalog.Stacks.Values)
        {
            foreach (string engine in stack.Engines.Select(engine => engine.Id).DefaultIfEmpty("other"))
            {
                double[] values = Aged(_model.Constants.Of(engine), DeploymentReader.Years(stack.SoftwareDate));
                foreach (string key in Keys.Where(key => seen.Add(PathOf(engine, key))))
                {
                    yield return (PathOf(engine, key), new()
                    {
                        Value = values[ServingConstants.Place(key)],
                        Basis = $"{learned}{MeaningOf(key)}. Software of {stack.SoftwareDate}.",
                        Facts = facts,
                    });
                }
            }
        }

        foreach ((string vendor, string stackId) in _catalog.Accelerators.Values.Select(card => (card.Vendor, card.StackId)).Distinct()
            .Where(entry => _model.Constants.ByVendor.ContainsKey(entry.Vendor)))
        {
            foreach (string engine in _catalog.Stacks[stackId].Engines.Select(engine => engine.Id))
            {
                double[] values = _model.Constants.OfUnmeasured(engine, vendor);
                foreach (string key in Keys.Where(key => ServingConstants.All[ServingConstants.Place(key)].IsOfChip))
                {
                    yield return (UnmeasuredPath(engine, vendor, key), new()
                    {
                        Value = values[ServingConstants.Place(key)],
                        Basis = $"{learned}{MeaningOf(key)}. On chips of {vendor} on which {engine} was not measured: halfway to what is common to the engines measured on its chips.",
                        Assumed = true,
                        Facts = facts,
                    });
                }
            }
        }
    }

    private static string UnmeasuredPath(string engine, string vendor, string key) =>
        $"calibration/{engine}-on-unmeasured-{vendor.ToLowerInvariant()}/{key}";

    private IEnumerable<(string Path, Quantity Quantity)> Errors()
    {
        ILookup<string, string> titles = TitlesByHardware();
        foreach (Accelerator card in _catalog.Accelerators.Values)
        {
            string[] facts = [.. SourcesAmong(titles[card.Id].Distinct()).Select(fact => fact.Id)];
            foreach (LadderKind kind in Enum.GetValues<LadderKind>())
            {
                foreach (EvidenceTier tier in TiersOf(card, kind))
                {
                    TierError? error = ErrorOf(kind, tier, card.Vendor);
                    double width = Math.Exp(TenthOfNormal * (error?.Sigma ?? UnknownSigma));
                    yield return (PathOf(card.Id, kind, tier), new()
                    {
                        Value = 1,
                        Low = 1 / width,
                        High = width,
                        Basis = BasisOf(tier, error),
                        Assumed = tier >= EvidenceTier.SameVendor,
                        Facts = tier >= EvidenceTier.SameVendor ? [] : facts,
                    });
                }
            }
        }
    }

    private static string BasisOf(EvidenceTier tier, TierError? error)
    {
        string step = tier switch
        {
            EvidenceTier.SameSeries or EvidenceTier.SameCell => "This accelerator, engine, model and format were measured.",
            EvidenceTier.SameChipAndEngine => "This accelerator and engine were measured, with other models or formats.",
            EvidenceTier.SameChip => "This accelerator was measured, with other engines.",
            EvidenceTier.SameVendor => "No measurement on this accelerator: it stands on others of its vendor.",
            EvidenceTier.OtherVendor => "No measurement on any accelerator of its vendor: it stands on those of others.",
        };
        return error is null
            ? $"{step} How far off that is was never measured."
            : string.Create(CultureInfo.InvariantCulture, $"{step} Of {error.Observations} measurements held back and predicted on such a step half are off by more than {error.MedianErrorFraction:P0}, a tenth by more than {error.NinetiethErrorFraction:P0}; four fifths lie in the range (sigma {error.Sigma:0.00}).");
    }

    /// <summary>Facts of the catalogue that stand for publications the calibration has learned from.</summary>
    private IEnumerable<Fact> Sources() => SourcesAmong(_data.Sources.Select(source => source.Title));

    private ILookup<string, string> TitlesByHardware() => _data.Decode.Rungs.Concat(_data.FirstToken.Rungs)
        .Where(rung => rung.Name == "series").SelectMany(rung => rung.Cells).Select(cell => cell.Key.Split('|'))
        .ToLookup(parts => parts[0], parts => parts[5], StringComparer.Ordinal);

    private IEnumerable<Fact> SourcesAmong(IEnumerable<string> titles)
    {
        string[] all = [.. titles];
        return _catalog.Facts.Values.Where(fact => fact.Subject == FactSubject
            && all.Any(title => title.StartsWith(fact.SourceTitle ?? "\n", StringComparison.Ordinal)))
            .OrderBy(fact => fact.Id, StringComparer.Ordinal);
    }

    /// <summary>Constants with those that age brought to the software's date, by the same steps as those of a measured row.</summary>
    private static double[] Aged(double[] constants, double years)
    {
        Scalar[] slots = new Scalar[RowSlots.Count];
        RowSlots.WriteConstants(slots, constants, years);
        double[] aged = [.. constants];
        for (int place = 4; place <= ServingConstants.Place("prefillTimeFactor"); place++)
        {
            aged[place] = slots[place == 4 ? RowSlots.Accelerator.LayerOverheadMicroseconds.Index : RowSlots.Efficiency.SerialFraction.Index + place - 5].Value;
        }

        return aged;
    }
}
