using System.Text.Json;
using Baton.Memory.Ids;
using Baton.Memory.Operations;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Text;

namespace Baton.Memory.Transfer;

/// <summary>Puts one line of an export into the store, or says why it cannot be; what is there already is left as it is.</summary>
internal static class LineImport
{
    /// <returns>Null when done; else what is wrong with the line.</returns>
    public static async ValueTask<string?> PutAsync(IMemoryWriter writer, ReadOnlyMemory<byte> text, ImportTally tally, DateTimeOffset now)
    {
        ImportLine line;
        try
        {
            line = ImportLine.Read(text);
        }
        catch (JsonException problem)
        {
            return LineProblem.Of(text.Span, problem);
        }
        return line switch
        {
            ImportLine.Header header => header.Version == ExportFormat.Version ? null : $"From here on the export has format {header.Version}; this Baton reads {ExportFormat.Version}.",
            ImportLine.OfProject project => await PutAsync(writer, project, tally),
            ImportLine.OfSegment segment => await PutAsync(writer, segment),
            ImportLine.OfLink link => await PutAsync(writer, link, tally, now),
            ImportLine.OfOutsideLink outside => await PutAsync(writer, outside.Line, tally, now) is null ? null : tally.Outside(outside.Line.Link),
            ImportLine.OfTombstone tombstone => await PutAsync(writer, tombstone, tally),
            ImportLine.OfVersion version => await PutAsync(writer, version, tally, now),
            _ => throw new InvalidOperationException($"No import of {line.GetType().Name}."),
        };
    }

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, ImportLine.OfProject line, ImportTally tally)
    {
        if (await writer.FindProjectAsync(line.Project.Name) is not null)
        {
            tally.Present++;
            return null;
        }
        await writer.PutProjectAsync(line.Project);
        tally.Projects++;
        return null;
    }

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, ImportLine.OfSegment line)
    {
        var hash = await writer.PutSegmentAsync(line.Bytes);
        return hash == line.Hash ? null : $"The segment's bytes have the SHA-256 {hash}, not {line.Hash}: the file was changed.";
    }

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, ImportLine.OfTombstone line, ImportTally tally)
    {
        if (await writer.PutTombstoneAsync(line.Tombstone))
        {
            tally.Tombstones++;
            return null;
        }
        if (await writer.FindTombstoneAsync(line.Tombstone.Id) is null)
        {
            return $"{line.Tombstone.Id} was destroyed where the export was made, and is here. An import destroys nothing: baton purge {line.Tombstone.Id} --apply.";
        }
        tally.Present++;
        return null;
    }

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, ImportLine.OfVersion line, ImportTally tally, DateTimeOffset now)
    {
        StoredVersion version;
        try
        {
            var bare = RecordCodecs.Of(line.Kind).Revive(line.Data, default);
            version = bare.Body is { } body
                ? RecordCodecs.Of(line.Kind).Revive(line.Data, await writer.ReadBodyAsync(body))
                : bare;
        }
        catch (Exception problem) when (problem is JsonException or StoreUnavailableException || ImportLine.IsOfAValue(problem))
        {
            return $"The {line.Kind.ToString().ToLowerInvariant()} cannot be read: {problem.Message}";
        }
        return RefuseId(line.Kind, version) ?? await PutAsync(writer, version, tally, now);
    }

    /// <summary>Only an id as this program makes them finds its record again.</summary>
    private static string? RefuseId(RecordKind kind, StoredVersion version)
        => RecordIds.TryNormalise(version.Id, out var id, out var named) && named == kind && id == version.Id && id.Length == RecordIds.Length
            ? null
            : $"'{Excerpt.Line(version.Id, 80)}' is no id of a {RecordFinder.NameOf(kind)}.";

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, StoredVersion version, ImportTally tally, DateTimeOffset now)
    {
        var everything = Scope.Operator(now);
        if (await writer.GetVersionAsync(everything, version.Id, version.Version) is { } present)
        {
            if (!present.Data.Span.SequenceEqual(version.Data.Span)) return $"{version.Id} has another version {version.Version} here.";
            tally.Present++;
            return null;
        }
        if (await writer.FindTombstoneAsync(version.Id) is { } tombstone)
        {
            return $"{version.Id} was destroyed here on {tombstone.At:u} by {tombstone.By.Principal}: an import does not bring it back.";
        }
        var head = await writer.GetAsync(everything, version.Id);
        if (version.Version != (head?.Version ?? 0) + 1)
        {
            return $"Version {version.Version} of {version.Id} cannot follow version {head?.Version ?? 0}: a line before it is missing or failed.";
        }
        if (await writer.FindProjectAsync(version.Project) is null) return $"Project '{version.Project}' has no line before this one.";
        if (await HolderOfKeyAsync(writer, version) is { } holder) return $"The key '{version.Key}' belongs to {holder} here.";
        await writer.PutVersionAsync(version);
        tally.Versions++;
        if (version.Version == 1) tally.Records++;
        return null;
    }

    private static async ValueTask<string?> HolderOfKeyAsync(IMemoryWriter writer, StoredVersion version)
    {
        if (version.Key is not { } key || version.DeletedAt is not null || version.SupersededBy is not null) return null;
        var scope = new Scope { Principal = version.Visibility is Visibility.Private ? version.Owner : null, Now = version.RecordedAt };
        var holder = await writer.FindByKeyAsync(scope, version.Kind, version.Project, key, version.Visibility);
        return holder is null || holder.Id == version.Id ? null : holder.Id;
    }

    private static async ValueTask<string?> PutAsync(IMemoryWriter writer, ImportLine.OfLink line, ImportTally tally, DateTimeOffset now)
    {
        var (link, end) = (line.Link, line.End);
        var everything = Scope.Operator(now);
        foreach (var id in new[] { link.From, link.To })
        {
            if (await writer.GetAsync(everything, id) is null) return $"The link's end {id} is not here.";
        }
        var history = await writer.LinkHistoryAsync(link.From, link.To, link.Relation);
        var same = history.FirstOrDefault(row => row.Link == link);
        if (same.Link is not null ? end is null || same.End is not null : history.Any(row => row.End is null))
        {
            tally.Present++;
            return null;
        }
        if (same.Link is null) await writer.PutLinkAsync(link);
        if (end is not null) await writer.RemoveLinkAsync(link.From, link.To, link.Relation, end.By, end.At);
        tally.Links++;
        return null;
    }
}
