using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Pins;

/// <summary>How each kind is spelled: in records, and on the wire.</summary>
public static class PinKinds
{
    /// <summary>Every kind.</summary>
    public static ImmutableArray<PinKind> All { get; } = [PinKind.Tool, PinKind.Prompt, PinKind.Template];

    /// <summary>The word for people and records: <c>tool</c>, <c>prompt</c>, <c>template</c>.</summary>
    public static string Word(PinKind kind) => kind switch
    {
        PinKind.Tool => "tool",
        PinKind.Prompt => "prompt",
        _ => "template",
    };

    /// <summary>The kind of that word.</summary>
    public static PinKind Of(string word) => word switch
    {
        "tool" => PinKind.Tool,
        "prompt" => PinKind.Prompt,
        _ => PinKind.Template,
    };

    /// <summary>The kind that a list's method lists; null for any other method.</summary>
    internal static PinKind? Listed(string method) => method switch
    {
        MethodName.ListTools => PinKind.Tool,
        MethodName.ListPrompts => PinKind.Prompt,
        MethodName.ListResourceTemplates => PinKind.Template,
        _ => null,
    };

    /// <summary>The kind that a notification says has changed; null for any other.</summary>
    internal static PinKind? Changed(string method) => method switch
    {
        MethodName.ToolsChanged => PinKind.Tool,
        MethodName.PromptsChanged => PinKind.Prompt,
        MethodName.ResourcesChanged => PinKind.Template,
        _ => null,
    };

    internal static string Method(PinKind kind) => kind switch
    {
        PinKind.Tool => MethodName.ListTools,
        PinKind.Prompt => MethodName.ListPrompts,
        _ => MethodName.ListResourceTemplates,
    };

    internal static ToolList Read(PinKind kind, ReadOnlyMemory<byte> result) => kind switch
    {
        PinKind.Tool => ToolListReader.Read(result),
        PinKind.Prompt => PromptListReader.Prompts(result),
        _ => PromptListReader.Templates(result),
    };
}
