namespace Baton.Protocol.Json;

/// <summary>Why a text is not strict JSON.</summary>
/// <param name="Kind">What sort of fault.</param>
/// <param name="Message">What and where, for the sender.</param>
/// <param name="Offset">Byte where it was seen.</param>
public sealed record JsonFault(JsonFaultKind Kind, string Message, long Offset);

/// <summary>Sorts of <see cref="JsonFault"/>; the wire answers some as parse errors and some as invalid requests.</summary>
public enum JsonFaultKind
{
    /// <summary>Not a JSON text: syntax, encoding, byte order mark, trailing data, depth.</summary>
    Syntax,

    /// <summary>JSON that two readers could understand differently: a key twice in one object.</summary>
    Ambiguous,
}
