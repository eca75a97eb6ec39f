using System.Buffers;

namespace Baton.Protocol.Headers;

/// <summary>
/// The form of <c>baggage</c> (W3C Baggage, section 3.3.1): members <c>key=value</c>, each with properties behind semicolons. It is
/// the client's word and goes into headers, so that anything else is as if it were not there.
/// </summary>
public static class Baggage
{
    /// <summary>The HTTP header's name.</summary>
    public const string Header = "baggage";

    /// <summary>What everybody must be able to pass on; more is no header of anybody's.</summary>
    private const int Longest = 8 * 1024;

    private const int MostMembers = 180;

    private static readonly SearchValues<char> Token = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'*+-.^_`|~");

    /// <summary>The text when it is <c>baggage</c>, else null.</summary>
    public static string? Valid(string? text)
    {
        if (text is not { Length: > 0 and <= Longest }) return null;
        var members = text.Split(',');
        return members.Length <= MostMembers && Array.TrueForAll(members, IsMember) ? text : null;
    }

    /// <summary>The keys of valid <c>baggage</c>, each once: what may be recorded of it, since its values can be anything.</summary>
    public static IEnumerable<string> Keys(string? text)
        => Valid(text) is null ? [] : text!.Split(',').Select(member => ListText.Trim(member.AsSpan(0, member.IndexOf('=', StringComparison.Ordinal))).ToString()).Distinct(StringComparer.Ordinal);

    private static bool IsMember(string member)
    {
        var parts = member.Split(';');
        return IsPair(parts[0], needsValue: true) && parts.Skip(1).All(property => IsPair(property, needsValue: false));
    }

    private static bool IsPair(string pair, bool needsValue)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return !needsValue && IsKey(ListText.Trim(pair));
        return IsKey(ListText.Trim(pair.AsSpan(0, equals))) && IsValue(ListText.Trim(pair.AsSpan(equals + 1)));
    }

    private static bool IsKey(ReadOnlySpan<char> key) => key.Length > 0 && key.IndexOfAnyExcept(Token) < 0;

    /// <summary>Visible ASCII but for quotes and backslashes; commas and semicolons have been split at.</summary>
    private static bool IsValue(ReadOnlySpan<char> value) => value.IndexOfAnyExceptInRange('!', '~') < 0 && value.IndexOfAny('"', '\\') < 0;
}
