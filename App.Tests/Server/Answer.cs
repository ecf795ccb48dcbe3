using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace App.Tests.Server;

/// <summary>What the server answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Text, HttpResponseMessage Message)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>Reads it as a contract.</summary>
    public T Read<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text, type) ?? throw new InvalidOperationException(Text);

    /// <summary>The problems it names.</summary>
    public IReadOnlyList<(string Field, string Value, string Accepted)> Problems =>
        [.. Json["problems"]!.AsArray().Select(problem => (
            problem!["field"]!.GetValue<string>(), problem["value"]!.GetValue<string>(), problem["accepted"]!.GetValue<string>()))];

    /// <summary>Asserts that it refuses with problem details that name field, value and what is accepted.</summary>
    /// <returns>The fields named.</returns>
    public IReadOnlyList<string> Refuses(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, Json["status"]!.GetValue<int>());
        Assert.NotEmpty(Problems);
        Assert.All(Problems, problem =>
        {
            Assert.NotEmpty(problem.Field);
            Assert.InRange(problem.Value.Length, 1, 80);
            Assert.NotEmpty(problem.Accepted);
        });
        return [.. Problems.Select(problem => problem.Field)];
    }
}
