namespace Baton.Gateway.Pipeline;

/// <summary>What waits to be written to a client: a whole message, or an answer that comes in pieces.</summary>
internal readonly record struct Outgoing(ReadOnlyMemory<byte> Message, StreamedAnswer? Answer = null);
