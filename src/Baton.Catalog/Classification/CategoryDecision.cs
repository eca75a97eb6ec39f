using System.Collections.Immutable;
using Baton.Catalog.Lexicon;
using Baton.Catalog.Signals;

namespace Baton.Catalog.Classification;

/// <summary>Weighs the readings of one definition against each other; what weighs more is kept as evidence.</summary>
internal sealed class CategoryDecision
{
    private readonly ToolFacts _facts;
    private readonly List<Finding> _used = [];
    private bool _conflict;

    private CategoryDecision(ToolFacts facts) => _facts = facts;

    public VerbKind Kind { get; private set; }

    public IReadOnlyList<Finding> Used => _used;

    /// <summary>Two readings of plain words did not agree.</summary>
    public bool HasConflict => _conflict;

    public static CategoryDecision Make(ToolFacts facts, ImmutableArray<Signal> signals)
    {
        var decision = new CategoryDecision(facts);
        decision.Weigh(signals);
        return decision;
    }

    private void Weigh(ImmutableArray<Signal> signals)
    {
        var name = NameReading.Read(_facts);
        var described = DescriptionReading.Read(_facts).ToArray();
        var actions = ActionReading.Read(_facts).ToArray();
        if (name is not null) Use(name);
        Describe(name, described);
        if (Heaviest(actions) is { } action && (action.Kind > Kind && action.Strength >= 2 || Kind == VerbKind.None)) Use(action);
        if (CodeReading.Read(_facts, signals) is { } code && (code.Kind == VerbKind.Execute || Kind is VerbKind.None or VerbKind.Execute)) Replace(code);
        if (Kind != VerbKind.Destroy && MoneyReading.Read(_facts) is { } money) Use(money);
        if (Kind is VerbKind.Write or VerbKind.None && FileReading.Read(_facts) is { } file) Use(file);
        if (Kind == VerbKind.None && signals.FirstOrDefault(signal => signal.Kind == SignalKind.Query) is { } query)
        {
            Use(Finding.From(VerbKind.Read, 1, EvidenceSource.Schema, query.Quote, "nothing else tells, and it takes a query"));
        }
        if (Kind == VerbKind.None && (Hint() ?? Plural()) is { } hint) Use(hint);
        Claim();
    }

    private void Describe(Finding? name, Finding[] described)
    {
        if (described.Length == 0) return;
        var first = described[0];
        var heaviest = Heaviest(described.Where(finding => finding.Strength == 3)) ?? first;
        if (name is null)
        {
            Use(heaviest.Kind >= first.Kind ? heaviest : first);
            return;
        }
        if (heaviest.Kind == name.Kind || first.Kind == name.Kind && heaviest.Kind <= name.Kind)
        {
            _used.Add(heaviest.Kind == name.Kind ? heaviest : first);
            return;
        }
        if (name is { Kind: VerbKind.Write, Strength: >= 2 } && heaviest.Kind == VerbKind.Destroy && heaviest.Evidence.Quote.StartsWith("remove", StringComparison.OrdinalIgnoreCase))
        {
            // "Unlink: remove a link": the name says what kind of removal it is.
            _conflict = true;
        }
        else if (heaviest.Kind > name.Kind && heaviest.Strength == 3)
        {
            _conflict = name.Strength == 3;
            Use(heaviest);
        }
        else if (name.Strength < heaviest.Strength && name.Strength < 3 && name.Kind < VerbKind.Destroy && !(name.Strength == 2 && heaviest.Kind < name.Kind))
        {
            Replace(heaviest);
        }
        else
        {
            _conflict = heaviest.Strength == 3 && name.Kind != heaviest.Kind;
        }
    }

    private Finding? Hint()
    {
        if (_facts.Annotations.ReadOnly == true)
        {
            return Finding.From(VerbKind.Read, 1, EvidenceSource.Annotations, "readOnlyHint: true", "nothing else tells, and the server says that it reads");
        }
        if (_facts.Annotations.ReadOnly == false)
        {
            return Finding.From(VerbKind.Write, 1, EvidenceSource.Annotations, "readOnlyHint: false", "nothing else tells, and the server says that it changes something");
        }
        return null;
    }

    // console_messages, collection_indexes: a name that is only a plural is the name of what is returned.
    private Finding? Plural()
        => _facts.Words is [.., { Length: > 3 } last] && last.EndsWith('s') && !last.EndsWith("ss", StringComparison.Ordinal)
            ? Finding.From(VerbKind.Read, 1, EvidenceSource.Name, last, "no verb: the name of what is returned")
            : null;

    private void Claim()
    {
        if (_facts.Annotations.Destructive != true || _facts.Annotations.ReadOnly == true || Kind >= VerbKind.Destroy || _facts.Server.ClaimsAllDestructive) return;
        Use(Finding.From(VerbKind.Destroy, 3, EvidenceSource.Annotations, "destructiveHint: true", "the server itself says that it may destroy"));
    }

    private static Finding? Heaviest(IEnumerable<Finding> findings) => findings.OrderByDescending(finding => finding.Kind).FirstOrDefault();

    private void Use(Finding finding)
    {
        _used.Add(finding);
        if (finding.Kind > Kind) Kind = finding.Kind;
    }

    private void Replace(Finding finding)
    {
        _used.Add(finding);
        Kind = finding.Kind;
    }
}
