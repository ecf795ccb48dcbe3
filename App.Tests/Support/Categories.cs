namespace App.Tests.Support;

/// <summary>Values of the trait "Category" by which runs of the suite are selected.</summary>
internal static class Categories
{
    /// <summary>The trait's name.</summary>
    public const string Trait = "Category";

    /// <summary>
    /// Tests that must also hold with narrower vectors or none: run once as they are, once with DOTNET_EnableAVX512=0 and once
    /// with DOTNET_EnableHWIntrinsic=0, each with --filter-trait Category=Intrinsics.
    /// </summary>
    public const string Intrinsics = "Intrinsics";

    /// <summary>Tests in a real browser; they need Chromium.</summary>
    public const string Browser = "Browser";

    /// <summary>Tests that recalculate workbooks; they need LibreOffice Calc.</summary>
    public const string Workbook = "Workbook";

    /// <summary>Tests that take longer than about five seconds.</summary>
    public const string Slow = "Slow";
}
