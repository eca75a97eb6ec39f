namespace Baton.Catalog.Signals;

/// <summary>A property of a definition that makes abuse easier or worse.</summary>
public enum SignalKind
{
    /// <summary>A query in a language of its own: SQL, PromQL, GraphQL, a pipeline.</summary>
    Query,

    /// <summary>A command, script or code that the caller writes.</summary>
    Command,

    /// <summary>HTML, a template or other markup that someone else will render.</summary>
    Markup,

    /// <summary>A path of a file system.</summary>
    Path,

    /// <summary>An address that will be called or opened.</summary>
    Url,

    /// <summary>A key, token or password given as an argument.</summary>
    Credential,

    /// <summary>Somebody who will receive something.</summary>
    Recipient,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>Many things in one call.</summary>
    Bulk,

    /// <summary>Wildcards, patterns or recursion.</summary>
    Wildcard,

    /// <summary>A switch that overrides a check.</summary>
    Force,

    /// <summary>Who acts is said by an argument, which the caller can choose.</summary>
    Identity,

    /// <summary>More parameters than a reviewer will read.</summary>
    ManyParameters,

    /// <summary>An object whose properties are not said.</summary>
    Untyped,

    /// <summary>The definition tells the model what to do beyond this tool.</summary>
    Instruction,

    /// <summary>Characters that are not seen, or that look like others.</summary>
    HiddenText,

    /// <summary>The description speaks of tools that are not this server's.</summary>
    OtherTools,

    /// <summary>The tool calls other tools by name.</summary>
    MetaTool,
}
