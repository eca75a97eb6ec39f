using Baton.Policy.Json;

namespace Baton.Policy.Documents;

/// <summary>A test that a document carries.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Call">The call that is judged.</param>
/// <param name="Expect"><c>allow</c>, <c>deny</c>, <c>hide</c> or <c>ask</c>.</param>
/// <param name="Rule">The rule that must have decided; any when absent.</param>
public sealed record TestConfig(string Name, TestCallConfig Call, string Expect, string? Rule = null);

/// <summary>A call as a test writes it; exactly one of tool, resource and prompt is named.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Resource">Or the resource's URI.</param>
/// <param name="Prompt">Or the prompt.</param>
/// <param name="Arguments">The arguments; none when absent.</param>
/// <param name="Category">The tool's category; other when absent.</param>
/// <param name="Server">The server's name.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="At">When; a fixed instant when absent.</param>
public sealed record TestCallConfig(
    string? Tool = null,
    string? Resource = null,
    string? Prompt = null,
    JsonLiteral? Arguments = null,
    ToolCategory? Category = null,
    string? Server = null,
    TestCallerConfig? Caller = null,
    DateTimeOffset? At = null);

/// <summary>Who calls, in a test.</summary>
public sealed record TestCallerConfig(string? Grant = null, string? Principal = null, string? Session = null);
