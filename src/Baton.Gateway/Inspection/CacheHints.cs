using System.Globalization;
using System.Text;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;

namespace Baton.Gateway.Inspection;

/// <summary>
/// What a client may keep is cut to its grant, so it must not be shared, and not kept for long after a policy was edited: results
/// leave as <c>cacheScope: private</c> with <c>ttlMs</c> at most 60,000 (2026-07-28, Caching). A server that gives no hints gets none;
/// one that gives a time and no scope gets that too, since the schema's default is <c>public</c>. In the session era hints are no part of
/// the protocol, so none is added there; what a server gives all the same is cut too, for clients that heed it.
/// </summary>
internal static class CacheHints
{
    private const long Longest = 60_000;

    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> result, Era era)
    {
        var scope = JsonMembers.Find(result, "cacheScope"u8);
        var time = JsonMembers.Find(result, "ttlMs"u8);
        if (!time.IsEmpty && !IsShort(time.Span)) result = JsonMembers.Replace(result, "ttlMs", Encoding.ASCII.GetBytes(Longest.ToString(CultureInfo.InvariantCulture)));
        if (scope.IsEmpty ? era == Era.Sessions || time.IsEmpty || IsPast(time.Span) : scope.Span.SequenceEqual("\"private\""u8)) return result;
        return JsonMembers.Set(result, "cacheScope", "\"private\""u8.ToArray());
    }

    /// <summary>The same for a result that is never held as a whole, in constant memory.</summary>
    public static ResponseSplitter Splitter(Era era)
    {
        var (hasScope, isKept) = (false, false);
        return new ResponseSplitter(Change, "cacheScope", "ttlMs") { Added = () => era == Era.Sessions || hasScope || !isKept ? default : "\"cacheScope\":\"private\""u8.ToArray() };

        ReadOnlyMemory<byte> Change(string member, ReadOnlyMemory<byte> value)
        {
            if (member == "cacheScope") hasScope = true;
            else isKept = !IsPast(value.Span);
            return member == "cacheScope" ? "\"private\""u8.ToArray() : IsShort(value.Span) ? default : Encoding.ASCII.GetBytes(Longest.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool IsShort(ReadOnlySpan<byte> number)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value <= Longest;

    private static bool IsPast(ReadOnlySpan<byte> number)
        => decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value <= 0;
}
