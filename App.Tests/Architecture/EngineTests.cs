using System.Reflection;
using System.Xml.Linq;
using App.Engine.Catalog;
using App.Engine.Comparisons;

namespace App.Tests.Architecture;

/// <summary>The engine is pure: it computes, and reaches for nothing.</summary>
public sealed class EngineTests
{
    private static readonly string[] s_reachOut =
    [
        "System.IO.FileSystem", "System.IO.Pipes", "System.Net", "System.Console", "System.Diagnostics.Process", "System.Data",
        "System.Threading.Thread", "System.Runtime.InteropServices.RuntimeInformation",
    ];

    public static TheoryData<string> Documented => ["App.Engine", "App.Shared"];

    [Fact]
    public void Engine_References_AreOfTheRuntimeAlone()
    {
        string[] others = [.. typeof(PlannerCatalog).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)
                || s_reachOut.Any(part => name == part || name.StartsWith(part + ".", StringComparison.Ordinal)))];

        Assert.Empty(others);
    }

    [Fact]
    public void Engine_Packages_AreAnalyzersAlone()
    {
        var project = XDocument.Load(Path.Combine(SourceTree.Root, "App.Engine", "App.Engine.csproj"));

        string[] others = [.. project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value)
            .Where(name => name != "System.Numerics.Tensors")];

        Assert.Empty(others);
    }

    [Fact]
    public void PublicTypes_OfTheEngine_CannotBeChanged() => Assert.Empty(
        from type in typeof(FleetComparison).Assembly.GetExportedTypes()
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where member is FieldInfo { IsInitOnly: false, IsLiteral: false } field && !type.IsEnum && !IsAccumulator(type)
            || (member is PropertyInfo { SetMethod: { IsPublic: true } set } && !IsInit(set))
        select $"{type.Name}.{member.Name}");

    [Theory]
    [MemberData(nameof(Documented))]
    public void PublicMembers_OfTheDomain_AreDocumented(string assembly)
    {
        string documentation = Path.ChangeExtension(Assembly.Load(assembly).Location, ".xml");
        HashSet<string> documented = [.. XDocument.Load(documentation).Descendants("member").Select(member => member.Attribute("name")!.Value)];

        string[] undocumented = [.. Assembly.Load(assembly).GetExportedTypes()
            .Select(type => $"T:{type.FullName!.Replace('+', '.')}").Where(name => !documented.Contains(name))];

        Assert.Empty(undocumented);
        Assert.DoesNotContain("CS1591", File.ReadAllText(Path.Combine(SourceTree.Root, assembly, assembly + ".csproj")), StringComparison.Ordinal);
    }

    private static bool IsAccumulator(Type type) => type is { IsValueType: true, IsGenericType: true };

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
