using System.Text;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Policies;

/// <summary>A policy is UTF-8: what is put into force is the file's own text, or nothing.</summary>
public sealed class PolicyEncodingTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("policy check p.json")]
    [InlineData("policy put strict p.json")]
    [InlineData("policy test p.json")]
    [InlineData("policy explain p.json --tool x")]
    public async Task AnyOfThem_FileThatIsNotUtf8_SaysSoAndIsNo(string line)
    {
        await File.WriteAllBytesAsync(_cli.At("p.json"), Encoding.Latin1.GetBytes("""{"version":"1","default":"deny","description":"café","tools":{"memory_save":{}}}"""));

        var result = await _cli.RunAsync(line.Split(' '));

        result.Code.ShouldBe(ExitCode.No, result.ToString());
        (result.Out + result.Error).ShouldContain("p.json:1:1: error encoding: The document is not valid UTF-8: save it as UTF-8.");
    }

    [Fact]
    public async Task Put_FileThatIsNotUtf8_LeavesTheGoodOneInForce()
    {
        _cli.Write("p.json", OperatorHarness.Rules);
        await _cli.RunAsync("policy", "put", "strict", "p.json");
        await File.WriteAllBytesAsync(_cli.At("p.json"), [.. "{\"version\":\"1\",\"default\":\"allow\",\"description\":\""u8, 0xFF, .. "\"}"u8]);

        var result = await _cli.RunAsync("policy", "put", "strict", "p.json", "--json");

        (result.Code, result.Code(), result.Out).ShouldBe((ExitCode.No, "invalid_policy", ""));
        using var error = JsonDocument.Parse(result.Error);
        error.RootElement.GetProperty("error").GetProperty("details").GetProperty("problems")[0].Text("code").ShouldBe("encoding");
        (await _cli.JsonAsync("policy", "get", "strict")).Single().Text("text").ShouldBe(OperatorHarness.Rules);
        (await _cli.JsonAsync("policy", "history", "strict")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task PutThenGet_TextWithMarksAndCarriageReturns_IsTheSame()
    {
        const string Text = "{\r\n  \"version\": \"1\",\r\n  \"default\": \"deny\",\r\n  \"description\": \"日本 😀\",\r\n  \"tools\": { \"memory_save\": {} }\r\n}\r\n";
        _cli.Write("p.json", Text);
        await _cli.RunAsync("policy", "put", "strict", "p.json");

        (await _cli.RunAsync("policy", "get", "strict")).Out.ShouldBe(Text);
    }

    public void Dispose() => _cli.Dispose();
}
