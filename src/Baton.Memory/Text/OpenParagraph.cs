using System.Text;

namespace Baton.Memory.Text;

/// <summary>
/// The paragraph that a Markdown line may underline into a heading (CommonMark 4.3). What a list, a quotation, HTML or front matter
/// begins is none until the next blank line: a line of dashes below those is something else.
/// </summary>
/// <param name="Start">Where its first line begins.</param>
/// <param name="Kind">Whether there is one.</param>
internal readonly record struct OpenParagraph(int Start, OpenParagraph.State Kind)
{
    private const int MostIndent = 3;

    /// <summary>What the lines since the last blank one are.</summary>
    public enum State
    {
        /// <summary>Nothing that goes on.</summary>
        None,

        /// <summary>A paragraph of the body itself.</summary>
        Text,

        /// <summary>Lines of something that holds paragraphs of its own.</summary>
        Held,
    }

    public static OpenParagraph None { get; }

    public bool IsUnderlinedBy(ReadOnlySpan<byte> line, out int level)
    {
        level = 0;
        if (Kind != State.Text || Indent(line) > MostIndent) return false;
        var marks = line.Trim(" \t\r\n"u8);
        if (marks.IsEmpty || marks[0] is not ((byte)'=' or (byte)'-') || marks.IndexOfAnyExcept(marks[0]) >= 0) return false;
        level = marks[0] == '=' ? 1 : 2;
        return true;
    }

    /// <summary>Its lines as one.</summary>
    /// <param name="body">The body up to the underline.</param>
    public string HeadingOf(ReadOnlySpan<byte> body)
        => string.Join(' ', Encoding.UTF8.GetString(body[Start..]).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    /// <summary>What there is after a line that is no heading, fence or underline.</summary>
    public OpenParagraph Then(ReadOnlySpan<byte> line, int start)
    {
        var text = line.Trim(" \t\r\n"u8);
        if (text.IsEmpty) return None;
        if (IsRule(text)) return start == 0 ? new OpenParagraph(0, State.Held) : None;
        if (Indent(line) > MostIndent) return this;
        if (OpensOther(text, interrupts: Kind != State.None)) return new OpenParagraph(start, State.Held);
        return Kind == State.None ? new OpenParagraph(start, State.Text) : this;
    }

    private static int Indent(ReadOnlySpan<byte> line)
    {
        var width = 0;
        foreach (var letter in line)
        {
            if (letter == ' ') width++;
            else if (letter == '\t') width += 4 - (width % 4);
            else break;
        }
        return width;
    }

    /// <summary>Three or more of the same mark and nothing else but spaces (CommonMark 4.1).</summary>
    private static bool IsRule(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'-' or (byte)'*' or (byte)'_')) return false;
        var count = 0;
        foreach (var letter in text)
        {
            if (letter == text[0]) count++;
            else if (letter is not ((byte)' ' or (byte)'\t')) return false;
        }
        return count >= 3;
    }

    /// <summary>Of numbered lists only one that begins with 1 stands in the middle of a paragraph, and no empty item does (5.2, 5.3).</summary>
    private static bool OpensOther(ReadOnlySpan<byte> text, bool interrupts)
    {
        if (text[0] is (byte)'>' or (byte)'<') return true;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var mark = text[0] is (byte)'-' or (byte)'*' or (byte)'+' ? 0
            : digits is > 0 and <= 9 && text[digits] is (byte)'.' or (byte)')' ? digits : -1;
        if (mark < 0) return false;
        if (mark + 1 == text.Length) return !interrupts;
        return text[mark + 1] is (byte)' ' or (byte)'\t' && !(interrupts && digits > 0 && !text[..digits].SequenceEqual("1"u8));
    }
}
