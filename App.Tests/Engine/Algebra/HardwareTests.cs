using System.Runtime.Intrinsics;

namespace App.Tests.Engine.Algebra;

[Trait(Categories.Trait, Categories.Intrinsics)]
public sealed class HardwareTests
{
    [Fact]
    public void Intrinsics_SwitchedOffByTheEnvironment_AreOff()
    {
        bool all = Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic") == "0";
        bool widest = Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0";

        Assert.False(all && Vector128.IsHardwareAccelerated);
        Assert.False((all || widest) && Vector512.IsHardwareAccelerated);
    }
}
