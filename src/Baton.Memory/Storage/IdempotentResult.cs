namespace Baton.Memory.Storage;

/// <summary>The first result under an idempotency key, returned to repeats for 24 hours.</summary>
/// <param name="Operation">The tool that gave it; the same key for another tool is an error.</param>
/// <param name="RequestHash">SHA-256 of the arguments without the key, to tell a repeat from a reuse.</param>
/// <param name="Text">The reply's text.</param>
/// <param name="StructuredContent">The reply's UTF-8 JSON.</param>
/// <param name="At">When it was first given.</param>
public sealed record IdempotentResult(string Operation, string RequestHash, string Text, ReadOnlyMemory<byte> StructuredContent, DateTimeOffset At);
