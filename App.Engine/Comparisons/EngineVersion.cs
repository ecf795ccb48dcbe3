using System.Reflection;

namespace App.Engine.Comparisons;

/// <summary>The version of the engine, which every run keeps.</summary>
public static class EngineVersion
{
    /// <summary>For instance "0.1.0". It changes whenever a result may change.</summary>
    public static string Current { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
