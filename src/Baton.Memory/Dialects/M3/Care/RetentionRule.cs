using System.Text;
using System.Text.Json;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Retention;
using Baton.Memory.Tools;

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

    public static RetentionRule Read(MemoryRecord memory)
    {
        using var document = JsonDocument.Parse(memory.Value ?? Encoding.UTF8.GetBytes("{}"));
        var root = document.RootElement;
        return new(new(M3Labels.AgentId, root.GetProperty(M3Labels.AgentId).GetString()!, root.GetProperty(Most).GetInt64(), root.GetProperty(Days).GetInt64()), root.GetProperty(Archive).GetBoolean());
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
