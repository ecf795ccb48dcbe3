using MudBlazor;

namespace App.Client.Layout;

/// <summary>The colours and type of the application.</summary>
internal static class PlannerTheme
{
    private static readonly string[] s_fonts = ["Inter", "Segoe UI", "Noto Sans", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0f4c5c",
            Secondary = "#b5651d",
            AppbarBackground = "#0b2a33",
            AppbarText = "#eef4f4",
            Background = "#f5f6f3",
            Surface = "#ffffff",
            TextPrimary = "#14242a",
            TextSecondary = "#4d5f66",
            LinesDefault = "#dde2df",
            TableLines = "#dde2df",
            Success = "#1f7a4d",
            Warning = "#9a6200",
            Error = "#b3261e",
            Info = "#2f5f9e",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7cc4d0",
            Secondary = "#e0a15e",
            AppbarBackground = "#081c22",
            AppbarText = "#dfe9ea",
            Background = "#0d171b",
            Surface = "#142127",
            TextPrimary = "#e6eeee",
            TextSecondary = "#a3b4b9",
            LinesDefault = "#2a3a41",
            TableLines = "#2a3a41",
            Success = "#69c595",
            Warning = "#e5b25d",
            Error = "#f2918a",
            Info = "#8fb8ea",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = s_fonts, FontSize = "0.95rem" } },
    };
}
