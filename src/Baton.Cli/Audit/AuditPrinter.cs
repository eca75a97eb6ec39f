using System.Globalization;
using System.Text;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Gateway.Audit;

namespace Baton.Cli.Audit;

/// <summary>Shows rows: to programs as they are authenticated, to people one line each.</summary>
internal static class AuditPrinter
{
    public static void Print(CommandRun run, AuditRow row)
    {
        if (run.Json)
        {
            run.Out.Write(Encoding.UTF8.GetString(row.Body.Span));
            run.Out.Write('\n');
            return;
        }
        using var document = JsonDocument.Parse(row.Body);
        run.Out.WriteLine(Printable.For(run.Context.Terminal, Line(row, document.RootElement)));
    }

    private static string Line(AuditRow row, JsonElement body)
    {
        var line = new StringBuilder();
        line.Append(row.Time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append("  ");
        line.Append($"{row.Index.Kind,-7}  {row.Index.Outcome,-6}  {row.Index.Grant ?? "-"}");
        if (row.Index.Server is { } server) line.Append($"  {server}");
        var what = row.Index.Tool ?? Text(body, "method");
        if (what is not null) line.Append(CultureInfo.InvariantCulture, $"  {what}");
        if (Text(body, "rule") is { } rule) line.Append(CultureInfo.InvariantCulture, $"  {rule}");
        if (Text(body, "upstream_status") is { } status) line.Append(CultureInfo.InvariantCulture, $"  {status}");
        if (Text(body, "message") is { } message) line.Append(CultureInfo.InvariantCulture, $"  {message.ReplaceLineEndings(" ")}");
        return line.ToString();
    }

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
