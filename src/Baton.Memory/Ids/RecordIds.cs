using System.Text;
using Baton.Memory.Storage;

namespace Baton.Memory.Ids;

/// <summary>The shape of ids: a letter for the kind, an underscore, a ULID.</summary>
public static class RecordIds
{
    /// <summary>The shortest prefix that may stand for an id, kind included.</summary>
    public const int ShortestPrefix = 6;

    private const int KindLength = 2;

    /// <summary>A whole id's length.</summary>
    public const int Length = KindLength + 26;

    /// <summary>The kind's prefix, for example <c>h_</c>.</summary>
    public static string PrefixOf(RecordKind kind) => kind switch
    {
        RecordKind.Handoff => "h_",
        RecordKind.Memory => "m_",
        RecordKind.Task => "t_",
        RecordKind.Archive => "a_",
        RecordKind.Notice => "n_",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Brings an id or a prefix of one, in any case, to its written form; false when it cannot be one.</summary>
    public static bool TryNormalise(string text, out string id, out RecordKind kind)
    {
        id = "";
        kind = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is < KindLength + 1 or > Length || trimmed[1] != '_') return false;
        switch (char.ToLowerInvariant(trimmed[0]))
        {
            case 'h': kind = RecordKind.Handoff; break;
            case 'm': kind = RecordKind.Memory; break;
            case 't': kind = RecordKind.Task; break;
            case 'a': kind = RecordKind.Archive; break;
            case 'n': kind = RecordKind.Notice; break;
            default: return false;
        }
        // Letters outside ASCII have capitals inside it.
        if (!Ascii.IsValid(trimmed)) return false;
        var rest = trimmed[KindLength..].ToString().ToUpperInvariant();
        if (!Ulid.IsAlphabet(rest)) return false;
        id = PrefixOf(kind) + rest;
        return true;
    }
}
