namespace Baton.Memory.Idempotency;

/// <summary>Makes a write harmless to repeat: the same key from the same grant within 24 hours returns the first result.</summary>
/// <param name="Key">Chosen by the caller; only its hash is kept.</param>
/// <param name="RequestHash">Tells a repeat from another request under the same key.</param>
public sealed record IdempotencyKey(string Key, string RequestHash);
