using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Baton.Memory.Bundles;

/// <summary>
/// Ed25519 signatures (RFC 8032, section 5.1) over the platform's SHA-512, since the platform has no Ed25519 of its own. Not in
/// constant time: keys are used by an operator's command on the operator's machine, never to answer others.
/// </summary>
internal static class Ed25519
{
    public const int KeyBytes = 32;
    public const int SignatureBytes = 64;

    private static readonly BigInteger Prime = (BigInteger.One << 255) - 19;
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);
    private static readonly Point Base = BasePoint();

    public static byte[] PublicKey(ReadOnlySpan<byte> seed) => Encode(Multiply(Base, Scalar(SHA512.HashData(seed))));

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var hash = SHA512.HashData(seed);
        var secret = Scalar(hash);
        var publicKey = Encode(Multiply(Base, secret));
        var nonce = Number(SHA512.HashData([.. hash.AsSpan(KeyBytes), .. message])) % Order;
        var commitment = Encode(Multiply(Base, nonce));
        var challenge = Number(SHA512.HashData([.. commitment, .. publicKey, .. message])) % Order;
        return [.. commitment, .. Bytes((nonce + (challenge * secret)) % Order)];
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyBytes || signature.Length != SignatureBytes || Decode(publicKey) is not { } key) return false;
        var answer = Number(signature[KeyBytes..]);
        if (answer >= Order) return false;
        var challenge = Number(SHA512.HashData([.. signature[..KeyBytes], .. publicKey, .. message])) % Order;
        // R = [S]B - [k]A, compared in its one encoded form.
        var commitment = Add(Multiply(Base, answer), Multiply(Negate(key), challenge));
        return signature[..KeyBytes].SequenceEqual(Encode(commitment));
    }

    /// <summary>Whether the bytes are a point of the curve, as every public key is.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey) => publicKey.Length == KeyBytes && Decode(publicKey) is not null;

    private static BigInteger Scalar(ReadOnlySpan<byte> hash)
    {
        Span<byte> clamped = stackalloc byte[KeyBytes];
        hash[..KeyBytes].CopyTo(clamped);
        clamped[0] &= 248;
        clamped[31] &= 127;
        clamped[31] |= 64;
        return Number(clamped);
    }

    private static Point BasePoint()
    {
        var y = Mod(4 * Inverse(5));
        return OnCurve(y, odd: false)!.Value;
    }

    /// <summary>The point of a y and the sign of its x; null when there is none.</summary>
    private static Point? OnCurve(BigInteger y, bool odd)
    {
        var square = Mod((y * y) - 1) * Inverse(Mod((D * y * y) + 1)) % Prime;
        var x = BigInteger.ModPow(square, (Prime + 3) / 8, Prime);
        if (Mod((x * x) - square) != 0) x = x * RootOfMinusOne % Prime;
        if (Mod((x * x) - square) != 0 || (x.IsZero && odd)) return null;
        if (x.IsEven == odd) x = Prime - x;
        return new Point(x, y, BigInteger.One, x * y % Prime);
    }

    private static Point Add(Point one, Point other)
    {
        var a = Mod((one.Y - one.X) * (other.Y - other.X));
        var b = Mod((one.Y + one.X) * (other.Y + other.X));
        var c = Mod(one.T * 2 * D * other.T);
        var d = Mod(one.Z * 2 * other.Z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Point Multiply(Point point, BigInteger times)
    {
        var sum = new Point(BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        for (var rest = times; !rest.IsZero; rest >>= 1)
        {
            if (!rest.IsEven) sum = Add(sum, point);
            point = Add(point, point);
        }
        return sum;
    }

    private static Point Negate(Point point) => new(Mod(-point.X), point.Y, point.Z, Mod(-point.T));

    private static byte[] Encode(Point point)
    {
        var inverse = Inverse(point.Z);
        var (x, y) = (point.X * inverse % Prime, point.Y * inverse % Prime);
        var bytes = Bytes(y);
        if (!x.IsEven) bytes[31] |= 128;
        return bytes;
    }

    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        Span<byte> number = stackalloc byte[KeyBytes];
        bytes.CopyTo(number);
        number[31] &= 127;
        var y = Number(number);
        return y >= Prime ? null : OnCurve(y, (bytes[31] & 128) != 0);
    }

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[KeyBytes];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger Mod(BigInteger number)
    {
        var rest = number % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }

    private static BigInteger Inverse(BigInteger number) => BigInteger.ModPow(number, Prime - 2, Prime);

    /// <summary>A point in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
