using System.Buffers.Binary;
using System.Text;
using App.Server.Brief;

namespace App.Tests.Server.Brief;

/// <summary>Which letters a TrueType font has, read from its table "cmap" in format 4 (OpenType specification, cmap).</summary>
internal sealed class FontFile(byte[] font)
{
    public static FontFile Of(bool isBold)
    {
        BriefFonts fonts = new();
        return new(fonts.GetFont(fonts.ResolveTypeface("", isBold, italic: false).FaceName));
    }

    /// <summary>Whether the font has a glyph of its own for a letter: number 0 is the box.</summary>
    public bool Has(char letter)
    {
        int table = Segments();
        int segments = Short(table + 6) / 2;
        for (int i = 0; i < segments; i++)
        {
            int end = table + 14 + (2 * i);
            int start = end + (2 * segments) + 2;
            if (letter <= Short(end))
            {
                int delta = Short(start + (2 * segments));
                int at = start + (4 * segments);
                int offset = Short(at);
                int glyph = letter < Short(start) ? 0 : offset == 0 ? letter + delta : Short(at + offset + (2 * (letter - Short(start))));
                return (glyph & 0xFFFF) != 0;
            }
        }

        return false;
    }

    private int Segments()
    {
        int record = Enumerable.Range(0, Short(4)).Select(i => 12 + (16 * i)).Single(at => Encoding.ASCII.GetString(font, at, 4) == "cmap");
        int cmap = Long(record + 8);
        return Enumerable.Range(0, Short(cmap + 2)).Select(i => cmap + Long(cmap + 8 + (8 * i))).First(at => Short(at) == 4);
    }

    private int Short(int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));

    private int Long(int at) => BinaryPrimitives.ReadInt32BigEndian(font.AsSpan(at));
}
