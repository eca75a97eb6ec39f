using Baton.Memory.Callers;
using Baton.Memory.Json;
using Baton.Memory.Oversight;
using Baton.Memory.Server;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.Loaditout;

internal sealed class ValidateActionTool(IOversight oversight) : IDialectTool
{
    public string Name => "validate_action";

    public async ValueTask<ToolReply> CallAsync(MemoryCaller caller, Arguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.Object("parameters").TryGet(out var parameters, out var failure)) return Reply.Of(failure);
        var asked = await oversight.ForecastAsync(caller, arguments.RequiredText("slug"), arguments.RequiredText("action"), parameters, cancellationToken);
        if (!asked.TryGet(out var forecast, out failure)) return Reply.Of(failure);
        var why = forecast.Message.Length > 0 ? $" {forecast.Message}" : "";
        return Reply.Of($"{forecast.Outcome}: {HandoffText.Word(forecast.Tool)} on {HandoffText.Word(forecast.Server)}, category {forecast.Category}, severity {forecast.Severity ?? "unknown"}.{why}", json =>
        {
            json.WriteBoolean("allowed", forecast.Outcome == "allow");
            json.WriteString("outcome", forecast.Outcome);
            json.WriteString("slug", forecast.Server);
            json.WriteString("action", forecast.Tool);
            json.WriteString("code", forecast.Code);
            json.Text("rule", forecast.Rule);
            json.WriteString("reason", forecast.Message);
            json.WriteString("category", forecast.Category);
            json.WriteString("severity", forecast.Severity ?? "unknown");
            json.AllTexts("signals", forecast.Signals);
            json.Objects("limits", forecast.Limits, (writer, limit) =>
            {
                writer.WriteString("counter", limit.Counter);
                writer.WriteNumber("max", limit.Max);
                writer.WriteString("window", limit.Window);
                writer.WriteNumber("cost", limit.Cost);
            });
        });
    }
}
