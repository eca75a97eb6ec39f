using System.Collections.Frozen;

namespace Baton.Gateway.Upstreams;

/// <summary>The servers of a running gateway; a reload swaps them all at once.</summary>
public sealed class UpstreamDirectory(IEnumerable<IUpstream> upstreams) : IUpstreamDirectory
{
    private FrozenDictionary<string, IUpstream> _byName = upstreams.ToFrozenDictionary(upstream => upstream.Name, StringComparer.Ordinal);

    public IUpstream? Find(string name) => Volatile.Read(ref _byName).GetValueOrDefault(name);

    /// <summary>Puts other servers in the place of those there are; calls under way keep theirs.</summary>
    public void Replace(IEnumerable<IUpstream> upstreams)
        => Volatile.Write(ref _byName, upstreams.ToFrozenDictionary(upstream => upstream.Name, StringComparer.Ordinal));
}
