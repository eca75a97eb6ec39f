namespace Baton.Gateway.Tests.Support;

/// <summary>Bytes that come a few at a time, however many are asked for.</summary>
internal sealed class Trickle(byte[] bytes, int atOnce) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
}
