using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Retention;
using Baton.Memory.Tools;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Memory.Dialects.M3.Care;

/// <summary>What <c>memory_set_retention</c> was told about an agent's name; itself a memory, so that it is versioned.</summary>
/// <param name="Rule">The native rule: how much is kept under the label.</param>
/// <param name="Archives">Whether the rest is archived, or only counted.</param>
internal sealed record RetentionRule(LabelRetention Rule, bool Archives)
{
    private const string Most = "max_memories";
    private const string Days = "ttl_days";
    private const string Archive = "auto_archive";

    public static RetentionRule From(Arguments arguments) => new(
        new(M3Labels.AgentId, arguments.RequiredText(M3Labels.AgentId), arguments.Integer(Most) ?? 1000, arguments.Integer(Days) ?? 0), (arguments.Integer(Archive) ?? 1) != 0);

    /// <summary>Null of a memory that another tool wrote under the type, and that is no rule.</summary>
    public static RetentionRule? Read(MemoryRecord memory)
    {
        if (JsonContent.ObjectOf(memory) is not { } text) return null;
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return root.Text(M3Labels.AgentId) is { } agent && root.Number(Most) is >= 1 and var most && root.Number(Days) is >= 0 and var days
            ? new(new(M3Labels.AgentId, agent, (long)most, (long)days), root.Flag(Archive)) : null;
    }

    public MemoryFields Fields() => new()
    {
        Key = $"m3/retention/{Rule.Value}",
        Type = M3Types.Retention,
        Title = $"Retention of {Rule.Value}",
        Value = JsonText.Write(json =>
        {
            json.WriteStartObject();
            Members(json);
            json.WriteEndObject();
        }),
    };

    public void Members(Utf8JsonWriter json)
    {
        json.WriteString(M3Labels.AgentId, Rule.Value);
        json.WriteNumber(Most, Rule.Most);
        json.WriteNumber(Days, Rule.Days);
        json.WriteBoolean(Archive, Archives);
    }
}
