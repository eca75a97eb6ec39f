using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Baton.Policy.Canonical;
using Baton.Policy.Decisions;
using Baton.Policy.Json;

namespace Baton.Policy.Approvals;

/// <summary>
/// SHA-256 over parts that are each written with their length, so that no two different lists of parts have one text.
/// </summary>
internal static class Fingerprint
{
    public static string OfCall(in CallFacts facts, JsonView arguments, string revision)
    {
        var (tool, hash) = (facts.Tool.Name, facts.Tool.DefinitionHash ?? "");
        return facts.CarriedBy is { } carrier
            ? Of("carried", facts.Grant, facts.Server, tool, Canonical(arguments), hash, revision, carrier)
            : Of("call", facts.Grant, facts.Server, tool, Canonical(arguments), hash, revision);
    }

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
