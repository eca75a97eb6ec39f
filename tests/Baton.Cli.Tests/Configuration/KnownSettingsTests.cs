using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Configuration;
using Baton.Memory.Limits;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Configuration;

/// <summary>Each setting: what it takes, what it refuses and with which words, and what is read of it where it is used.</summary>
public sealed class KnownSettingsTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private SettingsFile File => SettingsFile.Of(new DataFolder(_cli.At("data")));

    [Fact]
    public void All_Names_AreThoseOfTheDocumentation()
        => KnownSettings.All.Keys.ShouldBe(
            ["ainote.time_zone", "audit.heads", "audit.sync", "audit.values", "conversation.bytes", "conversation.summary_bytes", "embeddings.key_variable", "embeddings.model", "embeddings.url"]);

    [Theory]
    [InlineData("embeddings.url", "http://localhost:11434/v1")]
    [InlineData("embeddings.url", "https://api.example.com")]
    [InlineData("embeddings.model", "nomic-embed-text")]
    [InlineData("embeddings.key_variable", "OPENAI_API_KEY")]
    [InlineData("conversation.bytes", "1")]
    [InlineData("conversation.bytes", "4194304")]
    [InlineData("conversation.summary_bytes", "1024")]
    [InlineData("ainote.time_zone", "Europe/Berlin")]
    [InlineData("ainote.time_zone", "UTC")]
    [InlineData("audit.sync", "full")]
    [InlineData("audit.sync", "normal")]
    [InlineData("audit.values", "true")]
    [InlineData("audit.heads", "https://other.example/heads")]
    public async Task Set_GoodValue_IsKeptAndShownEverywhere(string name, string value)
    {
        (await _cli.RunAsync("config", "set", name, value)).ToString().ShouldBe($"0\n{name} = {value}\n");
        (await _cli.RunAsync("config", "get", name)).ToString().ShouldBe($"0\n{value}\n");
        (await _cli.JsonAsync("config", "get", name)).Single().Text(name).ShouldBe(value);
        (await _cli.JsonAsync("config", "list")).Single().EnumerateObject().Select(member => (member.Name, member.Value.GetString())).ShouldBe([(name, value)]);
        (await _cli.RunAsync("config", "unset", name)).ToString().ShouldBe($"0\n{name} is unset.\n");
        (await _cli.RunAsync("config", "get", name)).ToString().ShouldBe($"1\nbaton: {name} is not set.\n");
    }

    [Theory]
    [InlineData("embeddings.url", "localhost:11434", "an address is http:// or https:// without a user name")]
    [InlineData("embeddings.url", "ftp://host/x", "an address is http:// or https:// without a user name")]
    [InlineData("embeddings.url", "http://me:secret@host/v1", "an address is http:// or https:// without a user name")]
    [InlineData("embeddings.model", " ", "a model's name has 1 to 200 characters")]
    [InlineData("embeddings.key_variable", "MY KEY", "a variable's name has letters, digits and _")]
    [InlineData("embeddings.key_variable", "KÄY", "a variable's name has letters, digits and _")]
    [InlineData("conversation.bytes", "0", "a size is a whole number of bytes from 1 to 4194304")]
    [InlineData("conversation.bytes", "4194305", "a size is a whole number of bytes from 1 to 4194304")]
    [InlineData("conversation.bytes", "1e3", "a size is a whole number of bytes from 1 to 4194304")]
    [InlineData("conversation.bytes", "+5", "a size is a whole number of bytes from 1 to 4194304")]
    [InlineData("conversation.bytes", "99999999999999999999", "a size is a whole number of bytes from 1 to 4194304")]
    [InlineData("ainote.time_zone", "Europe/Atlantis", "a zone has a name such as Europe/Berlin")]
    [InlineData("audit.sync", "Full", "must be normal or full")]
    [InlineData("audit.sync", "", "must be normal or full")]
    [InlineData("audit.values", "yes", "must be true or false")]
    [InlineData("audit.heads", "heads.jsonl", "must be the absolute path of a file, or an http or https URL")]
    [InlineData("audit.heads", "ftp://other/heads", "must be the absolute path of a file, or an http or https URL")]
    public async Task Set_BadValue_SaysWhatOneIsAndWritesNothing(string name, string value, string says)
    {
        var result = await _cli.RunAsync("config", "set", "--", name, value);

        result.ToString().ShouldBe($"2\nbaton: {name}: {says}.\n");
        System.IO.File.Exists(_cli.At("data", "settings.json")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("set embedding.url http://x")]
    [InlineData("get embedding.url")]
    [InlineData("unset embedding.url")]
    public async Task AnyOfThem_UnknownName_NamesThoseThereAre(string line)
    {
        var result = await _cli.RunAsync(["config", .. line.Split(' ')]);

        result.Code.ShouldBe(ExitCode.Usage);
        result.Error.ShouldBe($"baton: There is no setting 'embedding.url'.\n       There are {string.Join(", ", KnownSettings.All.Keys)}.\n");
    }

    [Fact]
    public async Task List_ForPeople_HasALineForEachSettingThatThereIs()
    {
        await _cli.RunAsync("config", "set", "embeddings.model", "tiny");

        var lines = (await _cli.RunAsync("config", "list")).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();

        lines[0].ShouldBe(["setting", "value", "about"]);
        lines.Skip(1).Select(line => (line[0], line[1])).ShouldBe(KnownSettings.All.Keys.Select(name => (name, name == "embeddings.model" ? "tiny" : "")));
        lines.Skip(1).ShouldAllBe(line => line[2].Length > 20);
    }

    [Fact]
    public async Task Set_AndUnset_AsJson_SayWhatIsNow()
    {
        (await _cli.RunAsync("config", "set", "embeddings.model", "tiny", "--json")).ToString().ShouldBe("0\n{\"embeddings.model\":\"tiny\"}\n");
        (await _cli.RunAsync("config", "unset", "embeddings.model", "--json")).ToString().ShouldBe("0\n{\"embeddings.model\":null}\n");
        (await _cli.JsonAsync("config", "list")).Single().ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Theory]
    [InlineData("5000", 5000)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("a lot", null)]
    public void Conversation_ReadWhatCannotBeSet_IsTheStandard(string kept, int? expected)
    {
        File.Set(ConversationConfiguration.Bytes, kept);
        var limits = ConversationConfiguration.Read(File);
        limits.ConversationBytes.ShouldBe(expected ?? MemoryLimits.Default.ConversationBytes);
        limits.ConversationSummaryBytes.ShouldBe(MemoryLimits.Default.ConversationSummaryBytes);
    }

    [Theory]
    [InlineData("Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("Nowhere/Land", null)]
    public void Dialect_ReadZone_IsOneThatThisMachineKnows(string kept, string? expected)
    {
        File.Set(DialectConfiguration.AinoteZone, kept);
        DialectConfiguration.Read(new DataFolder(_cli.At("data"))).AinoteZone?.Id.ShouldBe(expected);
    }

    [Fact]
    public void Embedding_NoAddress_IsOff()
    {
        File.Set(EmbeddingConfiguration.Model, "m");
        EmbeddingConfiguration.Read(File, _ => "key").ShouldBeNull();
    }

    [Fact]
    public void Embedding_KeyVariable_IsReadFromTheEnvironmentAndNeverKept()
    {
        File.Set(EmbeddingConfiguration.Url, "http://localhost:1/v1");
        File.Set(EmbeddingConfiguration.KeyVariable, "MY_KEY");

        EmbeddingConfiguration.Read(File, name => name == "MY_KEY" ? "s3cret" : null)!.Key.ShouldBe("s3cret");
        EmbeddingConfiguration.Read(File, _ => null)!.Key.ShouldBeNull();
        System.IO.File.ReadAllText(_cli.At("data", "settings.json")).ShouldNotContain("s3cret");
    }

    public void Dispose() => _cli.Dispose();
}
