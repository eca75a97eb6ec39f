using System.Text.Json;
using Baton.TestSupport;
using Baton.TestSupport.Processes;

namespace Baton.Conformance.TypeScript;

/// <summary>The official TypeScript clients of both eras, over both transports.</summary>
public sealed class TypeScriptClientTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _data = Directory.CreateTempSubdirectory("baton-ts-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData("http")]
    [InlineData("stdio")]
    public async Task SessionClient_SavesAndLoads(string transport)
    {
        var said = await RunAsync("session-client.mjs", transport);

        said.GetProperty("server").GetString().ShouldBe("baton");
        said.GetProperty("instructions").GetInt32().ShouldBeGreaterThan(0);
        SavedAndLoaded(said);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("stdio")]
    public async Task StatelessClient_SavesLoadsAndListens(string transport)
    {
        var said = await RunAsync("stateless-client.mjs", transport);

        said.GetProperty("revision").GetString().ShouldBe("2026-07-28");
        said.GetProperty("era").GetString().ShouldBe("modern");
        said.GetProperty("honored").GetBoolean().ShouldBeTrue();
        said.GetProperty("closed").GetString().ShouldBe("local");
        SavedAndLoaded(said);
    }

    private static void SavedAndLoaded(JsonElement said)
    {
        said.GetProperty("tools").EnumerateArray().Select(tool => tool.GetString()).ShouldContain("handoff_save");
        said.GetProperty("saved").GetBoolean().ShouldBeTrue();
        said.GetProperty("identical").GetBoolean().ShouldBeTrue();
        said.GetProperty("missing").GetString().ShouldBe("not_found");
    }

    private async Task<JsonElement> RunAsync(string script, string transport)
    {
        Assert.SkipWhen(BatonBinary.Path is null, BatonBinary.Missing);
        Assert.SkipUnless(NodePeers.AreInstalled, NodePeers.Missing);
        var path = Repository.At("tests", "Baton.Conformance", "TypeScript", script);
        if (transport == "stdio") return Read(await NodePeers.RunScriptAsync(path, ["stdio", BatonBinary.Path!, "stdio", "--data", _data], Limit));
        await using var server = await BatonServer.StartAsync(_data);
        return Read(await NodePeers.RunScriptAsync(path, ["http", server.Endpoint], Limit));
    }

    private static JsonElement Read(ProcessResult result)
    {
        result.ExitCode.ShouldBe(0, result.ToString());
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}
