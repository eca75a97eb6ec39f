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
        return Load(stored.Name, Encoding.UTF8.GetBytes(stored.Text), stored.Revision.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Compiles a document from anywhere else.</summary>
    /// <param name="name">A name or a path; its ending tells JSON from YAML.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="revision">Tells this text from earlier ones of that name.</param>
    public static PolicyLoadResult Load(string name, ReadOnlySpan<byte> utf8, string revision)
        => PolicyLoader.Load(utf8, PolicyReader.FormatOf(name, utf8), new CompileOptions { Revision = $"{name}@{revision}" });
}
