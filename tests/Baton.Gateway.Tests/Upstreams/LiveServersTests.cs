using System.Collections.Immutable;
using Baton.Gateway.Keys;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Servers;
using Baton.Gateway.Upstreams;
using Baton.Policy.Documents;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Upstreams;

/// <summary>Servers that an operator edits while the gateway runs, in another process.</summary>
public sealed class LiveServersTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-live-servers-").FullName;
    private readonly GatewayKeys _keys = new(KeyMaterial.New());
    private readonly List<Made> _made = [];
    private SqliteGatewayStore _store = null!;
    private SqliteGatewayStore _operator = null!;
    private LiveServers _servers = null!;

    public ValueTask InitializeAsync()
    {
        _store = SqliteGatewayStore.Open(new DataFolder(_folder), _keys, new ManualTimeProvider());
        _operator = SqliteGatewayStore.Open(new DataFolder(_folder), _keys, new ManualTimeProvider());
        _servers = new LiveServers(new Made(new ServerConfig.Stdio { Name = "memory", Command = "built in" }), _store, Make);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        await _operator.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Find_AfterAnotherProcessAddsAServer_IsThere()
    {
        _servers.Find("files").ShouldBeNull();

        await PutAsync(Files);

        _servers.Find("files").ShouldBeOfType<Made>().Config.ShouldBeOfType<ServerConfig.Stdio>().Command.ShouldBe("npx");
        _servers.Find("none").ShouldBeNull();
    }

    [Fact]
    public async Task Find_WhenNothingChanged_IsTheSameServer()
    {
        await PutAsync(Files);
        var first = _servers.Find("files");

        await PutAsync(Files with { Name = "other" });

        _servers.Find("files").ShouldBeSameAs(first);
        _made.Count.ShouldBe(2);
        _made.ShouldAllBe(server => !server.IsClosed);
    }

    [Fact]
    public async Task Find_AfterItsCommandChanged_IsANewOneAndTheOldIsClosed()
    {
        await PutAsync(Files);
        var old = _servers.Find("files").ShouldBeOfType<Made>();

        await PutAsync(Files with { Arguments = ["--read-only"] });

        var renewed = _servers.Find("files").ShouldBeOfType<Made>();
        (old.IsClosed, renewed.IsClosed).ShouldBe((true, false));
        renewed.ShouldNotBeSameAs(old);
    }

    [Fact]
    public async Task Find_AfterItsRemoval_IsNobodyAndItIsClosed()
    {
        await PutAsync(Files);
        var old = _servers.Find("files").ShouldBeOfType<Made>();

        await _operator.Servers.RemoveAsync("files", default);

        _servers.Find("files").ShouldBeNull();
        old.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task Find_TheBuiltInServersName_IsNeverAnother()
    {
        await PutAsync(Files with { Name = "memory", Command = "evil" });

        _servers.Find("memory").ShouldBeOfType<Made>().Config.ShouldBeOfType<ServerConfig.Stdio>().Command.ShouldBe("built in");
    }

    [Fact]
    public async Task Facts_AfterAnEdit_AreTheNewOnesWithoutANewConnection()
    {
        await PutAsync(Files);
        var first = _servers.Find("files");
        (_servers.MustBeReviewed("files"), _servers.MetaToolsOf("files").Length, _servers.CategoriesOf("files").Count).ShouldBe((false, 0, 0));

        await PutAsync(Files with { Review = ServerReview.First, MetaTools = [new MetaTool("run")], Categories = ImmutableDictionary<string, ToolCategory>.Empty.Add("peek", ToolCategory.Read) });

        _servers.MustBeReviewed("files").ShouldBeTrue();
        _servers.MetaToolsOf("files").ShouldBe([new MetaTool("run")]);
        _servers.CategoriesOf("files")["peek"].ShouldBe(ToolCategory.Read);
        _servers.Find("files").ShouldBeSameAs(first);
    }

    [Fact]
    public void Facts_OfAServerThatIsNot_AreNone()
    {
        _servers.MustBeReviewed("none").ShouldBeFalse();
        _servers.MetaToolsOf("none").ShouldBeEmpty();
        _servers.CategoriesOf("none").ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_ByManyAtOnce_MakesOneServer()
    {
        await PutAsync(Files);

        var found = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _servers.Find("files"))));

        found.Distinct().ShouldHaveSingleItem();
        _made.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Dispose_ClosesEveryServerThatIsOpen()
    {
        await PutAsync(Files, Files with { Name = "other" });
        _servers.Find("files");

        await _servers.DisposeAsync();

        _made.Count.ShouldBe(2);
        _made.ShouldAllBe(server => server.IsClosed);
    }

    private static ServerConfig.Stdio Files { get; } = new() { Name = "files", Command = "npx" };

    private async Task PutAsync(params ServerConfig[] servers) => (await _operator.Servers.PutAsync(servers, replace: true, default)).ShouldBeEmpty();

    private Made Make(ServerConfig config)
    {
        var made = new Made(config);
        _made.Add(made);
        return made;
    }

    private sealed class Made(ServerConfig config) : IUpstream, IAsyncDisposable
    {
        public ServerConfig Config { get; } = config;

        public bool IsClosed { get; private set; }

        public string Name => Config.Name;

        public bool IsBuiltIn => false;

        public ValueTask<Reply> SendAsync(Call call, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return ValueTask.CompletedTask;
        }
    }
}
