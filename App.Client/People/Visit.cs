using App.Shared;
using App.Shared.People;

namespace App.Client.People;

/// <summary>Who is looking, as far as the server says; every page follows it.</summary>
public sealed class Visit(ApiClient api)
{
    /// <summary>Raised after somebody signed in or out.</summary>
    public event Action? Changed;

    /// <summary>The session; null until the server has answered.</summary>
    public Session? Session { get; private set; }

    /// <summary>Whether something is allowed.</summary>
    public bool May(Permission permission) => Session?.May(permission) == true;

    /// <summary>Asks the server.</summary>
    public async Task LoadAsync()
    {
        Session = await api.GetAsync(ApiRoutes.Session, PeopleContractJson.Default.Session);
        Changed?.Invoke();
    }

    /// <summary>Signs out here.</summary>
    public async Task SignOutAsync()
    {
        await api.SendAsync(HttpMethod.Delete, ApiRoutes.Session);
        await LoadAsync();
    }
}
