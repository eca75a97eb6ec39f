using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3.Agents;

/// <summary>An agent as M3's rows have it: one that described itself, or a principal that has been at work here.</summary>
internal sealed record M3Agent(
    string AgentId, string Status, string Role, ImmutableArray<string> Capabilities, string Metadata, double Trust, string? LastSeen, string Principal, string? Id)
{
    public const string Active = "active";
    public const string Offline = "offline";
    private const double Unrated = 0.5;

    public static M3Agent Of(MemoryRecord entry) => new(
        entry.Labels.GetValueOrDefault(M3Labels.AgentId, ""), entry.Labels.GetValueOrDefault(AgentBook.Status, Active), entry.Labels.GetValueOrDefault(M3Labels.Role, ""), entry.Tags,
        JsonContent.ObjectOf(entry) ?? "{}", double.TryParse(entry.Labels.GetValueOrDefault(AgentBook.Trust), CultureInfo.InvariantCulture, out var trust) ? trust : Unrated,
        entry.Labels.GetValueOrDefault(AgentBook.LastSeen), entry.CreatedBy.Principal, entry.Id);

    public static M3Agent Of(SeenAgent seen) => new(seen.Principal, Active, "", [], "{}", Unrated, Instants.Format(seen.LastSeen), seen.Principal, null);

    private string Line => $"Agent {M3Rows.Line(AgentId)}: {Status}, last seen {LastSeen}.";

    public ToolReply Shown() => Reply.Of(Line, Write);

    public ToolReply Registered(MemoriesSaved saved) => ScreenedReply.Of(Line, saved.Redacted, saved.Warnings, Write);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString(M3Labels.AgentId, AgentId);
        json.WriteString(AgentBook.Status, Status);
        json.WriteString(M3Labels.Role, Role);
        json.AllTexts("capabilities", Capabilities);
        json.WritePropertyName("metadata");
        json.WriteRawValue(Metadata);
        json.WriteNumber(AgentBook.Trust, Trust);
        json.Text(AgentBook.LastSeen, LastSeen);
        json.WriteString("principal", Principal);
        json.Text("id", Id);
    }
}
