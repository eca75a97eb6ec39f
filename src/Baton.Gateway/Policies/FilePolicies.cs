using System.Collections.Immutable;

namespace Baton.Gateway.Policies;

/// <summary>Policies from single files, by name.</summary>
/// <param name="files">The files by policy name.</param>
public sealed class FilePolicies(ImmutableDictionary<string, PolicyFile> files) : IPolicySource
{
    public LoadedPolicy? Find(string name) => files.GetValueOrDefault(name)?.Current();
}
