namespace Baton.Protocol.Sse;

/// <summary>A server-sent event.</summary>
/// <param name="Type">The <c>event</c> field; <c>message</c> when it was left out.</param>
/// <param name="Data">The <c>data</c> lines joined by line feeds, undecoded.</param>
/// <param name="Id">The last <c>id</c> seen on the stream, or null.</param>
public sealed record SseEvent(string Type, ReadOnlyMemory<byte> Data, string? Id);
