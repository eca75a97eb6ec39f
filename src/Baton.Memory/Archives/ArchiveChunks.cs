using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Archives;

/// <summary>Finds and reads the chunks of an archive's text, at the cost of what is read and of a binary search over its versions.</summary>
internal sealed class ArchiveChunks(IMemoryReader reader, Scope scope)
{
    /// <summary>Bytes from a place on, as far as the text goes, at most so many.</summary>
    /// <exception cref="StoreUnavailableException">A chunk is missing, or is not what was written.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Archive archive, long offset, int length)
    {
        length = (int)Math.Clamp(archive.Bytes - offset, 0, length);
        var bytes = new byte[length];
        for (var done = 0; done < length;)
        {
            var holder = await FindAsync(archive, offset + done);
            var chunk = await reader.ReadBodyAsync(ArchiveRow.BodyOf(holder)!);
            var within = (int)(offset + done - holder.Offset);
            var taken = Math.Min(chunk.Length - within, length - done);
            chunk.Slice(within, taken).CopyTo(bytes.AsMemory(done));
            done += taken;
        }
        return bytes;
    }

    /// <summary>The version whose chunk holds a byte of an archive's text.</summary>
    private async ValueTask<Archive> FindAsync(Archive archive, long place)
    {
        while (true)
        {
            if (place >= archive.Offset) return archive;
            var first = archive.Run.First == archive.Version ? archive : await VersionAsync(archive.Id, archive.Run.First);
            if (place >= first.Offset) return await SearchAsync(archive, first.Version, archive.Version, place);
            archive = await VersionAsync(archive.Id, archive.Run.Base);
        }
    }

    /// <summary>Within a run offsets never fall, and a version without a chunk stands at the offset of the next.</summary>
    private async ValueTask<Archive> SearchAsync(Archive archive, int low, int high, long place)
    {
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if ((await VersionAsync(archive.Id, middle)).Offset <= place) low = middle;
            else high = middle - 1;
        }
        var found = await VersionAsync(archive.Id, low);
        return place < found.Bytes ? found : throw Lost(archive, place);
    }

    private async ValueTask<Archive> VersionAsync(string id, int version)
        => await reader.GetVersionAsync(scope, id, version) is { } row ? ArchiveReader.Read(row)
            : throw new StoreUnavailableException($"Version {version} of {id} is not there. Run 'baton doctor'.");

    private static StoreUnavailableException Lost(Archive archive, long place) => new($"Byte {place} of {archive.Id} is in no version. Run 'baton doctor'.");
}
