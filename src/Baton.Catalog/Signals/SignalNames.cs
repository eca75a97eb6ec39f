namespace Baton.Catalog.Signals;

/// <summary>Names and one-line meanings of signals, for documents and for people.</summary>
public static class SignalNames
{
    /// <summary>The stable name.</summary>
    public static string Of(SignalKind kind) => kind switch
    {
        SignalKind.Query => "query",
        SignalKind.Command => "cmd",
        SignalKind.Markup => "content",
        SignalKind.Path => "path",
        SignalKind.Url => "url",
        SignalKind.Credential => "api_key",
        SignalKind.Recipient => "recipient",
        SignalKind.Amount => "amount",
        SignalKind.Bulk => "bulk",
        SignalKind.Wildcard => "wildcard",
        SignalKind.Force => "force",
        SignalKind.Identity => "identity",
        SignalKind.ManyParameters => "many_parameters",
        SignalKind.Untyped => "untyped",
        SignalKind.Instruction => "instruction",
        SignalKind.HiddenText => "hidden_text",
        SignalKind.OtherTools => "other_tools",
        SignalKind.MetaTool => "meta_tool",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Why it matters, in one sentence.</summary>
    public static string Meaning(SignalKind kind) => kind switch
    {
        SignalKind.Query => "A query the caller writes can ask for more than the task needs, and in some languages it can write.",
        SignalKind.Command => "Text the caller writes is run.",
        SignalKind.Markup => "Markup the caller writes is rendered for somebody else.",
        SignalKind.Path => "A path can leave the folder that was meant.",
        SignalKind.Url => "An address can carry data out, or reach into the network of the server.",
        SignalKind.Credential => "A secret given as an argument stands in logs and transcripts.",
        SignalKind.Recipient => "What is sent cannot be called back, and it can carry data out.",
        SignalKind.Amount => "The amount is the caller's.",
        SignalKind.Bulk => "One call touches many things.",
        SignalKind.Wildcard => "A pattern can match more than was meant.",
        SignalKind.Force => "A check can be switched off by an argument.",
        SignalKind.Identity => "Who acts is said by an argument, so one caller can act as another.",
        SignalKind.ManyParameters => "There are more parameters than a reviewer will read.",
        SignalKind.Untyped => "The schema does not say what an object may hold, so nothing checks it.",
        SignalKind.Instruction => "The definition tells the model what to do beyond this tool: the mark of a poisoned tool.",
        SignalKind.HiddenText => "A person reviewing the definition does not see what the model reads.",
        SignalKind.OtherTools => "The description speaks of other tools: the mark of tool shadowing.",
        SignalKind.MetaTool => "It calls other tools by name, past the rules made for them.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
