using System.Text.Json;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Tools;

/// <summary>The exact names that clients rely on: parameters, which of them are required, and what is always returned.</summary>
public sealed class ToolTableTests : IAsyncLifetime
{
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>A required parameter ends in an exclamation mark.</summary>
    [Theory]
    [InlineData("session_start", "project thread max_tokens", "digest handoffs memories changes as_of")]
    [InlineData("session_close", "summary! project thread decisions pending changed next_actions blockers learned claim_token idempotency_key", "handoff memories")]
    [InlineData("handoff_save", "summary! project key thread title body decisions pending changed next_actions blockers files refs tags status to priority ttl pinned if_match on_conflict idempotency_key", "handoff redacted warnings")]
    [InlineData("handoff_load", "id key project thread version view section max_tokens max_messages cursor", "handoff truncated")]
    [InlineData("handoff_search", "query project thread status to from tags tags_all created_after created_before limit cursor", "handoffs next_cursor total")]
    [InlineData("handoff_list", "project thread status to from tags tags_all created_after created_before limit cursor", "handoffs next_cursor total")]
    [InlineData("handoff_claim", "id key project lease_seconds claim_token renew release idempotency_key", "handoff claim")]
    [InlineData("handoff_update", "id key project status next_actions tags outcome comment ttl pinned claim_token if_match", "handoff")]
    [InlineData("handoff_append", "id key project chunk! seq", "handoff")]
    [InlineData("handoff_merge", "refs! project key title summary order archive_sources", "handoff")]
    [InlineData("handoff_delete", "id key project thread status to from tags tags_all created_after created_before confirm restore", "count ids")]
    [InlineData("memory_save", "content value key type title project thread position visibility tags importance confidence layer evidence pinned ttl valid_from valid_to supersedes if_match memories idempotency_key", "memories similar redacted")]
    [InlineData("memory_search", "query! project thread type tags visibility as_of known_at limit max_tokens explain cursor", "results confidence matched_terms unmatched_terms next_cursor")]
    [InlineData("memory_get", "id key project history", "memory")]
    [InlineData("memory_update", "id content value key type title project thread position visibility tags importance confidence layer evidence pinned ttl valid_from valid_to supersedes if_match", "memory")]
    [InlineData("memory_delete", "id key project restore", "count ids")]
    [InlineData("memory_link", "id key project to relation remove depth", "links")]
    [InlineData("status", "", "usage limits health version grant")]
    public void Tool_HasExactlyTheseParameters_AndReturnsThese(string name, string parameters, string returned)
    {
        var tool = _room.Server.ListTools(_room.Caller()).Single(tool => tool.Name == name);
        var input = JsonDocument.Parse(tool.InputSchema).RootElement;
        var required = input.Has("required") ? input.Texts("required") : [];
        input.At("properties").EnumerateObject().Select(property => property.Name + (required.Contains(property.Name) ? "!" : ""))
            .ShouldBe(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
        var output = JsonDocument.Parse(tool.OutputSchema).RootElement;
        returned.Split(' ').ShouldBeSubsetOf(output.At("properties").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Schemas_SayWhatTheDesignSays_OfTypesWordsAndBounds()
    {
        var wrong = new List<string>();
        foreach (var (place, schema) in ((string, string)[])
        [
            ("session_start.max_tokens", "integer"),
            ("session_close.learned", "array"),
            ("handoff_save.priority", "integer,null -1..1"),
            ("handoff_save.on_conflict", "string version|error"),
            ("handoff_save.status", "string open|done|archived"),
            ("handoff_save.ttl", "string,integer,null"),
            ("handoff_load.view", "string full|digest|tail"),
            ("handoff_search.limit", "integer 1..200"),
            ("handoff_list.limit", "integer 1..200"),
            ("handoff_claim.lease_seconds", "integer 1..604800"),
            ("handoff_update.status", "string open|done|archived"),
            ("handoff_merge.order", "string chronological|sequential"),
            ("memory_save.visibility", "string private|project|shared"),
            ("memory_save.layer", "string stated|hypothesis|verified"),
            ("memory_save.importance", "number,null 0..1"),
            ("memory_save.confidence", "number,null 0..1"),
            ("memory_link.relation", "string about|caused|contradicts|extends|part_of|supports"),
            ("memory_link.depth", "integer 0..3"),
            ("task_save.priority", "integer,null -1..1"),
            ("task_update.status", "string open|blocked|done|failed|cancelled"),
            ("notify.priority", "integer -1..1"),
        ])
        {
            var (tool, parameter) = (place.Split('.')[0], place.Split('.')[1]);
            var said = Said(JsonDocument.Parse(_room.Server.ListTools(_room.Caller()).Single(one => one.Name == tool).InputSchema).RootElement.At("properties").At(parameter));
            if (!Bare(said, schema)) wrong.Add($"{place}: {said}, not {schema}");
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>Bounds that the contract does not name are the program's own.</summary>
    private static bool Bare(string said, string wanted) => said == wanted || (!wanted.Contains("..", StringComparison.Ordinal) && said.Split(' ')[0] == wanted);

    private static string Said(JsonElement schema)
    {
        var type = schema.At("type");
        var words = schema.Has("enum") ? " " + string.Join('|', schema.At("enum").EnumerateArray().Select(word => word.GetString())) : "";
        var bounds = schema.Has("minimum") || schema.Has("maximum")
            ? $" {(schema.Has("minimum") ? schema.At("minimum").GetRawText() : "")}..{(schema.Has("maximum") ? schema.At("maximum").GetRawText() : "")}" : "";
        return (type.ValueKind == JsonValueKind.Array ? string.Join(',', type.EnumerateArray().Select(one => one.GetString())) : type.GetString()) + words + bounds;
    }
}
