using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Stdio;

public sealed class BytesTests : IDisposable
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1009)]
    [InlineData(65_536)]
    [InlineData(int.MaxValue)]
    public async Task Body_FourMebibytesWhateverTheChunks_IsIdenticalThroughStdioAndHttp(int chunk)
    {
        var body = MixedText.OfBytes(FourMebibytes);
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        var line = ToolMessage.Session(77, "handoff_save", $"{{\"summary\":\"big\",\"key\":\"big\",\"project\":\"p\",\"body\":{JsonSerializer.Serialize(body, Relaxed)}}}");
        new ToolCall(await stdio.RequestAsync(77, line, chunk)).IsError.ShouldBeFalse();

        var load = new JsonObject { ["key"] = "big", ["project"] = "p", ["max_tokens"] = 2_000_000 };
        var overStdio = (await stdio.CallAsync("handoff_load", load)).Content["handoff"]!;
        await using var up = await HttpBaton.StartAsync(_folder.Data);
        var overHttp = (await up.CallAsync("handoff_load", load)).Content["handoff"]!;
        var saved = (await up.CallAsync("handoff_save", new JsonObject { ["summary"] = "again", ["key"] = "http", ["project"] = "p", ["body"] = body })).Content["handoff"]!;

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        overStdio["body"]!.GetValue<string>().ShouldBe(body);
        overHttp["body"]!.GetValue<string>().ShouldBe(body);
        overStdio["sha256"]!.GetValue<string>().ShouldBe(hash);
        saved["sha256"]!.GetValue<string>().ShouldBe(hash);
        saved["bytes"]!.GetValue<int>().ShouldBe(FourMebibytes);
    }

    [Fact]
    public async Task Body_OneByteTooLong_IsRefusedWithTheLimit()
    {
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);

        var refused = await stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "big", ["key"] = "big", ["project"] = "p", ["body"] = MixedText.OfBytes(FourMebibytes + 1) });

        refused.Code.ShouldBe("too_large");
        refused.Error["limit"]!.GetValue<long>().ShouldBe(FourMebibytes);
        refused.Error["path"]!.GetValue<string>().ShouldBe("/body");
        (await stdio.CallAsync("handoff_load", new JsonObject { ["key"] = "big", ["project"] = "p" })).Code.ShouldBe("not_found");
    }

    public void Dispose() => _folder.Dispose();

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
