using System.Collections.Immutable;
using Baton.Policy.Conditions;

namespace Baton.Policy.Documents.Shapes;

/// <summary>Every object of the language with its keys: the one list that reading, the JSON Schema and the reference share.</summary>
internal static class Language
{
    private const string WindowText = "second|minute|hour|day|week|month|[0-9]+|P.+";

    private static readonly ValueShape Text = new TextShape();
    private static readonly ValueShape Flag = new FlagShape();
    private static readonly ValueShape Verdict = Words<DefaultAction>();
    private static readonly ValueShape Duration = new TextShape(@"^([0-9]+(\.[0-9]+)?(ms|s|m|h|d|w)|P.+)$");
    private static readonly ValueShape Window = new ChoiceShape([new TextShape($"^({WindowText})$"), new NumberShape(Integer: true, Least: 1)]);
    private static readonly ValueShape Rules = new ListShape(new ObjectRefShape("rule"));
    private static readonly ValueShape Conditions = new ListShape(new ObjectRefShape("condition"));
    private static readonly ValueShape Entry = new ObjectRefShape("entry");

    public static ObjectShape Document { get; } = new("policy", "Which tools of one server a grant may call.",
    [
        new("version", new WordShape([PolicyDocument.Version]), "The version of the language.", Required: true),
        new("default", Verdict, "What happens to tools that no entry matches.", Required: true),
        new("mode", Words<PolicyMode>(), "`observe` decides and records, but never blocks."),
        new("hide", new ListShape(Text), "Tool names or globs: removed from every list, refused when called."),
        new("show_denied", Flag, "Whether tools that can never be called are listed all the same."),
        new("all_tools", Entry, "An entry that applies to every call in addition to the tool's own."),
        new("tools", new MapShape(Entry), "Entries by exact name or glob."),
        new("class", new MapShape(Entry, [.. WordTable<ToolCategory>.Words]), "Entries by the catalogue's category."),
        new("resources", new MapShape(Entry), "Entries by resource URI glob."),
        new("prompts", new MapShape(Entry), "Entries by prompt name."),
        new("server_requests", new ObjectRefShape("server_requests"), "What the server may ask back."),
        new("definitions", Words<DefinitionsMode>(), "Whether a tool whose definition changed since approval may be called."),
        new("tests", new ListShape(new ObjectRefShape("test")), "Calls with the outcome they must have."),
        new("$schema", Text, "Ignored; for editors."),
        new("description", Text, "Ignored; for readers."),
    ]);

    public static ObjectShape EntryShape { get; } = new("entry", "What is said of a tool, class, resource or prompt; empty allows.",
    [
        new("action", Words<EntryAction>(), "What happens to a call that the rules let through."),
        new("reason", Text, "What the agent is told when it is denied."),
        new("require", Rules, "Rules that must all hold."),
        new("deny_if", Rules, "Rules of which none may hold."),
        new("arguments", new AnythingShape(), "A JSON Schema (2020-12 or draft-07) that the arguments must satisfy."),
        new("limits", new ListShape(new ObjectRefShape("limit")), "Budgets."),
        new("rate_limit", new ChoiceShape([new TextShape($"^[0-9]+/({WindowText})$"), new ObjectRefShape("rate_limit")]), "Short form of one limit for each grant."),
        new("approval", new ObjectRefShape("approval"), "When a person is asked."),
        new("result", new ObjectRefShape("result"), "What is done with the answer."),
        new("mode", Words<PolicyMode>(), "As of the document, for this entry."),
    ]);

    public static ObjectShape Rule { get; } = new("rule", "Conditions that hold together.",
    [
        new("id", Text, "A name for decisions to quote."),
        new("when", Conditions, "A guard: when it is false the rule is passed over."),
        new("conditions", Conditions, "What must all be true for the rule to hold."),
        new("on_deny", Text, "What the agent is told when the rule refuses."),
    ]);

    public static ObjectShape Condition { get; } = new("condition", "A comparison, or others nested in any, all or not.",
    [
        new("path", Text, "What is compared: args..., caller..., tool..., server.name, time..."),
        new("op", new WordShape([.. OperatorNames.All]), "How it is compared."),
        new("value", new AnythingShape(), "With what."),
        new("value_from", Text, "Or with what stands at another path."),
        new("missing", Words<MissingValue>(), "What absence means; `pass` says that it is fine."),
        new("normalize", Words<TextForm>(), "How strings are normalised first."),
        new("ignore_case", Flag, "Compares strings without regard to case."),
        new("full", Flag, "A regex must match the whole string."),
        new("tz", Text, "The time zone of time paths."),
        new("any", Conditions, "True when one of them is."),
        new("all", Conditions, "True when each of them is."),
        new("not", new ObjectRefShape("condition"), "True when it is false."),
    ]);

    public static ObjectShape Limit { get; } = new("limit", "A budget.",
    [
        new("counter", Text, "Its name; the same name on several tools is one shared budget.", Required: true),
        new("window", Window, "How long it reaches: a word, seconds, or an ISO 8601 duration."),
        new("align", Words<WindowAlign>(), "Whether the window slides or follows the calendar."),
        new("tz", Text, "The calendar's time zone."),
        new("max", new NumberShape(Least: 0), "The most that is admitted within the window."),
        new("scope", Words<LimitScope>(), "Whose budget it is."),
        new("else", Words<LimitScope>(), "The scope for callers without a session."),
        new("cost", new ObjectRefShape("cost"), "What a call costs; 1 when absent."),
        new("min_cost", new NumberShape(Least: 0), "The least a call costs."),
        new("concurrent", new NumberShape(Integer: true, Least: 0), "Instead of a window: so many calls at once."),
        new("on_exceed", Words<ExceedAction>(), "What happens to a call that does not fit."),
        new("same", Words<SameCalls>(), "Counts only calls with the same tool and the same arguments."),
    ]);

    public static ObjectShape Cost { get; } = new("cost", "The exact decimal at a path of the arguments.",
    [
        new("path", Text, "Where the amount stands; `[*]` sums.", Required: true),
    ]);

    public static ObjectShape RateLimit { get; } = new("rate_limit", "So many calls in so many seconds.",
    [
        new("max", new NumberShape(Least: 0), "So many calls.", Required: true),
        new("window", Window, "In so many seconds.", Required: true),
    ]);

    public static ObjectShape Approval { get; } = new("approval", "When a person is asked, who, and for how long the answer counts.",
    [
        new("when", Conditions, "Asked only when all of these hold."),
        new("by", Words<Approver>(), "Who is asked."),
        new("timeout", Duration, "How long a request stays open, and a refusal counts."),
        new("wait", new ChoiceShape([new WordShape(["0"]), Duration]), "How long the call is held open for an answer."),
        new("remember", new ChoiceShape([new WordShape(["none", "session"]), Duration]), "For how long an answer counts for like calls."),
        new("remember_on", new ListShape(Text), "The paths whose values make calls alike."),
    ]);

    public static ObjectShape Result { get; } = new("result", "What is done with the answer.",
    [
        new("max_bytes", new NumberShape(Integer: true, Least: 1), "A longer answer is refused."),
        new("redact", Patterns("secrets", "pii"), "What is blanked out."),
        new("deny_if_contains", Patterns(), "What makes the whole answer refused."),
    ]);

    public static ObjectShape ResultPattern { get; } = new("pattern", "A regular expression.",
    [
        new("pattern", Text, "In RE2's syntax, searched unanchored.", Required: true),
    ]);

    public static ObjectShape ServerRequests { get; } = new("server_requests", "What the server may ask of the client.",
    [
        new("sampling", Verdict, "To run its model."),
        new("elicitation", Verdict, "To ask its user."),
        new("roots", Verdict, "To list its folders."),
    ]);

    public static ObjectShape Test { get; } = new("test", "A call with the outcome it must have.",
    [
        new("name", Text, "What the report calls it.", Required: true),
        new("call", new ObjectRefShape("call"), "The call.", Required: true),
        new("expect", new WordShape(["allow", "deny", "hide", "ask"]), "The outcome.", Required: true),
        new("rule", Text, "The rule that must have decided."),
    ]);

    public static ObjectShape Call { get; } = new("call", "A call of a test.",
    [
        new("tool", Text, "The tool."),
        new("resource", Text, "Or the resource's URI."),
        new("prompt", Text, "Or the prompt."),
        new("args", new MapShape(new AnythingShape()), "The arguments."),
        new("category", Words<ToolCategory>(), "The tool's category."),
        new("server", Text, "The server's name."),
        new("caller", new ObjectRefShape("caller"), "Who calls."),
        new("at", Text, "When, as an RFC 3339 instant."),
    ]);

    public static ObjectShape Caller { get; } = new("caller", "Who calls, in a test.",
    [
        new("grant", Text, "The grant."),
        new("principal", Text, "The person or agent."),
        new("session", Text, "The session."),
    ]);

    /// <summary>All objects, the document first.</summary>
    public static ImmutableArray<ObjectShape> Objects { get; } =
    [
        Document, EntryShape, Rule, Condition, Limit, Cost, RateLimit, Approval, Result, ResultPattern, ServerRequests, Test, Call, Caller,
    ];

    private static WordShape Words<T>() where T : struct, Enum => new([.. WordTable<T>.Words]);

    private static ListShape Patterns(params ReadOnlySpan<string> words)
        => new(new ChoiceShape([words.IsEmpty ? new TextShape() : new WordShape([.. words]), new ObjectRefShape("pattern")]));
}
