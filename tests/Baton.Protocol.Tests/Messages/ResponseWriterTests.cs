using System.Buffers;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;

namespace Baton.Protocol.Tests.Messages;

public sealed class ResponseWriterTests
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private string Written => Wire.Text(_output.WrittenMemory);

    [Theory]
    [InlineData("1.0")]
    [InlineData("\"\\u0061\"")]
    public void Result_RepeatsTheIdsExactText(string id)
    {
        ResponseWriter.Result(_output, RequestId.Read(Wire.Bytes(id))!.Value, """{"a": 1}"""u8);

        Written.ShouldBe($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"a": 1}}""");
    }

    [Fact]
    public void Error_WithoutId_SaysNull()
    {
        ResponseWriter.Error(_output, default, RpcError.Parse("nö \"quoted\""));

        Written.ShouldBe("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"nö \"quoted\""}}""");
    }

    [Fact]
    public void Error_WithData_CarriesItRaw()
        => Wire.Text(ResponseWriter.Error(RequestId.Of(3), new RpcError(1, "m") { Data = Wire.Bytes("""{"x":[1]}""") }))
            .ShouldBe("""{"jsonrpc":"2.0","id":3,"error":{"code":1,"message":"m","data":{"x":[1]}}}""");

    [Fact]
    public void Notification_WithAndWithoutParams()
    {
        ResponseWriter.Notification(_output, MethodName.ToolsChanged, default);
        Written.ShouldBe("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");

        _output.Clear();
        ResponseWriter.Notification(_output, MethodName.Progress, """{"progress":1}"""u8);
        Written.ShouldBe("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}""");
    }
}
