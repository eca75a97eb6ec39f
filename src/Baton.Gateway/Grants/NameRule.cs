using System.Buffers;

namespace Baton.Gateway.Grants;

/// <summary>Names that operators give: of grants, servers and policies. They stand in URLs and on command lines.</summary>
public static class NameRule
{
    private const int Longest = 64;
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, not beginning with a dot or a dash.</summary>
    public static bool IsName(string? name)
        => name is { Length: > 0 and <= Longest } && !name.AsSpan().ContainsAnyExcept(Letters) && name[0] is not ('.' or '-');
}
