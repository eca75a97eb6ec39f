using System.Text;
using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects;

/// <summary>Calls in a dialect, over the room's real store; every reply is held against the tool's own output schema.</summary>
internal sealed class DialectRoom(Room room, string dialect)
{
    public MemoryCaller Caller(string principal = "ada", string client = "editor") => room.Caller(principal, client: client) with { Dialect = dialect };

    /// <summary>Calls a tool with JSON written with single quotes.</summary>
    public Task<Answer> CallAsync(string tool, string json = "{}", MemoryCaller? caller = null) => RawAsync(tool, json.Replace('\'', '"'), caller);

    public async Task<Answer> RawAsync(string tool, string json, MemoryCaller? caller = null)
    {
        var by = caller ?? Caller();
        var reply = (await room.Server.CallAsync(by, tool, Encoding.UTF8.GetBytes(json), null, default)).ShouldNotBeNull($"{tool} is unknown");
        if (reply.Failure is null)
        {
            using var schema = JsonDocument.Parse(room.Server.ListTools(by).Single(listed => listed.Name == tool).OutputSchema);
            using var content = JsonDocument.Parse(reply.StructuredContent);
            Schemas.Validate(schema.RootElement, content.RootElement, "").ShouldBeNull($"{tool} broke its output schema: {content.RootElement}");
        }
        return new Answer(reply);
    }

    /// <summary>Calls a tool that must succeed.</summary>
    public async Task<Answer> DoneAsync(string tool, string json = "{}", MemoryCaller? caller = null)
    {
        var answer = await CallAsync(tool, json, caller);
        answer.Failure.ShouldBeNull($"{answer.Failure?.Code}: {answer.Failure?.Message} {answer.Failure?.Path}");
        return answer;
    }

    /// <summary>Calls a tool that must fail with a code.</summary>
    public async Task<Answer> RefusedAsync(string code, string tool, string json, MemoryCaller? caller = null)
    {
        var answer = await CallAsync(tool, json, caller);
        answer.Failure.ShouldNotBeNull($"{tool} was not refused: {answer.Text}").Code.ShouldBe(code, answer.Text);
        answer.Text.ShouldContain(answer.Failure.Message);
        return answer;
    }
}
