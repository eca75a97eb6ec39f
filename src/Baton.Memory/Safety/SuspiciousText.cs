using System.Text.RegularExpressions;

namespace Baton.Memory.Safety;

/// <summary>
/// Recognises text that speaks to its reader as an instruction. Such text is kept, marked with the reason and shown as such
/// on every read: what reads like an attack may be a note about one.
/// </summary>
internal static partial class SuspiciousText
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    internal static readonly (string Reason, Regex Pattern)[] Signs =
    [
        ("asks the reader to ignore its instructions", Override()),
        ("gives the reader a new role", Role()),
        ("imitates the markup of a conversation", Markup()),
        ("asks the reader to keep something from the user", Secrecy()),
        ("asks for the reader's own instructions", Extraction()),
        ("asks the reader to send data away", Exfiltration()),
        ("contains invisible characters that can carry hidden text", Hidden()),
    ];

    /// <summary>Each reason that applies, with the words that gave it.</summary>
    public static IEnumerable<(string Reason, string Words)> Find(string text)
    {
        foreach (var (reason, pattern) in Signs)
        {
            var match = pattern.Match(text);
            if (match.Success) yield return (reason, match.Value);
        }
    }

    [GeneratedRegex(
        @"\b(?:ignore|disregard|forget|override|bypass)\s+(?:(?:all|any|every|the|your|my|these|those|of|previous|prior|above|earlier|preceding|former|existing|system|other)\s+){1,5}(?:instructions?|prompts?|rules|directions?|directives?|guidelines|commands?|constraints|guardrails|polic(?:y|ies))\b",
        Options)]
    private static partial Regex Override();

    [GeneratedRegex(
        @"\b(?:you\s+are\s+now\s+(?:an?\b|dan\b|free\b|unrestricted|jailbroken|acting|operating|in\s+developer\s+mode)|from\s+now\s+on,?\s+you\s+(?:are|will|must|should)|new\s+(?:system\s+)?instructions?\s*:|act\s+as\s+if\s+you\s+(?:are|have|were)\b)",
        Options)]
    private static partial Regex Role();

    [GeneratedRegex(@"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|>|\[/?INST\]|<</?SYS>>|^[^\S\n]*</?system>|<system-reminder>", Options | RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(
        @"\b(?:do\s+not|don't|never)\s+(?:tell|inform|mention\s+(?:this|it)\s+to|reveal\s+(?:this|it)\s+to|show\s+(?:this|it)\s+to|alert|notify)\s+(?:the\s+)?(?:user|human|operator|person)\b|\bwithout\s+(?:telling|informing|asking)\s+(?:the\s+)?(?:user|human|operator)\b",
        Options)]
    private static partial Regex Secrecy();

    [GeneratedRegex(@"\b(?:reveal|print|repeat|show|output|leak)\s+(?:me\s+)?(?:your|the)\s+(?:full\s+|entire\s+|hidden\s+|original\s+)?(?:system\s+prompt|initial\s+instructions|hidden\s+instructions)\b", Options)]
    private static partial Regex Extraction();

    [GeneratedRegex(@"\b(?:send|post|upload|forward|exfiltrate|email)\s+(?:\w+\s+){0,6}?(?:secrets?|credentials?|tokens?|passwords?|api\s+keys?|private\s+keys?|environment\s+variables)\s+(?:\w+\s+){0,3}?to\s+\S*(?:://|@)", Options)]
    private static partial Regex Exfiltration();

    [GeneratedRegex(@"(?:\uDB40[\uDC00-\uDC7F]){3,}|[\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex Hidden();
}
