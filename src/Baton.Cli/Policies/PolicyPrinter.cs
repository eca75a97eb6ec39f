using System.Collections.Immutable;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Gateway.Policies;

namespace Baton.Cli.Policies;

/// <summary>Shows policies of the store.</summary>
internal static class PolicyPrinter
{
    public static void Print(CommandRun run, IReadOnlyList<StoredPolicy> policies)
    {
        if (run.Json)
        {
            foreach (var policy in policies) run.WriteJson(json => Write(json, policy, withText: false));
            return;
        }
        run.WriteTable(TextTable.Of(Columns, policies.Select(policy => Row(run, policy))));
    }

    public static ImmutableArray<TextColumn> Columns { get; } = [new("name", Fixed: true), new("revision", Fixed: true), new("when", Fixed: true), new("from")];

    public static ImmutableArray<string> Row(CommandRun run, StoredPolicy policy)
        => [policy.Name, $"{policy.Revision}", Ago.Of(policy.CreatedAt, run.Context.Time.GetUtcNow()), policy.Note ?? ""];

    public static void Write(Utf8JsonWriter json, StoredPolicy policy, bool withText)
    {
        json.WriteString("name", policy.Name);
        json.WriteNumber("revision", policy.Revision);
        json.WriteString("created_at", policy.CreatedAt);
        if (policy.Note is { } note) json.WriteString("note", note);
        if (withText) json.WriteString("text", policy.Text);
    }
}
