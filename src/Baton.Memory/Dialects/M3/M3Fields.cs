using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Memories;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;
using Baton.Memory.Storage;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects.M3;

/// <summary>A memory's fields as M3's parameters say them: empty text and an importance below zero leave what is there.</summary>
internal static class M3Fields
{
    private static readonly ImmutableArray<string> Labelled =
    [
        M3Labels.AgentId, M3Labels.ModelId, M3Labels.ChangeAgent, M3Labels.Source, M3Labels.UserId, M3Labels.Scope,
        M3Labels.RefreshOn, M3Labels.RefreshReason, M3Labels.Metadata,
    ];

    public static Outcome<MemoryFields> Read(Arguments arguments, MemoryRecord? current, MemoryLimits limits)
    {
        if (!arguments.Time("valid_from").TryGet(out var from, out var wrong) || !arguments.Time("valid_to").TryGet(out var to, out wrong)
            || !arguments.Time(M3Labels.RefreshOn).TryGet(out _, out wrong)) return wrong;
        if (!Labels(arguments, current?.Labels, limits).TryGet(out var labels, out wrong)) return wrong;
        return new MemoryFields
        {
            Content = Patch.SetOrKeep(arguments.Filled("content")),
            Type = Patch.SetOrKeep(arguments.Filled("type")),
            Title = Patch.SetOrKeep(arguments.Filled("title")),
            Thread = Patch.SetOrKeep(arguments.Filled("conversation_id")),
            Importance = arguments.Number("importance") is >= 0 and var importance ? importance : default(Patch<double>),
            Visibility = arguments.Filled(M3Labels.Scope) is { } scope ? M3Scope.VisibilityOf(scope) : default(Patch<Visibility>),
            ValidFrom = from.Value is { } since ? since : default(Patch<DateTimeOffset>),
            ValidTo = to.Value is { } until ? until : default(Patch<DateTimeOffset>),
            Labels = labels,
        };
    }

    private static Outcome<ImmutableSortedDictionary<string, string>> Labels(
        Arguments arguments, ImmutableSortedDictionary<string, string>? current, MemoryLimits limits)
    {
        var labels = current ?? ImmutableSortedDictionary<string, string>.Empty;
        foreach (var name in Labelled)
        {
            if (arguments.Filled(name) is not { } value || (name == M3Labels.Metadata && value == "{}")) continue;
            if (OriginalArguments.RefuseLabel(name, value, limits.ItemBytes) is { } refused) return refused;
            if (name == M3Labels.Metadata && !IsObject(value)) return Fail.Invalid("'metadata' must be a JSON object as text.", "/metadata", "For example {\"ticket\": \"A-7\"}.");
            labels = labels.SetItem(name, value);
        }
        return labels;
    }

    private static bool IsObject(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
