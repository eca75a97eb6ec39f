using System.Text.Json;
using Baton.Memory.Callers;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tests.Support;

/// <summary>Calls with arguments as objects, for values that JSON in quotes would make hard to read.</summary>
internal static class Sending
{
    public static Task<Answer> SendAsync(this Room room, string tool, object arguments, MemoryCaller? caller = null)
        => room.RawAsync(tool, JsonSerializer.SerializeToUtf8Bytes(arguments), caller);

    /// <summary>A call that must succeed.</summary>
    public static async Task<JsonElement> SentAsync(this Room room, string tool, object arguments, MemoryCaller? caller = null)
    {
        var answer = await room.SendAsync(tool, arguments, caller);
        answer.Failure.ShouldBeNull($"{tool} {answer.Failure?.Code}: {answer.Failure?.Message} {answer.Failure?.Path}");
        return answer.Content;
    }

    /// <summary>A call that must fail with a code.</summary>
    public static async Task<Failure> UnsentAsync(this Room room, string code, string tool, object arguments, MemoryCaller? caller = null)
    {
        var answer = await room.SendAsync(tool, arguments, caller);
        answer.Failure.ShouldNotBeNull($"{tool} was not refused: {answer.Text}");
        answer.Failure.Code.ShouldBe(code, answer.Failure.Message);
        return answer.Failure;
    }

    /// <summary>Saves one memory and gives its id.</summary>
    public static async Task<string> MemoryAsync(this Room room, object fields, MemoryCaller? caller = null)
        => (await room.SentAsync("memory_save", fields, caller)).Text("memories.0.id");

    /// <summary>Saves one handoff and gives its id.</summary>
    public static async Task<string> HandoffAsync(this Room room, object fields, MemoryCaller? caller = null)
        => (await room.SentAsync("handoff_save", fields, caller)).Text("handoff.id");

    /// <summary>The values that a member has in each element of a list.</summary>
    public static List<string> Each(this JsonElement element, string list, string member)
        => [.. element.At(list).EnumerateArray().Select(item => item.Text(member))];
}
