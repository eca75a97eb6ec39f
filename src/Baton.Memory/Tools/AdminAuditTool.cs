using System.Globalization;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using static Baton.Memory.Tools.ParameterKind;

namespace Baton.Memory.Tools;

internal sealed class AdminAuditTool(IAuditTrail? trail) : ITool
{
    public ToolSpec Spec { get; } = new()
    {
        Name = "admin_audit",
        Title = "Query the audit log",
        Toolset = "admin",
        Annotations = new ToolAnnotations(ReadOnly: true, Destructive: false, Idempotent: true),
        Description = "The newest rows of the audit log that fit, oldest first, as they are authenticated: who called what, what was decided and why.",
        Parameters =
        [
            new Parameter("grant", Plain),
            new Parameter("server", Plain),
            new Parameter("tool", Plain),
            new Parameter("outcome", Plain) { About = "allow, deny, hide or ask; for events what was done." },
            new Parameter("kind", Plain) { Words = ["intent", "outcome", "refusal", "event"] },
            new Parameter("request", Plain) { About = "Rows about one message." },
            new Parameter("since", Instant),
            new Parameter("until", Instant),
            Common.Limit(500, 50),
        ],
        Output = "{\"rows\":" + Common.ObjectList + "}",
        Always = ["rows"],
    };

    public ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken) => new(Call(caller, arguments));

    private ToolReply Call(MemoryCaller caller, Arguments arguments)
    {
        if (AdminRight.Refuse(caller) is { } refused) return Reply.Of(refused);
        if (trail is null) return Reply.Of(Fail.NotFound("There is no audit log here.", null, "It is kept where baton up or baton stdio serves."));
        var rows = trail.Read(new AuditTrailQuery(arguments.Count("limit") ?? 50)
        {
            Grant = arguments.Text("grant"),
            Server = arguments.Text("server"),
            Tool = arguments.Text("tool"),
            Outcome = arguments.Text("outcome"),
            Kind = arguments.Text("kind"),
            Request = arguments.Text("request"),
            Since = arguments.Instant("since"),
            Until = arguments.Instant("until"),
        });
        return Reply.Of(string.Create(CultureInfo.InvariantCulture, $"{rows.Count} row(s) of the audit log, in structuredContent."), json =>
        {
            json.WriteStartArray("rows");
            foreach (var row in rows) json.WriteRawValue(row.Span, skipInputValidation: true);
            json.WriteEndArray();
        });
    }
}
