using System.Text;
using Baton.Policy.Compilation;

namespace Baton.Gateway.Policies;

/// <summary>One policy that nobody edits, under one name.</summary>
/// <param name="name">What grants call it by.</param>
/// <param name="text">A document without errors.</param>
public sealed class FixedPolicy(string name, string text) : IPolicySource
{
    private readonly LoadedPolicy _policy = new(name, 0, Compile(name, text));

    public LoadedPolicy? Find(string name) => name == _policy.Name ? _policy : null;

    private static CompiledPolicy Compile(string name, string text)
    {
        var loaded = PolicyText.Load(name, Encoding.UTF8.GetBytes(text));
        return loaded.IsValid ? loaded.Policy : throw new ArgumentException("The document has errors.", nameof(text));
    }
}
