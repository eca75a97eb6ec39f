using System.Collections.Immutable;
using Baton.Gateway.Keys;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Servers;
using Baton.Memory.Storage;

namespace Baton.Storage.Tests.Gateway;

/// <summary>What every store must do with configured servers.</summary>
public abstract class ServerContract : GatewayStoreContract
{
    protected const string Secret = "sk-very-secret-value";

    protected static ServerConfig.Http Remote { get; } = new()
    {
        Name = "remote",
        Url = new Uri("https://example.com/mcp?x=1"),
        Headers = ImmutableDictionary<string, string>.Empty.Add("Authorization", $"Bearer {Secret}"),
        SkipsDialects = true,
        Review = ServerReview.First,
        Timeout = TimeSpan.FromSeconds(90),
    };

    protected static ServerConfig.Stdio Child { get; } = new()
    {
        Name = "child",
        Command = "npx",
        Arguments = ["-y", "server", "a b"],
        Variables = ImmutableDictionary<string, string>.Empty.Add("API_KEY", Secret),
        WorkingFolder = "/srv",
        MetaTools = [new MetaTool("run"), new MetaTool("do", "action", "payload")],
    };

    [Fact]
    public async Task Put_ThenList_GivesEveryFieldBack()
    {
        await using var store = Open();
        var generation = store.Generation();

        (await store.Servers.PutAsync([Remote, Child], replace: false, default)).ShouldBeEmpty();

        var servers = await store.Servers.ListAsync(default);
        servers.Count.ShouldBe(2);
        var child = servers[0].ShouldBeOfType<ServerConfig.Stdio>();
        child.Arguments.ShouldBe(Child.Arguments);
        child.Variables.ShouldBe(Child.Variables);
        child.MetaTools.ShouldBe(Child.MetaTools);
        (child.Name, child.Command, child.WorkingFolder, child.Review).ShouldBe((Child.Name, Child.Command, Child.WorkingFolder, ServerReview.OnUse));
        var remote = servers[1].ShouldBeOfType<ServerConfig.Http>();
        remote.Headers.ShouldBe(Remote.Headers);
        (remote.Name, remote.Url, remote.Review).ShouldBe((Remote.Name, Remote.Url, ServerReview.First));
        (remote.Timeout, child.Timeout).ShouldBe((Remote.Timeout, null));
        (remote.SkipsDialects, child.SkipsDialects).ShouldBe((true, false));
        store.Generation().ShouldBeGreaterThan(generation);
    }

    [Fact]
    public async Task Put_ExistingName_RefusesAllUnlessReplacing()
    {
        await using var store = Open();
        await store.Servers.PutAsync([Remote], replace: false, default);
        var changed = Remote with { Url = new Uri("https://example.com/other") };

        (await store.Servers.PutAsync([Child, changed], replace: false, default)).ShouldBe(["remote"]);
        (await store.Servers.ListAsync(default)).Count.ShouldBe(1);
        (await store.Servers.PutAsync([Child, changed], replace: true, default)).ShouldBeEmpty();

        (await store.Servers.ListAsync(default)).OfType<ServerConfig.Http>().Single().Url.ShouldBe(changed.Url);
    }

    [Fact]
    public async Task Remove_Server_SaysWhetherThereWasOne()
    {
        await using var store = Open();
        await store.Servers.PutAsync([Remote], replace: false, default);

        (await store.Servers.RemoveAsync("remote", default)).ShouldBeTrue();
        (await store.Servers.RemoveAsync("remote", default)).ShouldBeFalse();
    }

    [Fact]
    public async Task List_WithAnotherKey_IsRefusedAndSaysWhatToDo()
    {
        await using (var store = Open()) await store.Servers.PutAsync([Remote], replace: false, default);

        await using var other = Open(new GatewayKeys(KeyMaterial.New()));

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await other.Servers.ListAsync(default))).Message.ShouldContain("BATON_SECRET_KEY_FILE");
    }
}
