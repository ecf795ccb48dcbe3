using System.Globalization;
using App.Client.Formatting;
using App.Client.Resources;
using App.Client.Scenarios;
using App.Engine.Documents;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Components;

/// <summary>A number with a unit and bounds, read strictly. A wrong entry stays in the field and is explained; nothing is passed on.</summary>
public sealed partial class QuantityField : IDisposable
{
    /// <summary>Longer than any number that is accepted anywhere.</summary>
    private const int MaximumLength = 80;

    private readonly string _id = FieldId.Next();
    private string _text = "";
    private string? _error;
    private double? _shown;

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

    [Inject]
    public required CaseDraft Draft { get; init; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public double Value { get; set; }

    [Parameter]
    public EventCallback<double> ValueChanged { get; set; }

    [Parameter]
    public string Unit { get; set; } = "";

    [Parameter]
    public double Minimum { get; set; } = double.MinValue;

    [Parameter]
    public double Maximum { get; set; } = double.MaxValue;

    [Parameter]
    public bool Whole { get; set; }

    /// <summary>How many units of the field one unit of the value is: 100 for a fraction typed in percent.</summary>
    [Parameter]
    public double Factor { get; set; } = 1;

    [Parameter]
    public string Help { get; set; } = "";

    [Parameter]
    public string TestId { get; set; } = "";

    public void Dispose() => Draft.Accept(_id);

    protected override void OnParametersSet()
    {
        if (_shown != Value)
        {
            (_shown, _text) = (Value, Show.Entry(Typed(Value)));
            Explain(null);
        }
    }

    /// <summary>Twelve digits: 0.07 is typed as 7, not as 7.000000000000001.</summary>
    private double Typed(double value) => Factor == 1 ? value : Rounded(value * Factor);

    private static double Rounded(double value) => double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private async Task ReadAsync(string text)
    {
        _text = text;
        string bounds = Bounds();
        if (text.Trim().Length == 0)
        {
            Explain(L["Empty", Label, bounds]);
        }
        else if (!DecimalParser.TryParse(text, out double typed))
        {
            Explain(L["NotANumber", Label, StrictJson.Quotable(text), bounds]);
        }
        else if (Whole && typed != Math.Floor(typed))
        {
            Explain(L["NotWhole", Label, StrictJson.Quotable(text), bounds]);
        }
        else if (!(typed >= Typed(Minimum) && typed <= Typed(Maximum)))
        {
            Explain(L["OutOfBounds", Label, StrictJson.Quotable(text), bounds]);
        }
        else
        {
            Explain(null);
            double value = Factor == 1 ? typed : Rounded(typed / Factor);
            if (value != _shown)
            {
                _shown = value;
                await ValueChanged.InvokeAsync(value);
            }
        }
    }

    private string Bounds() => Minimum > double.MinValue || Maximum < double.MaxValue
        ? $"{Show.Plain(Typed(Minimum))} – {Show.Plain(Typed(Maximum))} {Unit}".TrimEnd()
        : L["AnyNumber"];

    private void Explain(string? error)
    {
        _error = error;
        if (error is null)
        {
            Draft.Accept(_id);
        }
        else
        {
            Draft.Refuse(_id, error);
        }
    }
}
