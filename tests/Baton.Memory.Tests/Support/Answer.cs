using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;

namespace Baton.Memory.Tests.Support;

/// <summary>A tool's reply, parsed.</summary>
public sealed class Answer
{
    public Answer(ToolReply reply)
    {
        Text = reply.Text;
        Failure = reply.Failure;
        reply.StructuredContent.IsEmpty.ShouldBe(reply.Failure is not null);
        if (Failure is null) Content = JsonDocument.Parse(reply.StructuredContent).RootElement;
    }

    public string Text { get; }

    public Failure? Failure { get; }

    public JsonElement Content { get; }
}

public static class JsonAccess
{
    /// <summary>A member by its path, for example <c>handoff.claim.holder</c> or <c>results.0.id</c>.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            element = int.TryParse(step, out var index) ? element[index] : element.GetProperty(step);
        }
        return element;
    }

    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    public static int Number(this JsonElement element, string path) => element.At(path).GetInt32();

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    public static List<string> Texts(this JsonElement element, string path) => [.. element.At(path).EnumerateArray().Select(item => item.GetString()!)];
}
