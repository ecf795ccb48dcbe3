using System.Reflection;
using System.Runtime.CompilerServices;
using App.Server.People;
using App.Shared.People;
using App.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace App.Tests.Server.People;

public sealed class StatedRoutesTests
{
    [Fact]
    public async Task Address_WithoutAPolicy_KeepsTheApplicationFromStartingAndIsNamed()
    {
        await using WebApplication app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/stated", Permission.Read, () => "fine");
        app.RequireStatedPolicies();
        app.MapGet("/forgotten", () => "open to all");

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(app.RequireStatedPolicies);

        Assert.Contains("/forgotten", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/stated", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ban_CoversEveryMappingThatTheFrameworkBrings()
    {
        string banned = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "App.Server", "BannedSymbols.txt"), TestContext.Current.CancellationToken);
        string framework = Path.GetDirectoryName(typeof(WebApplication).Assembly.Location)!;
        IEnumerable<Assembly> assemblies = Directory.GetFiles(framework, "Microsoft.AspNetCore*.dll").Select(Assembly.LoadFrom)
            .Append(typeof(OpenApiEndpointRouteBuilderExtensions).Assembly).Append(typeof(RazorComponentsEndpointRouteBuilderExtensions).Assembly);

        string[] mapping = [.. assemblies.SelectMany(assembly => assembly.GetExportedTypes()).Where(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Any(method => method.IsDefined(typeof(ExtensionAttribute)) && method.GetParameters()[0].ParameterType == typeof(IEndpointRouteBuilder)))
            .Select(type => $"T:{type.FullName};").Distinct()];

        Assert.True(mapping.Length > 8);
        Assert.All(mapping, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }
}
