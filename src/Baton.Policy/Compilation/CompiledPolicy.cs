using System.Security.Cryptography;
using Baton.Policy.Approvals;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Documents.Writing;
using Baton.Policy.Globs;

namespace Baton.Policy.Compilation;

/// <summary>
/// A policy made ready to decide: immutable and safe for any number of threads. Deciding is pure; it touches no store and no
/// clock, and allocates nothing but the decision.
/// </summary>
public sealed class CompiledPolicy
{
    private readonly Lazy<string> _revision;

    internal CompiledPolicy(PolicyDocument document, string? revision, PolicyParts parts)
    {
        Document = document;
        Parts = parts;
        _revision = new Lazy<string>(() => revision ?? Convert.ToHexStringLower(SHA256.HashData(PolicyWriter.Write(document))));
    }

    /// <summary>The document that it was made from.</summary>
    public PolicyDocument Document { get; }

    /// <summary>Names the policy in fingerprints, so that an approval does not outlive an edit.</summary>
    public string Revision => _revision.Value;

    /// <summary>Whether tools that can never be called are listed all the same.</summary>
    public bool ShowsDenied => Document.ShowDenied ?? false;

    /// <summary>Whether a tool whose definition changed is held back.</summary>
    public bool HoldsChangedDefinitions => Document.Definitions != DefinitionsMode.Any;

    internal bool IsObserved => Document.Mode == PolicyMode.Observe;

    internal PolicyParts Parts { get; }

    /// <summary>Decides a call of a tool, a resource or a prompt.</summary>
    public Decision Decide(in CallFacts facts) => DecisionEngine.Decide(this, facts);

    /// <summary>
    /// Decides one call that the rules of several names govern: the strictest decides, and what all of them want is reserved
    /// together. See <see cref="JointDecision"/>.
    /// </summary>
    public JointDecision DecideJointly(ReadOnlySpan<CallFacts> names) => JointDecision.Of(this, names);

    /// <summary>Decides it again, now that a person was asked about the call of that fingerprint.</summary>
    public JointDecision DecideJointly(ReadOnlySpan<CallFacts> names, string fingerprint, ApprovalFact approval)
        => JointDecision.Of(this, JointDecision.WithApproval(this, names, fingerprint, approval));

    /// <summary>Whether something is to be shown in a list; see <see cref="ToolVisibility"/>.</summary>
    /// <param name="kind">What kind of thing it is.</param>
    /// <param name="tool">The tool, resource or prompt.</param>
    /// <param name="definitionChanged">Whether its definition is not the approved one.</param>
    public ToolVisibility Visibility(CallKind kind, ToolFacts tool, bool definitionChanged = false)
        => VisibilityRules.Judge(this, kind, tool, definitionChanged);

    /// <summary>Whether the document has a rule for this very tool or its class, so that more than the default decides.</summary>
    public bool Names(CallKind kind, ToolFacts tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return Find(kind, tool).LiftsDefault || (kind == CallKind.Tool && Hides(tool.Name));
    }

    /// <summary>Decides what a server asks of the client: <c>sampling</c>, <c>elicitation</c> or <c>roots</c>; others follow the default.</summary>
    public Decision DecideServerRequest(string request) => OtherMethods.DecideServerRequest(this, request);

    /// <summary>Decides a method that the gateway does not know: it follows the default.</summary>
    public Decision DecideMethod(string method) => OtherMethods.DecideMethod(this, method);

    /// <summary>Names an approval of this very call; null when the arguments are malformed.</summary>
    public string? FingerprintOf(in CallFacts facts)
    {
        try
        {
            return ArgumentTape.Read(facts.Arguments, out var tape, out _) ? Fingerprint.OfCall(in facts, tape.Root, Revision) : null;
        }
        finally
        {
            ArgumentTape.Release();
        }
    }

    internal bool Hides(string name) => Array.Exists(Parts.Hidden, glob => glob.Matches(name));

    /// <summary>Whether a name that its server does not list is answered as the hidden ones are: where some are, and none of its entries is for it alone.</summary>
    internal bool HidesUnlisted(string tool) => Parts.HidesTools && !Parts.Tools.HasExact(tool);

    internal AppliedEntries Find(CallKind kind, ToolFacts tool) => kind switch
    {
        CallKind.Tool => new AppliedEntries(Parts.Tools.Find(tool.Name), Parts.Classes[(int)tool.Category], Parts.AllTools),
        CallKind.Resource => FindResource(tool.Name),
        _ => new AppliedEntries(Parts.Prompts?.Find(tool.Name), null, null),
    };

    private AppliedEntries FindResource(string uri)
    {
        if (Parts.Resources is not { } table) return default;
        var own = table.Find(uri);
        if (table.HasExact(uri) || UriReading.Other(uri, lowerScheme: own is null) is not { } plain) return new AppliedEntries(own, null, null);
        var other = table.Find(plain);
        if (ReferenceEquals(own, other)) return new AppliedEntries(own, null, null);
        return other is { Action: EntryAction.Hide } ? new AppliedEntries(other, null, null) : new AppliedEntries(own, null, null) { PlainUri = plain };
    }
}

/// <summary>The entries that apply to one call.</summary>
internal readonly record struct AppliedEntries(CompiledEntry? Own, CompiledEntry? Class, CompiledEntry? All)
{
    /// <summary>How else the URI may be read, where another entry would apply then; null where there is no doubt.</summary>
    public string? PlainUri { get; init; }

    /// <summary>Whether one of them lifts the default.</summary>
    public bool LiftsDefault => Own is not null || Class is not null;

    public string Pointer => Own?.Pointer ?? Class?.Pointer ?? "";

    /// <summary>In the order of evaluation: tool, class, all.</summary>
    public CompiledEntry? this[int layer] => layer switch
    {
        0 => Own,
        1 => Class,
        _ => All,
    };
}
