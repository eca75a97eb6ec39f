using System.Text;
using System.Text.Json;

namespace Baton.Protocol.Messages;

/// <summary>
/// The keys of one level of the envelope. A key that equals a known one but for case is refused, because readers that fold
/// case would take it for the known one and act on another message than the one that was judged.
/// </summary>
internal sealed class KnownKeys(params string[] names)
{
    public static readonly KnownKeys TopLevel = new("jsonrpc", "id", "method", "params", "result", "error");

    public static readonly KnownKeys Params = new(
        "name", "arguments", "_meta", "uri", "cursor", "inputResponses", "requestState", "protocolVersion", "capabilities",
        "clientInfo", "ref", "argument", "level", "notifications", "requestId", "taskId");

    public static readonly KnownKeys Meta = new(
        MetaKey.ProgressToken, MetaKey.ProtocolVersion, MetaKey.ClientInfo, MetaKey.ClientCapabilities, MetaKey.LogLevel,
        MetaKey.SubscriptionId, MetaKey.TraceParent, MetaKey.TraceState, MetaKey.Baggage);

    // Six bytes of an escape for each letter: beyond that no spelling is one of these keys.
    private readonly int _longest = 6 * names.Max(name => name.Length);
    private readonly (string Name, byte[] Utf8, string Folded)[] _known = [.. names.Select(name => (name, Encoding.UTF8.GetBytes(name), Fold(name)))];

    /// <summary>The known key at the reader, or null; <paramref name="variant"/> is the known key that it imitates.</summary>
    public string? Match(ref Utf8JsonReader reader, out string? variant)
    {
        variant = null;
        foreach (var (name, utf8, _) in _known)
        {
            if (reader.ValueTextEquals(utf8)) return name;
        }
        if (reader.ValueSpan.Length > _longest) return null;
        var folded = Fold(reader.GetString()!);
        foreach (var (name, _, candidate) in _known)
        {
            if (candidate == folded) variant = name;
        }
        return null;
    }

    /// <summary>Folds what any common JSON library folds, Go's long s, Kelvin sign and dotted i included.</summary>
    private static string Fold(string key) => string.Create(key.Length, key, static (target, source) =>
    {
        for (var at = 0; at < source.Length; at++)
        {
            target[at] = source[at] switch
            {
                '\u017F' => 's',
                '\u212A' => 'k',
                '\u0130' or '\u0131' => 'i',
                var other => char.ToLowerInvariant(other),
            };
        }
    });
}
