using System.Collections.Immutable;

namespace Baton.Gateway.Policies;

/// <summary>Policies from files, by name, before those of another source.</summary>
/// <param name="files">The files by policy name.</param>
/// <param name="others">Where other names are looked up; null for nowhere.</param>
public sealed class FilePolicies(ImmutableDictionary<string, PolicyFile> files, IPolicySource? others) : IPolicySource
{
    public LoadedPolicy? Find(string name)
        => files.TryGetValue(name, out var file) ? file.Current() : others?.Find(name);
}
