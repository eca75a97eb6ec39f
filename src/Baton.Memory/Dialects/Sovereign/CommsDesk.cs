using System.Collections.Immutable;
using Baton.Memory.Callers;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>Messages by channel, and who says to have read them. Reading marks nothing; an acknowledgement is a record of its own, so that two at once are both kept.</summary>
internal sealed class CommsDesk(SovereignDesk desk)
{
    private const string ThreadPrefix = "comms/";

    public static string ThreadOf(string channel) => ThreadPrefix + channel;

    /// <summary>The messages of a channel; null for every channel.</summary>
    public ValueTask<Outcome<Listed<MemoryRecord>>> MessagesAsync(
        MemoryCaller caller, string? channel, Func<RecordQuestion<MemoryRecord>, RecordQuestion<MemoryRecord>> narrow, CancellationToken cancellationToken)
        => desk.Records.MemoriesAsync(caller, narrow(new RecordQuestion<MemoryRecord>(
            new RecordFilter { Kind = RecordKind.Memory, Types = [SovereignTypes.Message], Thread = channel is null ? null : ThreadOf(channel) }, int.MaxValue)), cancellationToken);

    /// <summary>The messages that somebody has acknowledged under a name.</summary>
    public async ValueTask<Outcome<ImmutableHashSet<string>>> ReadByAsync(MemoryCaller caller, string instance, CancellationToken cancellationToken)
    {
        var question = new RecordQuestion<MemoryRecord>(new RecordFilter { Kind = RecordKind.Memory, Types = [SovereignTypes.Acknowledgement] }, int.MaxValue)
        {
            Fits = memory => memory.Labels.GetValueOrDefault(SovereignLabels.InstanceId) == instance,
        };
        return (await desk.Records.MemoriesAsync(caller, question, cancellationToken)).TryGet(out var found, out var failure)
            ? found.Records.Select(memory => memory.Thread ?? "").ToImmutableHashSet(StringComparer.Ordinal) : failure;
    }
}
