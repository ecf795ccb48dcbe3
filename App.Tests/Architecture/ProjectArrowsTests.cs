using System.Xml.Linq;

namespace App.Tests.Architecture;

public sealed class ProjectArrowsTests
{
    public static TheoryData<string, string[]> AllowedArrows => new()
    {
        { "App.Benchmarks", ["App.Engine", "App.Server"] },
        { "App.Engine", [] },
        { "App.Shared", ["App.Engine"] },
        { "App.Client", ["App.Engine", "App.Shared"] },
        { "App.Server", ["App.Client", "App.Engine", "App.Shared"] },
        { "App.Tests", ["App.Client", "App.Engine", "App.Server", "App.Shared"] },
    };

    [Theory]
    [MemberData(nameof(AllowedArrows))]
    public void Project_References_PointOnlyWhereTheHouseAllows(string project, string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(SourceTree.Root, project, project + ".csproj"));

        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Empty(references.Except(allowed));
    }
}
