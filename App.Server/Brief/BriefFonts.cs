using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace App.Server.Brief;

/// <summary>The brief's fonts, carried in the program, so that a page looks the same on every machine: Latin of European, Turkish and Vietnamese, Greek, Cyrillic and simplified Chinese.</summary>
internal sealed class BriefFonts : IFontResolver
{
    private const string Family = "Noto Sans SC";

    static BriefFonts() => GlobalFontSettings.FontResolver = new BriefFonts();

    public static XFont Of(double points, bool isBold = false) => new(Family, points, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "NotoSansSC-Bold.ttf" : "NotoSansSC-Regular.ttf");

    public byte[] GetFont(string faceName)
    {
        using Stream stream = typeof(BriefFonts).Assembly.GetManifestResourceStream(faceName)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
