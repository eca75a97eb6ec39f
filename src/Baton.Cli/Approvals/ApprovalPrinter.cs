using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Cli.Servers.Pins;
using Baton.Gateway.Approvals;

namespace Baton.Cli.Approvals;

/// <summary>Shows requests: everything a person needs to decide.</summary>
internal static class ApprovalPrinter
{
    public static void Table(CommandRun run, IEnumerable<ApprovalRecord> records)
    {
        var now = run.Context.Time.GetUtcNow();
        run.WriteTable(TextTable.Of(
            [new("id", Fixed: true), new("status", Fixed: true), new("grant"), new("server"), new("tool"), new("asked", Fixed: true), new("arguments")],
            records.Select(record => ImmutableArray.Create(
                record.Id, record.State, record.Question.Grant, record.Question.Server, record.Question.Tool, Ago.Of(record.CreatedAt, now), Arguments(record)))));
    }

    public static void Line(CommandRun run, ApprovalRecord record)
    {
        if (run.Json) Write(run, record);
        else run.Out.WriteLine(Printable.For(run.Context.Terminal, $"{record.Id}  {record.Question.Grant}  {record.Question.Server}/{record.Question.Tool}  {Arguments(record)}"));
    }

    public static void Details(CommandRun run, ApprovalRecord record, AskedTool? tool, IReadOnlyList<ApprovalRecord> past)
    {
        var question = record.Question;
        var lines = new (string Name, string? Value)[]
        {
            ("id", record.Id), ("status", record.State), ("asked", $"{record.CreatedAt:u}"), ("until", $"{record.ExpiresAt:u}"),
            ("grant", question.Grant), ("principal", question.Principal), ("client", question.Client),
            ("tool", $"{question.Server}/{question.Tool}"), ("category", question.Category), ("severity", tool?.Verdict.Severity.ToString().ToLowerInvariant()),
            ("signals", tool is null ? null : string.Join(", ", tool.Signals)), ("policy", question.Policy), ("rule", question.Rule),
            ("why", question.Message), ("definition", question.DefinitionHash), ("arguments", Arguments(record)),
            ("decided", record.DecidedAt is { } decided ? $"{decided:u} by {record.DecidedBy}" : null), ("reason", record.Reason),
            ("remembered", record.RememberedUntil is { } until ? $"until {until:u}" : null),
        };
        foreach (var (name, value) in lines)
        {
            if (!string.IsNullOrEmpty(value)) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"{name,-10} {value}"));
        }
        if (tool is not null)
        {
            run.Out.WriteLine("The tool as its server defines it:");
            foreach (var line in DefinitionLines.Of(tool.Verdict.Tool)) run.Out.WriteLine($"  {line}");
        }
        if (past.Count > 0) run.WriteLine($"Earlier decisions on {question.Server}/{question.Tool}:");
        foreach (var earlier in past) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"  {earlier.DecidedAt:u}  {earlier.State,-8}  {earlier.Question.Grant}  {Arguments(earlier)}"));
    }

    public static void Write(CommandRun run, ApprovalRecord record) => run.WriteJson(json => Fields(json, record));

    public static void Write(CommandRun run, ApprovalRecord record, AskedTool? tool, IReadOnlyList<ApprovalRecord> past) => run.WriteJson(json =>
    {
        Fields(json, record);
        if (tool is not null)
        {
            json.WriteString("severity", tool.Verdict.Severity.ToString().ToLowerInvariant());
            json.WriteStartArray("signals");
            foreach (var signal in tool.Signals) json.WriteStringValue(signal);
            json.WriteEndArray();
            json.WritePropertyName("definition");
            json.WriteRawValue(tool.Pin.Definition);
        }
        if (past.Count == 0) return;
        json.WriteStartArray("past");
        foreach (var earlier in past)
        {
            json.WriteStartObject();
            Fields(json, earlier);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Fields(Utf8JsonWriter json, ApprovalRecord record)
    {
        var question = record.Question;
        json.WriteString("id", record.Id);
        json.WriteString("status", record.State);
        json.WriteString("grant", question.Grant);
        json.WriteString("principal", question.Principal);
        if (question.Client is { } client) json.WriteString("client", client);
        json.WriteString("server", question.Server);
        json.WriteString("tool", question.Tool);
        if (question.Category is { } category) json.WriteString("category", category);
        if (question.Policy is { } policy) json.WriteString("policy", policy);
        json.WriteString("rule", question.Rule);
        json.WriteString("message", question.Message);
        if (question.DefinitionHash is { } definition) json.WriteString("definition_hash", definition);
        if (!question.Arguments.IsEmpty)
        {
            json.WritePropertyName("arguments");
            json.WriteRawValue(question.Arguments.Span);
        }
        json.WriteString("created_at", record.CreatedAt);
        json.WriteString("expires_at", record.ExpiresAt);
        if (record.DecidedAt is { } decided) json.WriteString("decided_at", decided);
        if (record.DecidedBy is { } by) json.WriteString("decided_by", by);
        if (record.Reason is { } reason) json.WriteString("reason", reason);
        if (record.RememberedUntil is { } until) json.WriteString("remembered_until", until);
        if (record.UsedAt is { } used) json.WriteString("used_at", used);
    }

    private static string Arguments(ApprovalRecord record) => Encoding.UTF8.GetString(record.Question.Arguments.Span).ReplaceLineEndings(" ");
}
