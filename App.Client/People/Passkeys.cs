using App.Shared;
using App.Shared.People;
using Microsoft.JSInterop;

namespace App.Client.People;

/// <summary>Asks the browser for passkeys.</summary>
public sealed class Passkeys(ApiClient api, IJSRuntime script)
{
    /// <summary>Signs in, or proves again who one is.</summary>
    public async Task UseAsync()
    {
        string options = await api.TextAsync(HttpMethod.Post, $"{ApiRoutes.Session}/passkey/options");
        string credential = await AskAsync("planner.usePasskey", options);
        await api.SendAsync(HttpMethod.Post, $"{ApiRoutes.Session}/passkey", new(credential), PeopleContractJson.Default.PasskeyAnswer);
    }

    /// <summary>Adds one to the account.</summary>
    public async Task AddAsync(string name)
    {
        string options = await api.TextAsync(HttpMethod.Post, $"{ApiRoutes.Account}/passkeys/options");
        string credential = await AskAsync("planner.makePasskey", options);
        await api.SendAsync(HttpMethod.Post, $"{ApiRoutes.Account}/passkeys", new(credential, name), PeopleContractJson.Default.PasskeyAnswer);
    }

    private async Task<string> AskAsync(string function, string options)
    {
        try
        {
            return await script.InvokeAsync<string>(function, options);
        }
        catch (JSException problem)
        {
            throw new ApiException(null, problem.Message.Split('\n')[0], "");
        }
    }
}
