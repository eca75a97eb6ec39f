using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Policy.Canonical;
using Baton.Policy.Json;

namespace Baton.Policy.Approvals;

/// <summary>
/// SHA-256 over parts that are each written with their length, so that no two different lists of parts have one text.
/// </summary>
internal static class Fingerprint
{
    public static string OfCall(string grant, string server, string tool, JsonView arguments, string? definitionHash, string revision)
        => Of("call", grant, server, tool, Canonical(arguments), definitionHash ?? "", revision);

    public static string OfArguments(string tool, JsonView arguments) => Of("same", tool, Canonical(arguments));

    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new ArrayBufferWriter<byte>(512);
        foreach (var part in parts)
        {
            BinaryPrimitives.WriteInt32BigEndian(text.GetSpan(4), Encoding.UTF8.GetByteCount(part));
            text.Advance(4);
            Encoding.UTF8.GetBytes(part, text);
        }
        return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan));
    }

    private static string Canonical(JsonView arguments) => Encoding.UTF8.GetString(CanonicalJson.Write(arguments));
}
