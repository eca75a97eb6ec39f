using System.Text;
using System.Text.RegularExpressions;

namespace Baton.Memory.Text;

/// <summary>The messages of a verbatim conversation: a line that names a speaker begins one.</summary>
internal static partial class BodyMessages
{
    /// <summary>Byte offsets at which messages begin, in order.</summary>
    public static List<int> Starts(ReadOnlySpan<byte> body)
    {
        var starts = new List<int>();
        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length + 1;
            var line = body[start..Math.Min(end, start + 120)];
            if (!line.IsEmpty && NamesSpeaker(Encoding.UTF8.GetString(line).TrimEnd())) starts.Add(start);
            start = end;
        }
        return starts;
    }

    [GeneratedRegex(
        @"^\s{0,3}(?:#{1,6}\s*|\*{1,2}|__|\[|<)?\s*(?:user|human|assistant|system|developer|tool|agent|ai|model|claude|chatgpt|gpt|gemini|codex|copilot|cursor)(?:\b|(?=__))[^:\r\n]{0,40}(?::|\*\*|__|\]|>|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    /// <summary>A bare word is a speaker only as a heading or before a colon: prose may begin with "User" too.</summary>
    private static bool NamesSpeaker(string line)
        => Labelled().IsMatch(line) && (line.Contains(':', StringComparison.Ordinal) || line.TrimStart() is ['#' or '*' or '_' or '[' or '<', ..]);
}
