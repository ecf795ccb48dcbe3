using System.Globalization;
using App.Client.Formatting;
using App.Client.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.Components;

/// <summary>A number with a unit and bounds, read strictly. A wrong entry stays in the field and is explained; nothing is passed on.</summary>
public sealed partial class QuantityField
{
    private string _text = "";
    private string? _error;
    private double? _shown;
    private Dictionary<string, object?> _attributes = [];

    [Inject]
    public required IStringLocalizer<Texts> L { get; init; }

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

    [Parameter]
    public string Help { get; set; } = "";

    [Parameter]
    public string TestId { get; set; } = "";

    protected override void OnParametersSet()
    {
        if (_attributes.Count == 0 && TestId.Length > 0)
        {
            _attributes = new() { ["data-testid"] = TestId };
        }

        if (_shown != Value)
        {
            (_shown, _text, _error) = (Value, Show.Editable(Value), null);
        }
    }

    private async Task ReadAsync(string text)
    {
        _text = text;
        string bounds = Minimum > double.MinValue || Maximum < double.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{Show.Editable(Minimum)} – {Show.Editable(Maximum)} {Unit}").TrimEnd()
            : L["AnyNumber"];
        if (!DecimalParser.TryParse(text, out double value) || (Whole && value != Math.Floor(value)))
        {
            _error = L["NotANumber", Label, text, bounds];
            return;
        }

        if (!(value >= Minimum && value <= Maximum))
        {
            _error = L["OutOfBounds", Label, text, bounds];
            return;
        }

        _error = null;
        if (value != _shown)
        {
            _shown = value;
            await ValueChanged.InvokeAsync(value);
        }
    }
}
