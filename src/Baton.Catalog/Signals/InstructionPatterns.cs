using System.Text.RegularExpressions;

namespace Baton.Catalog.Signals;

/// <summary>
/// Text in a definition that speaks to the model instead of describing the tool. The patterns come from published cases of
/// tool poisoning, and each must be unusual enough that honest documentation does not contain it.
/// </summary>
internal static partial class InstructionPatterns
{
    /// <summary>The first such text, or null.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        foreach (var pattern in All)
        {
            if (pattern.Find(text) is { } found) return found;
        }
        return null;
    }

    internal static readonly PatientPattern[] All =
        [new(Override()), new(Secrecy()), new(Tags()), new(SecretFiles()), new(Sidenote()), new(BeforeOthers()), new(Redirect()), new(Smuggle()), new(Roles())];

    private const RegexOptions Flags = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(ignore|disregard|forget|override)\s+(all\s+|any\s+|the\s+|your\s+)*(previous|prior|earlier|above|other|system|existing)\s+(instructions?|prompts?|rules?|messages?|context|guidelines?)", Flags, 200)]
    private static partial Regex Override();

    [GeneratedRegex(@"\b(do\s+not|don['’]t|never|must\s+not|without)\s+(\w+\s+){0,2}?(tell(ing)?|inform(ing)?|mention(ing)?|notify(ing)?|alert(ing)?|reveal(ing)?|show(ing)?|let(ting)?|ask(ing)?|disclos(e|ing))\s+(this\s+|it\s+|anything\s+)?(to\s+)?(the\s+)?(user|human|operator|person)\b", Flags, 200)]
    private static partial Regex Secrecy();

    [GeneratedRegex(@"<\s*/?\s*(important|system|secret|instructions?|hidden|assistant|admin|override)\s*>|\[(system|inst|hidden)\]|<\|im_start\|>", Flags, 200)]
    private static partial Regex Tags();

    [GeneratedRegex(@"(~/|\$HOME/|/home/\w+/|/root/)?\.(ssh/|aws/credentials|cursor/mcp\.json|netrc|npmrc|gnupg)|\bid_(rsa|ed25519)\b|\b(read|pass|include|send)\b[^.]{0,60}\B\.env\b|/etc/(passwd|shadow)", Flags, 200)]
    private static partial Regex SecretFiles();

    [GeneratedRegex(@"\b(pass|put|include|provide|send|add)\b[^.]{0,80}\b(as|in|to|via)\s+(the\s+)?['""`]?(sidenote|side_note|notes?|context|metadata|feedback)['""`]?\s*(parameter|argument|field)?[^.]{0,40}\b(otherwise|or\s+else|will\s+not\s+work)", Flags, 200)]
    private static partial Regex Sidenote();

    [GeneratedRegex(@"\b(before|prior\s+to|after|whenever|when)\s+(\w+\s+){0,3}?(using|calling|invoking|running|you\s+(use|call|run))\s+(any|all|every|each|another|other)\s+(other\s+)?(tools?|commands?|functions?)\b[^.]{0,80}\b(you\s+)?(must|always|need\s+to|should|have\s+to|first|call|read|run)\b", Flags, 200)]
    private static partial Regex BeforeOthers();

    [GeneratedRegex(@"\b(change|replace|redirect|set|forward|bcc|copy)\b[^.]{0,60}\b(recipient|address|destination|all\s+(e-?mails|messages|payments))\b[^.]{0,40}\bto\s+\S+@\S+|\ball\s+(e-?mails|messages|requests|data|payments)\s+must\s+be\s+(sent|forwarded|proxied|routed)\s+to\b", Flags, 200)]
    private static partial Regex Redirect();

    [GeneratedRegex(@"\b(send|post|upload|exfiltrate|transmit|forward|leak)\b[^.]{0,80}\b(conversation|chat\s+history|system\s+prompt|context\s+window|api\s+keys?|credentials|passwords?|secrets?|environment\s+variables)\b[^.]{0,60}\bto\b", Flags, 200)]
    private static partial Regex Smuggle();

    [GeneratedRegex(@"\byou\s+are\s+now\s+(a|an|in|the)\b|\bnew\s+(system\s+)?(instructions?|prompt)\s*:|\bthis\s+(tool|function)\s+(overrides|supersedes|takes\s+precedence\s+over)\b|\bact\s+as\s+(root|admin|the\s+system)\b", Flags, 200)]
    private static partial Regex Roles();
}
