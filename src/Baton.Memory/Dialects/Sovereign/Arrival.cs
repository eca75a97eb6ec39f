using System.Globalization;
using System.Text.Json;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Sessions;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

/// <summary>What meets a session that arrives. Looking at it takes nothing and moves nothing.</summary>
/// <param name="Waiting">Handoffs nobody has acted on.</param>
/// <param name="Threads">Open questions.</param>
/// <param name="Digest">What has changed since this client last closed a session.</param>
internal sealed record Arrival(Listed<Handoff> Waiting, Listed<MemoryRecord> Threads, SessionDigest Digest)
{
    private const int Shown = 5;

    public static async ValueTask<Outcome<Arrival>> OfAsync(SovereignDesk desk, MemoryCaller caller, CancellationToken cancellationToken)
    {
        if (!(await desk.WaitingAsync(caller, null, null, withClaimed: false, Shown, cancellationToken)).TryGet(out var waiting, out var failure)) return failure;
        if (!(await desk.OpenThreadsAsync(caller, null, _ => true, Shown, cancellationToken)).TryGet(out var threads, out failure)) return failure;
        return (await desk.Sessions.StartAsync(caller, new SessionStartRequest(), cancellationToken)).TryGet(out var digest, out failure) ? new Arrival(waiting, threads, digest) : failure;
    }

    public void AppendHandoffs(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Handoffs waiting: {Waiting.Total}\n");
        foreach (var handoff in Waiting.Records) text.Append("- ").Append(handoff.Id).Append(": ").Append(HandoffText.Word(handoff.Summary)).Append('\n');
    }

    public void AppendThreads(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Open threads: {Threads.Total}\n");
        foreach (var thread in Threads.Records) text.Append("- ").Append(thread.Id).Append(": ").Append(HandoffText.Word(JsonContent.TextOf(thread))).Append('\n');
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("project", Digest.Project);
        json.Number("handoffs_waiting", Waiting.Total);
        SovereignJson.All(json, "handoffs", Waiting.Records, (writer, handoff) => SovereignJson.Handoff(writer, handoff, Digest.AsOf));
        json.Number("open_threads", Threads.Total);
        if (Digest.Since is { } since) json.Instant("since", since);
        else json.WriteNull("since");
        json.Instant("as_of", Digest.AsOf);
    }
}
