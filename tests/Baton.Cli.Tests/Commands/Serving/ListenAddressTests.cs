using Baton.Cli.Application;
using Baton.Cli.Commands.Serving;

namespace Baton.Cli.Tests.Commands.Serving;

public sealed class ListenAddressTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Theory]
    [InlineData("http://127.0.0.1:4700", true)]
    [InlineData("http://127.0.0.1:0", true)]
    [InlineData("http://localhost:4700/", true)]
    [InlineData("http://[::1]:4700", true)]
    [InlineData("http://*:4700", true)]
    [InlineData("http://+:4700", true)]
    [InlineData("https://127.0.0.1:4700", false)]
    [InlineData("127.0.0.1:4700", false)]
    [InlineData("4700", false)]
    [InlineData("http://", false)]
    [InlineData("http://127.0.0.1:99999", false)]
    [InlineData("http://127.0.0.1:4700/mcp", false)]
    [InlineData("http://127.0.0.1:4700?x=1", false)]
    [InlineData("http://me@127.0.0.1:4700", false)]
    [InlineData("http://127.0.0.1:4700#x", false)]
    [InlineData("", false)]
    public void IsValid_Text_IsAnHttpAddressWithoutAPath(string text, bool expected) => ListenAddress.IsValid(text).ShouldBe(expected);

    [Theory]
    [InlineData("127.0.0.1:4700")]
    [InlineData("https://127.0.0.1:4700")]
    public async Task Up_AddressThatIsNone_SaysHowToWriteOneAndMakesNoFolder(string url)
    {
        var result = await _cli.RunAsync("up", "--urls", url);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldStartWith($"baton: '{url}' is no address to listen on; write it as http://127.0.0.1:4700.\n");
        Directory.Exists(_cli.At("data")).ShouldBeFalse();
    }

    public void Dispose() => _cli.Dispose();
}
