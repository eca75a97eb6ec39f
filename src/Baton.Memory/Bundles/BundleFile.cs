using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Bundles;

/// <summary>
/// A bundle as a file: one JSON object with who signed it, for whom it is encrypted if for anybody, the contents, and the Ed25519
/// signature over all of that. The signature is over what is stored, so that a file is judged before anything in it is decrypted or read.
/// </summary>
internal static class BundleFile
{
    private const int Version = 1;

    public static byte[] Write(BundleKey signer, BundleIdentity? recipient, byte[] contents)
    {
        var stored = recipient is null ? contents : BundleSeal.Encrypt(recipient, contents);
        var signature = signer.Sign(Signed(signer.Identity.ToString(), recipient?.ToString(), stored));
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("baton_bundle", Version);
            json.WriteString("signer", signer.Identity.ToString());
            json.Text("recipient", recipient?.ToString());
            json.WriteBase64String("contents", stored);
            json.WriteBase64String("signature", signature);
            json.WriteEndObject();
        }, stored.Length * 2).ToArray();
    }

    /// <summary>The contents of a bundle that is whole, from whom it should be, and for whoever holds the key.</summary>
    public static Outcome<byte[]> Read(ReadOnlyMemory<byte> file, BundleKey key, BundleIdentity? expected)
    {
        if (!Parse(file).TryGet(out var parts, out var broken)) return broken;
        if (BundleIdentity.Parse(parts.Signer) is not { } signer) return Damaged("its signer is no key");
        if (!Ed25519.Verify(signer.Signing, Signed(parts.Signer, parts.Recipient, parts.Contents), parts.Signature))
        {
            return new Failure(FailureCode.Invalid, "The bundle's signature does not fit: it was changed after it was signed, or is damaged.") { Hint = "Nothing was read from it. Ask for it again." };
        }
        if (expected is null)
        {
            return new Failure(FailureCode.ConfirmRequired, $"The bundle is whole; it is signed by {signer}.") { Hint = "If that is the key of who should have sent it, name it with --from. Whoever has a bundle can only prove a key, not a name." };
        }
        if (!signer.Equals(expected)) return new Failure(FailureCode.Forbidden, $"The bundle is signed by {signer}, not by who was expected.") { Hint = "Nothing was read from it. Ask the sender for the key that 'baton handoff key' prints." };
        if (parts.Recipient is null) return parts.Contents;
        if (parts.Recipient != key.Identity.ToString())
        {
            return new Failure(FailureCode.Forbidden, $"The bundle is encrypted to {parts.Recipient}; the key here is {key.Identity}.") { Hint = "Open it where that key is, or have it made for the key here." };
        }
        return BundleSeal.Decrypt(key, parts.Contents);
    }

    private static Outcome<BundleParts> Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("baton_bundle", out var version))
            {
                return new Failure(FailureCode.Invalid, "The file is no handoff bundle.") { Hint = "Bundles are made with baton handoff bundle." };
            }
            if (version.GetInt32() != Version) return new Failure(FailureCode.Invalid, $"The bundle has format {version.GetInt32()}; this Baton reads {Version}.") { Hint = "Use a newer Baton." };
            var recipient = root.TryGetProperty("recipient", out var to) ? to.GetString() : null;
            var signer = root.GetProperty("signer").GetString() ?? throw new JsonException("The signer is null.");
            return new BundleParts(signer, recipient, root.GetProperty("contents").GetBytesFromBase64(), root.GetProperty("signature").GetBytesFromBase64());
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Damaged("it is cut off or no bundle");
        }
    }

    private static Failure Damaged(string why) => new(FailureCode.Invalid, $"The bundle cannot be read: {why}.") { Hint = "Nothing was read from it. Ask for it again." };

    /// <summary>What the signature is over: every part behind its length, so that nothing can move from one to the other.</summary>
    private static byte[] Signed(string signer, string? recipient, byte[] contents)
    {
        var head = $"baton bundle {Version}\n{signer}\n{recipient}\n{contents.Length}\n";
        return [.. Encoding.UTF8.GetBytes(head), .. SHA512.HashData(contents)];
    }

    private sealed record BundleParts(string Signer, string? Recipient, byte[] Contents, byte[] Signature);
}
