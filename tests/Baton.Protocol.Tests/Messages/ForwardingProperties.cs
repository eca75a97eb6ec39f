using System.Text;
using System.Text.Json;
using Baton.Protocol.Messages;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Protocol.Tests.Messages;

/// <summary>What is judged is what is forwarded, for any arguments, any spelling of them and any rewrite.</summary>
public sealed class ForwardingProperties
{
    private static readonly Gen<string> Space = Gen.Elements("", " ", "\t", "\r\n", "  ");

    private static readonly Gen<string> Text =
        from parts in Gen.Elements("a", "é", "日本", "😀", "\\n", "\\u0041", "\\ud83d\\ude00", "\\\"", "\\\\", "/", "\\/", "name", "</memory>").ArrayOf()
        select string.Concat(parts);

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Elements("0", "-1", "1.50", "1e9", "12345678901234567890", "true", "false", "null"),
        Text.Select(text => $"\"{text}\""));

    private static Gen<string> Value(int depth) => depth == 0
        ? Scalar
        : Gen.OneOf(
            Scalar,
            Value(depth - 1).ArrayOf().Select(items => $"[{string.Join(',', items.Take(4))}]"),
            Object(depth - 1));

    private static Gen<string> Object(int depth) =>
        from values in Value(depth).ArrayOf()
        from space in Space
        select "{" + string.Join(',', values.Take(5).Select((value, at) => $"{space}\"k{at}\"{space}:{space}{value}")) + space + "}";

    private static Arbitrary<(string Id, string Arguments, string Space)> Calls => (
        from id in Gen.Elements("1", "\"x\"", "-3", "\"\\u00e9\"")
        from arguments in Object(3)
        from space in Space
        select (id, arguments, space)).ToArbitrary();

    private static string Message((string Id, string Arguments, string Space) call)
        => $$"""{{{call.Space}}"jsonrpc":"2.0",{{call.Space}}"params":{"arguments":{{call.Arguments}},"name":"s__t"},"id":{{call.Id}},"method":"tools/call"{{call.Space}}}""";

    [Fact]
    public void ReadThenRewrite_AnyArguments_LeaveByteForByte()
        => Prop.ForAll(Calls, call =>
        {
            var judged = Wire.Read(Message(call));
            var outgoing = MessageRewriter.Apply(judged, new Rewrite
            {
                Id = Wire.Bytes("42"),
                Name = "t",
                Meta = new Dictionary<string, ReadOnlyMemory<byte>> { ["traceparent"] = Wire.Bytes("\"00-1-2-01\"") },
            });
            return Wire.Text(judged.Arguments) == call.Arguments
                && judged.Id.ToString() == call.Id
                && Wire.Text(outgoing.Arguments) == call.Arguments
                && SameCall.As(judged, outgoing, "t")
                && IsJson(outgoing.Message);
        }).Check(Repeatable.Config.WithMaxTest(300));

    [Fact]
    public void Read_MutatedBytes_EitherRefusesOrReadsWhatJsonDocumentReads()
        => Prop.ForAll(Calls, Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), (call, seed) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Message(call));
            var random = new Random(seed);
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var result = MessageReader.Read(bytes);
            if (!result.TryGet(out var envelope, out var error)) return error.Message.Length > 0 && error.Code != 0;
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.GetProperty("method").GetString() == envelope.Method
                && document.RootElement.GetProperty("jsonrpc").GetString() == "2.0"
                && Same(document.RootElement, envelope);
        }).Check(Repeatable.Config.WithMaxTest(1000));

    private static bool Same(JsonElement root, Envelope envelope)
    {
        if (!root.TryGetProperty("params", out var parameters)) return envelope.Params.IsEmpty;
        var name = parameters.TryGetProperty("name", out var found) ? found.GetString() : null;
        var arguments = parameters.TryGetProperty("arguments", out var given) ? given.GetRawText() : "";
        return name == envelope.Name && arguments == Wire.Text(envelope.Arguments);
    }

    private static bool IsJson(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }
}
