using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Text;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class ResolveThreadTool(SovereignDesk desk) : IDialectTool
{
    private const int Most = 10;

    public string Name => "resolve_thread";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        var (domain, fragment) = (arguments.RequiredText("domain"), arguments.RequiredText("question_fragment"));
        if (string.IsNullOrWhiteSpace(fragment)) return Reply.Of(Fail.Invalid("question_fragment is empty.", "/question_fragment"));
        var within = SovereignLabels.Within(arguments);
        var found = await desk.OpenThreadsAsync(
            caller, null, memory => within(memory) && JsonContent.TextOf(memory).Contains(fragment, StringComparison.OrdinalIgnoreCase), Most, cancellationToken);
        if (!found.TryGet(out var threads, out var failure)) return Reply.Of(failure);
        if (threads.Records is [var thread]) return await ThreadResolution.ResolveAsync(desk, caller, thread, arguments, cancellationToken);
        if (threads.Records.IsEmpty) return Reply.Of(Fail.NotFound($"No open thread of the domain '{Excerpt.Line(domain, 80)}' has '{Excerpt.Line(fragment, 80)}' in it.", "/question_fragment", "get_open_threads lists them."));
        return Reply.Of(new Failure(FailureCode.AmbiguousId, $"{threads.Total} open threads have that in them: {string.Join(", ", threads.Records.Select(one => one.Id))}.")
        {
            Path = "/question_fragment",
            Hint = "Give more of the question, or use resolve_thread_by_id.",
        });
    }
}
