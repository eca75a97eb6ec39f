using System.Globalization;
using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Documents;

namespace Baton.Gateway.Policies;

/// <summary>From the text of a policy to one in force, always in the same way.</summary>
public static class PolicyText
{
    /// <summary>Compiles a stored document; the revision is part of every fingerprint, so that no approval outlives an edit.</summary>
    public static PolicyLoadResult Load(StoredPolicy stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var utf8 = Encoding.UTF8.GetBytes(stored.Text);
        var revision = string.Create(CultureInfo.InvariantCulture, $"{stored.Name}@{stored.Revision}");
        return PolicyLoader.Load(utf8, PolicyReader.FormatOf(stored.Name, utf8), new CompileOptions { Revision = revision });
    }

    /// <summary>Compiles a document from anywhere else; its revision is a hash of what it says.</summary>
    /// <param name="name">A name or a path; its ending tells JSON from YAML.</param>
    /// <param name="utf8">The document.</param>
    public static PolicyLoadResult Load(string name, ReadOnlySpan<byte> utf8) => PolicyLoader.Load(utf8, PolicyReader.FormatOf(name, utf8), new CompileOptions());
}
