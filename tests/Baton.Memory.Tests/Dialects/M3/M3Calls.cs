using System.Text.Json;
using Baton.Memory.Dialects;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Dialects.M3;

/// <summary>What the tests of the dialect write again and again.</summary>
internal static class M3Calls
{
    public static DialectRoom M3(this Room room) => new(room, DialectNames.M3);

    /// <summary>Writes a memory with more members, said with single quotes; its id.</summary>
    public static async Task<string> WriteAsync(this DialectRoom m3, string content, string members = "", string type = "fact")
        => (await m3.DoneAsync("memory_write", $"{{'type':'{type}','content':{JsonSerializer.Serialize(content)}{(members.Length == 0 ? "" : "," + members)}}}")).Content.Text("id");

    public static async Task<JsonElement> GetAsync(this DialectRoom m3, string id) => (await m3.DoneAsync("memory_get", $"{{'id':'{id}'}}")).Content;

    /// <summary>A memory as the native tools have it.</summary>
    public static async Task<JsonElement> NativeAsync(this Room room, string id) => (await room.DoneAsync("memory_get", $"{{'id':'{id}'}}")).At("memory");

    public static async Task<List<string>> FoundAsync(this DialectRoom m3, string call)
        => [.. (await m3.DoneAsync("memory_search", call)).Content.At("results").EnumerateArray().Select(one => one.Text("id"))];

    public static async Task<string> TaskAsync(this DialectRoom m3, string title, string members = "")
        => (await m3.DoneAsync("task_create", $"{{'title':'{title}','created_by':'alpha'{(members.Length == 0 ? "" : "," + members)}}}")).Content.Text("id");
}
