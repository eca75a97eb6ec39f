using System.Text;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

/// <summary>Literal JSON in, envelopes and errors out.</summary>
internal static class Wire
{
    public static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static Envelope Read(string json)
    {
        var result = MessageReader.Read(Bytes(json));
        result.Error.ShouldBeNull();
        return result.Envelope.ShouldNotBeNull();
    }

    public static RpcError Refused(string json) => Refused(Bytes(json));

    public static RpcError Refused(ReadOnlyMemory<byte> json) => MessageReader.Read(json).Error.ShouldNotBeNull();

    public static string RefusedId(string json)
    {
        var result = MessageReader.Read(Bytes(json));
        result.Error.ShouldNotBeNull();
        return result.Id.IsAbsent ? "null" : result.Id.ToString();
    }
}
