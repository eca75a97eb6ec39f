using System.Globalization;
using System.Text;
using Baton.Memory.Callers;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Sovereign;

internal sealed class StartHereTool(SovereignDesk desk) : IDialectTool
{
    private const string Guide = """
        1. where_did_i_leave_off() shows what waits and takes it; arrive() only looks.
        2. recall_insights and check_mistakes say what is known; get_open_threads what is not.
        3. record_insight, record_learning and record_open_thread keep what this session finds.
        4. handoff_acted_on says what came of a handoff, by its id.
        5. close_session() leaves the handoff for the next one.
        """;

    public string Name => "start_here";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!(await Arrival.OfAsync(desk, caller, cancellationToken)).TryGet(out var arrival, out var failure)) return Reply.Of(failure);
        var text = new StringBuilder(Guide).Append(CultureInfo.InvariantCulture, $"\n\nProject {HandoffText.Word(arrival.Digest.Project)} now:\n");
        arrival.AppendHandoffs(text);
        arrival.AppendThreads(text);
        return Reply.Of(text.ToString(), json =>
        {
            json.WriteString("guide", Guide);
            arrival.Write(json);
        });
    }
}
