namespace Baton.Conformance.Official;

/// <summary>A scenario of the official suite and what it takes to run it against the memory server.</summary>
/// <param name="Name">Its name in the suite.</param>
/// <param name="Needs">The server feature that it exercises, or null.</param>
public sealed record Scenario(string Name, string? Needs = null)
{
    /// <summary>
    /// Checks that cannot be made because they call diagnostic tools of the suite's own fixture server; the suite marks them
    /// <c>untestable</c>.
    /// </summary>
    public IReadOnlyList<string> Untestable { get; init; } = [];

    /// <summary>The revisions it applies to, of the two that are run.</summary>
    public IReadOnlyList<string> Revisions { get; init; } = [Sessions, Stateless];

    private const string Sessions = "2025-11-25";
    private const string Stateless = "2026-07-28";

    /// <summary>Scenarios that need nothing but an MCP server.</summary>
    public static IReadOnlyList<Scenario> WithoutFixtures { get; } =
    [
        new("server-initialize") { Revisions = [Sessions] },
        new("server-session-lifecycle") { Revisions = [Sessions] },
        new("server-stateless")
        {
            Revisions = [Stateless],
            Untestable =
            [
                "sep-2575-server-rejects-undeclared-capability", // calls the tool test_missing_capability
                "sep-2575-missing-capability-http-400", // calls the tool test_missing_capability
                "sep-2575-http-server-no-independent-requests-on-stream", // calls the tool test_streaming_elicitation
                "sep-2575-server-no-log-without-loglevel", // calls the tool test_logging_tool
                "sep-2575-server-sends-tools-list-changed-on-subscription", // changes the list with test_trigger_tool_change
            ],
        },
        new("ping") { Revisions = [Sessions] },
        new("logging-set-level") { Revisions = [Sessions] },
        new("tools-list"),
        new("server-sse-multiple-streams"),
        new("dns-rebinding-protection"),
        new("http-header-validation") { Revisions = [Stateless] },
        new("sep-2164-resource-not-found", "resources") { Revisions = [Stateless] },
        new("resources-list", "resources"),
        new("resources-subscribe", "resources") { Revisions = [Sessions] },
        new("resources-unsubscribe", "resources") { Revisions = [Sessions] },
        new("completion-complete", "completions"),
        new("prompts-list", "prompts"),
        new("caching", "prompts") { Revisions = [Stateless] },
    ];

    /// <summary>Scenarios that are left out, and the part of the suite's fixture server that each would need.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        ["tools-call-simple-text"] = "calls the fixture tool test_simple_text",
        ["tools-call-image"] = "calls the fixture tool test_image_content",
        ["tools-call-audio"] = "calls the fixture tool test_audio_content",
        ["tools-call-embedded-resource"] = "calls the fixture tool test_embedded_resource",
        ["tools-call-mixed-content"] = "calls the fixture tool test_multiple_content_types",
        ["tools-call-with-logging"] = "calls the fixture tool test_tool_with_logging",
        ["tools-call-error"] = "calls the fixture tool test_error_handling",
        ["tools-call-with-progress"] = "calls the fixture tool test_tool_with_progress",
        ["tools-call-sampling"] = "calls the fixture tool test_sampling",
        ["tools-call-elicitation"] = "calls the fixture tool test_elicitation",
        ["json-schema-2020-12"] = "looks for the fixture tool json_schema_2020_12_tool",
        ["elicitation-sep1034-defaults"] = "calls the fixture tool test_elicitation_sep1034_defaults",
        ["elicitation-sep1330-enums"] = "calls the fixture tool test_elicitation_sep1330_enums",
        ["server-sse-polling"] = "calls the fixture tool test_reconnection",
        ["resources-read-text"] = "reads the fixture resource test://static-text",
        ["resources-read-binary"] = "reads the fixture resource test://static-binary",
        ["resources-templates-read"] = "reads the fixture template test://template/{id}/data",
        ["prompts-get-simple"] = "gets the fixture prompt test_simple_prompt",
        ["prompts-get-with-args"] = "gets the fixture prompt test_prompt_with_arguments",
        ["prompts-get-embedded-resource"] = "gets the fixture prompt test_prompt_with_embedded_resource",
        ["prompts-get-with-image"] = "gets the fixture prompt test_prompt_with_image",
        ["http-custom-header-server-validation"] = "needs a tool with x-mcp-header annotations; the memory server has none",
    };

    /// <summary>Families that are left out, by prefix.</summary>
    public static IReadOnlyDictionary<string, string> FamiliesLeftOut { get; } = new Dictionary<string, string>
    {
        ["tasks-"] = "the tasks extension, which the memory server does not announce",
        ["sep-2640-"] = "the skills extension, which the memory server does not announce",
        ["input-required-result-"] = "calls fixture tools that ask for input; the memory server asks for none",
    };
}
