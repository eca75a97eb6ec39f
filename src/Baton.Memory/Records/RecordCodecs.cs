using System.Collections.Frozen;
using Baton.Memory.Agents;
using Baton.Memory.Archives;
using Baton.Memory.Handoffs;
using Baton.Memory.Memories;
using Baton.Memory.Storage;
using Baton.Memory.Tasks;

namespace Baton.Memory.Records;

/// <summary>The codecs of every kind of record there is.</summary>
internal static class RecordCodecs
{
    private static readonly FrozenDictionary<RecordKind, IRecordCodec> ByKind =
        new IRecordCodec[] { new HandoffCodec(), new MemoryCodec(), new TaskCodec(), new NoticeCodec(), new ArchiveCodec() }.ToFrozenDictionary(codec => codec.Kind);

    public static IRecordCodec Of(RecordKind kind)
        => ByKind.TryGetValue(kind, out var codec) ? codec : throw new InvalidOperationException($"No codec knows a {kind}.");
}
