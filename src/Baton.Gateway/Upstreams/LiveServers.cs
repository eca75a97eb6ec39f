using System.Collections.Frozen;
using System.Collections.Immutable;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Servers;
using Baton.Gateway.Stores;
using Baton.Policy.Documents;

namespace Baton.Gateway.Upstreams;

/// <summary>
/// The servers as the store has them now: what an operator adds is there with the next message, what is removed or changed is
/// closed, and what stayed the same keeps its processes and sessions.
/// </summary>
/// <param name="builtIn">The server that is part of this program; no other one can take its name.</param>
/// <param name="store">Where the others are configured.</param>
/// <param name="make">Makes one of its configuration.</param>
public sealed class LiveServers(IUpstream builtIn, IGatewayStore store, Func<ServerConfig, IUpstream> make) : IUpstreamDirectory, IAsyncDisposable
{
    private readonly Lock _reload = new();
    private Snapshot _current = new(-1, FrozenDictionary<string, Entry>.Empty);

    /// <exception cref="Baton.Memory.Storage.StoreUnavailableException">The store cannot say which servers there are.</exception>
    public IUpstream? Find(string name) => name == builtIn.Name ? builtIn : Current().Servers.GetValueOrDefault(name)?.Upstream;

    /// <summary>Whether an operator must look at a server's tools before one of them may be called.</summary>
    public bool MustBeReviewed(string name) => Current().Servers.GetValueOrDefault(name)?.Config.Review == ServerReview.First;

    /// <summary>The tools of a server that call others, as its operator configured them.</summary>
    public ImmutableArray<MetaTool> MetaToolsOf(string name) => Current().Servers.GetValueOrDefault(name)?.Config.MetaTools ?? [];

    /// <summary>Whether a server's schemas in a dialect that is not validated are passed over.</summary>
    public bool SkipsDialects(string name) => Current().Servers.GetValueOrDefault(name)?.Config.SkipsDialects ?? false;

    /// <summary>What its operator says that tools of a server can do.</summary>
    public ImmutableDictionary<string, ToolCategory> CategoriesOf(string name)
        => Current().Servers.GetValueOrDefault(name)?.Config.Categories ?? ImmutableDictionary<string, ToolCategory>.Empty;

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in Volatile.Read(ref _current).Servers.Values) await CloseAsync(entry.Upstream);
    }

    private Snapshot Current()
    {
        var generation = store.Generation();
        var current = Volatile.Read(ref _current);
        return current.Generation >= generation ? current : Reload(generation);
    }

    private Snapshot Reload(long generation)
    {
        lock (_reload)
        {
            if (_current.Generation >= generation) return _current;
            var before = _current.Servers;
            var listed = store.Servers.ListAsync(CancellationToken.None);
            var configs = listed.IsCompletedSuccessfully ? listed.Result : listed.AsTask().GetAwaiter().GetResult();
            var servers = configs.Select(config => Entry.Of(config, before.GetValueOrDefault(config.Name), make))
                .ToFrozenDictionary(entry => entry.Config.Name, StringComparer.Ordinal);
            foreach (var (name, old) in before)
            {
                if (!ReferenceEquals(servers.GetValueOrDefault(name)?.Upstream, old.Upstream)) _ = CloseAsync(old.Upstream);
            }
            var next = new Snapshot(generation, servers);
            Volatile.Write(ref _current, next);
            return next;
        }
    }

    private static Task CloseAsync(IUpstream upstream) => upstream is IAsyncDisposable open ? open.DisposeAsync().AsTask() : Task.CompletedTask;

    private sealed record Snapshot(long Generation, FrozenDictionary<string, Entry> Servers);

    private sealed record Entry(ServerConfig Config, string Text, IUpstream Upstream)
    {
        public static Entry Of(ServerConfig config, Entry? before, Func<ServerConfig, IUpstream> make)
        {
            var text = config.Text();
            if (before?.Text == text) return before with { Config = config };
            return new Entry(config, text, make(config));
        }
    }
}
