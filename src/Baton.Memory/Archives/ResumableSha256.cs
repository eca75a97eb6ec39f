using System.Buffers.Binary;
using System.Numerics;

namespace Baton.Memory.Archives;

/// <summary>
/// SHA-256 (FIPS 180-4) whose state can be kept and taken up again, in another process, where the framework's cannot: so the
/// hash of a growing text costs its new bytes only.
/// </summary>
internal sealed class ResumableSha256
{
    private const int BlockBytes = 64;
    private const int WordBytes = 32;

    private static readonly uint[] Start = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly uint[] Rounds =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly uint[] _words = [.. Start];
    private readonly byte[] _pending = new byte[BlockBytes];
    private int _pendingLength;
    private long _length;

    /// <summary>Takes up what <see cref="Save"/> gave; of nothing when it is empty.</summary>
    /// <param name="state">The state.</param>
    /// <param name="length">The bytes it stands for.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static ResumableSha256 Resume(ReadOnlySpan<byte> state, long length)
    {
        var hash = new ResumableSha256();
        if (state.IsEmpty && length == 0) return hash;
        if (state.Length != WordBytes + (int)(length % BlockBytes)) throw new FormatException("This is no state of a SHA-256 of that length.");
        for (var i = 0; i < 8; i++) hash._words[i] = BinaryPrimitives.ReadUInt32BigEndian(state[(4 * i)..]);
        state[WordBytes..].CopyTo(hash._pending);
        (hash._pendingLength, hash._length) = (state.Length - WordBytes, length);
        return hash;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_pendingLength > 0)
        {
            var taken = Math.Min(BlockBytes - _pendingLength, bytes.Length);
            bytes[..taken].CopyTo(_pending.AsSpan(_pendingLength));
            _pendingLength += taken;
            bytes = bytes[taken..];
            if (_pendingLength < BlockBytes) return;
            Compress(_words, _pending);
        }
        for (; bytes.Length >= BlockBytes; bytes = bytes[BlockBytes..]) Compress(_words, bytes);
        bytes.CopyTo(_pending);
        _pendingLength = bytes.Length;
    }

    /// <summary>The words and the bytes of the block that is not full yet.</summary>
    public byte[] Save()
    {
        var state = new byte[WordBytes + _pendingLength];
        Write(_words, state);
        _pending.AsSpan(0, _pendingLength).CopyTo(state.AsSpan(WordBytes));
        return state;
    }

    /// <summary>The hash of all bytes so far, lower-case hex; more may follow.</summary>
    public string Current()
    {
        uint[] words = [.. _words];
        Span<byte> tail = stackalloc byte[2 * BlockBytes];
        tail.Clear();
        _pending.AsSpan(0, _pendingLength).CopyTo(tail);
        tail[_pendingLength] = 0x80;
        var blocks = _pendingLength < BlockBytes - 8 ? 1 : 2;
        BinaryPrimitives.WriteInt64BigEndian(tail[((blocks * BlockBytes) - 8)..], _length * 8);
        for (var i = 0; i < blocks; i++) Compress(words, tail[(i * BlockBytes)..]);
        Span<byte> hash = stackalloc byte[WordBytes];
        Write(words, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Write(uint[] words, Span<byte> into)
    {
        for (var i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(into[(4 * i)..], words[i]);
    }

    private static void Compress(uint[] words, ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[64];
        for (var i = 0; i < 16; i++) schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (var i = 16; i < 64; i++)
        {
            var (near, far) = (schedule[i - 15], schedule[i - 2]);
            schedule[i] = schedule[i - 16] + schedule[i - 7]
                + (BitOperations.RotateRight(near, 7) ^ BitOperations.RotateRight(near, 18) ^ (near >> 3))
                + (BitOperations.RotateRight(far, 17) ^ BitOperations.RotateRight(far, 19) ^ (far >> 10));
        }
        var (a, b, c, d, e, f, g, h) = (words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]);
        for (var i = 0; i < 64; i++)
        {
            var first = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25))
                + ((e & f) ^ (~e & g)) + Rounds[i] + schedule[i];
            var second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
                + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        words[0] += a;
        words[1] += b;
        words[2] += c;
        words[3] += d;
        words[4] += e;
        words[5] += f;
        words[6] += g;
        words[7] += h;
    }
}
