using System.Collections.Immutable;

namespace Baton.Memory.Safety;

/// <summary>Carries marks from version to version: a mark lives as long as the field it is on.</summary>
internal static class SuspiciousMarks
{
    public static ImmutableArray<SuspiciousMark> Replace(
        ImmutableArray<SuspiciousMark> current, ImmutableArray<SuspiciousMark> found, IEnumerable<string> writtenFields)
    {
        var written = writtenFields.ToHashSet(StringComparer.Ordinal);
        return [.. current.Where(mark => !written.Contains(FieldOf(mark.Path))), .. found];
    }

    private static string FieldOf(string path)
    {
        var end = path.IndexOf('/', 1);
        return end < 0 ? path[1..] : path[1..end];
    }
}
