using System.Collections.Immutable;
using System.Text;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Tasks;

/// <summary>What M3 says of a task beside what a task has.</summary>
internal static class M3TaskLabels
{
    /// <summary>The labels with what this call says; the same object when it says nothing.</summary>
    public static Outcome<ImmutableSortedDictionary<string, string>> Read(Arguments arguments, ImmutableSortedDictionary<string, string>? current, MemoryLimits limits)
    {
        var labels = current ?? ImmutableSortedDictionary<string, string>.Empty;
        if (!arguments.Object(M3Labels.Metadata).TryGet(out var metadata, out var wrong)) return wrong;
        var said = metadata.IsEmpty || metadata.Span.SequenceEqual("{}"u8) ? null : Encoding.UTF8.GetString(metadata.Span);
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[(M3Labels.CreatedBy, arguments.Filled(M3Labels.CreatedBy)), (M3Labels.Actor, arguments.Filled(M3Labels.Actor)), (M3Labels.Metadata, said)])
        {
            if (value is null) continue;
            if (OriginalArguments.RefuseLabel(name, value, limits.ItemBytes) is { } refused) return refused;
            labels = labels.SetItem(name, value);
        }
        return labels;
    }
}
