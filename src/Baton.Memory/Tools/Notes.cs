using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Safety;
using Baton.Memory.Text;

namespace Baton.Memory.Tools;

/// <summary>What a write's text says beside its receipt.</summary>
internal static class Notes
{
    public static string After(string text, ImmutableArray<Redaction> redacted, ImmutableArray<string> warnings)
    {
        var all = new StringBuilder(text);
        foreach (var found in redacted) all.Append("\nRedacted: ").Append(found.Count).Append(' ').Append(found.Kind).Append(" at ").Append(found.Path).Append('.');
        foreach (var warning in warnings) all.Append("\nNote: ").Append(MarkedBlock.Escape(Excerpt.Line(warning, 600)));
        return all.ToString();
    }
}
