using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace App.Client.People;

/// <summary>A component that depends on who is looking.</summary>
public abstract class VisitView : ComponentBase, IDisposable
{
    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required ApiClient Api { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleTexts> P { get; init; }

    /// <summary>Why the last thing asked for was not done.</summary>
    protected string? Problem { get; set; }

    /// <summary>The same as the server answered it; null where nothing was refused.</summary>
    protected ApiException? Refused { get; set; }

    public void Dispose()
    {
        Visit.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Visit.Changed += Refresh;

    /// <summary>Does something that may fail, and keeps what was said about it.</summary>
    protected async Task<bool> TryAsync(Func<Task> step)
    {
        (Problem, Refused) = (null, null);
        try
        {
            await step();
        }
        catch (ApiException problem)
        {
            (Problem, Refused) = (problem.Message, problem);
        }

        return Problem is null;
    }

    private void Refresh() => InvokeAsync(StateHasChanged);
}
