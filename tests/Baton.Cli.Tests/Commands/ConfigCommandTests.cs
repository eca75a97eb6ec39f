using Baton.TestSupport.Embeddings;

namespace Baton.Cli.Tests.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CliHarness _baton = new();

    public void Dispose() => _baton.Dispose();

    [Fact]
    public async Task Config_SetGetListUnset_KeepsAndForgets()
    {
        (await _baton.RunAsync("config", "set", "embeddings.url", "http://localhost:11434/v1")).Code.ShouldBe(0);
        (await _baton.RunAsync("config", "set", "embeddings.model", "all-minilm")).Code.ShouldBe(0);
        (await _baton.RunAsync("config", "get", "embeddings.url")).Out.ShouldBe("http://localhost:11434/v1\n");
        (await _baton.RunAsync("config", "list", "--json")).Out.ShouldBe("{\"embeddings.model\":\"all-minilm\",\"embeddings.url\":\"http://localhost:11434/v1\"}\n");
        (await _baton.RunAsync("config", "list")).Out.ShouldContain("embeddings.key_variable");
        (await _baton.RunAsync("config", "unset", "embeddings.url")).Code.ShouldBe(0);
        (await _baton.RunAsync("config", "get", "embeddings.url")).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("embeddings.url", "localhost")]
    [InlineData("embeddings.url", "ftp://x/")]
    [InlineData("embeddings.url", "http://user:secret@x/")]
    [InlineData("embeddings.model", " ")]
    [InlineData("embeddings.key_variable", "sk-123")]
    [InlineData("embedding.url", "http://x/")]
    [InlineData("conversation.bytes", "4194305")]
    [InlineData("conversation.bytes", "0")]
    [InlineData("conversation.summary_bytes", "10 KB")]
    public async Task Set_WrongNameOrValue_IsRefused(string name, string value)
    {
        var result = await _baton.RunAsync("config", "set", name, value);
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(name);
        (await _baton.RunAsync("config", "list", "--json")).Out.ShouldBe("{}\n");
    }

    [Fact]
    public async Task Vectors_Filled_SayHowFarTheyAreAndFindByMeaning()
    {
        await using var endpoint = new NgramServer();
        for (var i = 0; i < 40; i++) await _baton.RunAsync("memory", "save", $"Note {i} about the greenhouse", "--project", "web");
        await _baton.RunAsync("config", "set", "embeddings.url", endpoint.Url.ToString());

        (await _baton.RunAsync("memory", "vectors", "--json")).Out.ShouldContain("\"done\":0,\"total\":40");
        var filled = await _baton.RunAsync("memory", "vectors", "--fill");

        filled.Code.ShouldBe(0, filled.ToString());
        filled.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["32 of 40 vectors", "40 of 40 vectors"]);
        filled.Out.ShouldStartWith("40 of 40 texts have a vector of ");
        (await _baton.RunAsync("memory", "search", "grenhouses", "--project", "web", "--json")).Out.ShouldContain("greenhouse");
    }

    [Fact]
    public async Task Vectors_NothingConfigured_SaysHowToSwitchThemOn()
    {
        var result = await _baton.RunAsync("memory", "vectors");

        result.Code.ShouldBe(1);
        result.Error.ShouldContain("baton config set embeddings.url");
    }

    [Fact]
    public async Task Vectors_EndpointThatIsDown_NamesIt()
    {
        await _baton.RunAsync("memory", "save", "Lunch is at noon", "--project", "web");
        await _baton.RunAsync("config", "set", "embeddings.url", "http://127.0.0.1:9/v1");

        var result = await _baton.RunAsync("memory", "vectors", "--fill");

        result.Code.ShouldNotBe(0);
        result.Error.ShouldContain("127.0.0.1:9");
    }

    [Fact]
    public async Task Search_EndpointThatIsDown_AnswersByWordsWithAWarning()
    {
        await _baton.RunAsync("memory", "save", "Lunch is at noon", "--project", "web");
        await _baton.RunAsync("config", "set", "embeddings.url", "http://127.0.0.1:9/v1");
        var result = await _baton.RunAsync("memory", "search", "lunch", "--json");
        result.Code.ShouldBe(0, result.ToString());
        result.Out.ShouldContain("Lunch is at noon");
        result.Error.ShouldContain("by words only");
    }

    [Fact]
    public async Task Config_DamagedFile_SaysSo()
    {
        _baton.Write("data/settings.json", "[1]");
        var result = await _baton.RunAsync("config", "list");
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("settings.json");
    }
}
