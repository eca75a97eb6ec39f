using System.Collections.Immutable;
using System.Text.Json;
using Baton.Policy.Canonical;

namespace Baton.Gateway.Audit;

/// <summary>What the log keeps of a call's arguments: names, a keyed digest, and values only where the operator wants them.</summary>
/// <param name="Keys">The names at the top level.</param>
/// <param name="Digest">The digest; null when there are no arguments, or they have no canonical form.</param>
/// <param name="Encrypted">The values; null unless recorded.</param>
internal sealed record AuditArguments(ImmutableArray<string> Keys, string? Digest, string? Encrypted)
{
    private static readonly AuditArguments None = new([], null, null);

    public static AuditArguments Of(ReadOnlyMemory<byte> arguments, AuditKeys keys, bool recordValues)
    {
        if (arguments.IsEmpty) return None;
        var canonical = CanonicalJson.TryWrite(arguments, out _);
        return new AuditArguments(
            Names(arguments.Span),
            canonical is null ? null : keys.Digest(canonical),
            recordValues ? keys.Encrypt(arguments.Span) : null);
    }

    private static ImmutableArray<string> Names(ReadOnlySpan<byte> arguments)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var json = new Utf8JsonReader(arguments);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(json.GetString()!);
            json.Skip();
        }
        return names.DrainToImmutable();
    }
}
