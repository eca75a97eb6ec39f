namespace Baton.Memory.Ids;

/// <summary>Where randomness comes from; injected so that tests can repeat a run. The composition root gives a cryptographic one.</summary>
public delegate void RandomFill(Span<byte> bytes);
