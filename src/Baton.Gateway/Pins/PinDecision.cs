using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Baton.Gateway.Pins;

/// <summary>An operator's word on definitions that wait.</summary>
/// <param name="IsApproved">Whether they may be used from now on.</param>
/// <param name="By">Who decided.</param>
public sealed record PinDecision(bool IsApproved, string By)
{
    /// <summary>The names meant; empty means all that wait.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The <see cref="Digest"/> of what was looked at; when something else waits by now nothing is decided. Null decides about what waits.</summary>
    public string? Seen { get; init; }

    /// <summary>Names a set of definitions: twelve hexadecimal digits that are others as soon as one definition is another.</summary>
    public static string Digest(IEnumerable<Pin> pins)
    {
        var text = string.Join('\n', pins.Select(pin => $"{PinKinds.Word(pin.Kind)} {pin.Name} {pin.Hash}").Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
