using System.Security.Cryptography;

namespace Baton.Gateway.Keys;

/// <summary>Authenticated encryption of small values: AES-256-GCM with a random nonce, as <c>nonce(12) tag(16) text</c>.</summary>
public static class Sealed
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Encrypts; <paramref name="bound"/> must be given again to open, so that a value cannot be moved to another place.</summary>
    public static byte[] Close(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> bound = default)
    {
        var box = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, text, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), bound);
        return box;
    }

    /// <summary>Decrypts; null when anything was altered, or key or place is another.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound = default)
    {
        if (box.Length < NonceBytes + TagBytes) return null;
        var text = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(box[..NonceBytes], box[(NonceBytes + TagBytes)..], box.Slice(NonceBytes, TagBytes), text, bound);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
