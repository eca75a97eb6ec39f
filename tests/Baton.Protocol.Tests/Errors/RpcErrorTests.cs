using System.Reflection;
using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Messages;
using Baton.Protocol.Revisions;
using Baton.Protocol.Tests.Messages;

namespace Baton.Protocol.Tests.Errors;

/// <summary>The numbers that clients act upon, and how an error looks on the wire.</summary>
public sealed class RpcErrorTests
{
    [Theory]
    [InlineData(nameof(ErrorCode.ParseError), -32700)]
    [InlineData(nameof(ErrorCode.InvalidRequest), -32600)]
    [InlineData(nameof(ErrorCode.MethodNotFound), -32601)]
    [InlineData(nameof(ErrorCode.InvalidParams), -32602)]
    [InlineData(nameof(ErrorCode.InternalError), -32603)]
    [InlineData(nameof(ErrorCode.LegacyResourceNotFound), -32002)]
    [InlineData(nameof(ErrorCode.HeaderMismatch), -32020)]
    [InlineData(nameof(ErrorCode.MissingRequiredClientCapability), -32021)]
    [InlineData(nameof(ErrorCode.UnsupportedProtocolVersion), -32022)]
    public void ErrorCode_OfTheStandard_HasItsNumber(string name, int number) => typeof(ErrorCode).GetField(name)!.GetRawConstantValue().ShouldBe(number);

    [Fact]
    public void ErrorCode_Numbers_AreDistinctAndOursStandOutsideTheReservedRange()
    {
        var codes = typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);
        codes.Values.ShouldBeUnique();
        foreach (var own in (string[])[nameof(ErrorCode.Refused), nameof(ErrorCode.Busy), nameof(ErrorCode.StepFailed), nameof(ErrorCode.ServerUnavailable)])
        {
            codes[own].ShouldNotBeInRange(-32768, -32000);
        }
    }

    [Fact]
    public void Factories_GiveTheirCodes()
    {
        RpcError[] errors = [RpcError.Parse("m"), RpcError.InvalidRequest("m"), RpcError.InvalidParams("m"), RpcError.HeaderMismatch("m"), RpcError.MethodNotFound("x/y")];
        errors.Select(error => (error.Code, error.Message, error.Data.Length)).ShouldBe(
            [(-32700, "m", 0), (-32600, "m", 0), (-32602, "m", 0), (-32020, "m", 0), (-32601, "Method not found: x/y", 0)]);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("say \"hi\"\n", "\"say \\\"hi\\\"\\n\"")]
    [InlineData("é 中 😀 <b>&'", null)]
    [InlineData("\u0000\u001b", "\"\\u0000\\u001B\"")]
    public void Error_Message_IsOneLineOfJsonThatReadsBack(string message, string? written)
    {
        var text = Wire.Text(ResponseWriter.Error(RequestId.Of(3), new RpcError(-1, message)));
        text.ShouldNotContain("\n");
        if (written is not null) text.ShouldContain($"\"message\":{written}");
        using var read = JsonDocument.Parse(text);
        read.RootElement.GetProperty("error").GetProperty("message").GetString().ShouldBe(message);
        read.RootElement.GetProperty("id").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("\"a\\u0062\"")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890")]
    public void Result_Id_IsEchoedByItsText(string id)
    {
        var read = Wire.Read($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""");
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        ResponseWriter.Result(output, read.Id, "{}"u8);
        Wire.Text(output.WrittenMemory).ShouldBe("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    [Fact]
    public void UnsupportedRevision_Answer_IsReadByAClient()
    {
        var error = UnsupportedRevision.Error("2099-01-01 \"x\"", Revision.OverHttp);
        using var data = JsonDocument.Parse(error.Data);
        data.RootElement.GetProperty("supported").EnumerateArray().Select(item => item.GetString()).ShouldBe(["2026-07-28", "2025-11-25", "2025-06-18"]);
        data.RootElement.GetProperty("requested").GetString().ShouldBe("2099-01-01 \"x\"");
        error.Code.ShouldBe(ErrorCode.UnsupportedProtocolVersion);
    }

    [Fact]
    public void Revisions_AreThoseThatAreSpoken()
    {
        Revision.OverStdio.Select(revision => (revision.Text, revision.Era)).ShouldBe(
            [("2026-07-28", Era.Stateless), ("2025-11-25", Era.Sessions), ("2025-06-18", Era.Sessions), ("2024-11-05", Era.Sessions)]);
        Revision.OverHttp.ShouldBe(Revision.OverStdio.Take(3));
        Revision.Find("2025-03-26").ShouldBeNull();
        Revision.Find("2025-6-18").ShouldBeNull();
        Revision.Find(null).ShouldBeNull();
        Revision.V20251125.ToString().ShouldBe("2025-11-25");
    }

    [Theory]
    // offered, over stdio, over HTTP
    [InlineData("2024-11-05", "2024-11-05", "2025-06-18")]
    [InlineData("2025-03-26", "2025-06-18", "2025-06-18")]
    [InlineData("2026-07-28", "2025-11-25", "2025-11-25")]
    [InlineData("", "2025-11-25", "2025-11-25")]
    [InlineData("2025-06-18 ", "2025-11-25", "2025-11-25")]
    [InlineData("latest", "2025-11-25", "2025-11-25")]
    public void Negotiate_Offer_IsAnsweredWithARevisionOfSessions(string offered, string stdio, string http)
        => (Revision.Negotiate(offered, Revision.OverStdio).Text, Revision.Negotiate(offered, Revision.OverHttp).Text).ShouldBe((stdio, http));
}
