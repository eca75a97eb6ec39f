using System.Globalization;
using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;
using Baton.Policy.Documents;

namespace Baton.Gateway.Policies;

/// <summary>Puts policies into force, for the operator's commands and the admin API alike; one with an error never replaces a good one.</summary>
public sealed class PolicyOffice(IPolicyStore store)
{
    /// <summary>Checks a document and makes it the policy's next revision.</summary>
    public async ValueTask<PolicyPut> PutAsync(string name, string text, string? note, CancellationToken cancellationToken)
    {
        if (!NameRule.IsName(name)) return new PolicyPut(null, [], Misnamed(name));
        var draft = new StoredPolicy(name, 0, text, default, note);
        var loaded = PolicyText.Load(draft);
        if (!loaded.IsValid) return new PolicyPut(null, loaded.Problems, Faulty(name, loaded.Problems));
        return new PolicyPut(await store.PutAsync(name, text, note, cancellationToken), loaded.Problems, null);
    }

    /// <summary>Makes an earlier revision's text the newest again, after checking that this program still understands it.</summary>
    public async ValueTask<PolicyPut> RollBackAsync(string name, long? revision, CancellationToken cancellationToken)
    {
        var newest = await store.GetAsync(name, null, cancellationToken);
        if (!newest.TryGet(out var current, out var failure)) return new PolicyPut(null, [], failure);
        var target = revision ?? current.Revision - 1;
        if (target < 1) return new PolicyPut(null, [], new Failure(FailureCode.NotFound, $"The policy '{name}' has no revision before {current.Revision}."));
        var old = await store.GetAsync(name, target, cancellationToken);
        if (!old.TryGet(out var found, out failure)) return new PolicyPut(null, [], failure);
        return await PutAsync(name, found.Text, string.Create(CultureInfo.InvariantCulture, $"revision {target} again"), cancellationToken);
    }

    private static Failure Misnamed(string name)
        => new(FailureCode.Invalid, $"'{name}' is no policy's name: 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with a dot or a dash.") { Path = "/name" };

    private static Failure Faulty(string name, IReadOnlyList<PolicyProblem> problems)
    {
        var errors = problems.Count(problem => problem.IsError);
        return new Failure(FailureCode.Invalid, $"The policy '{name}' was not changed: the document has {errors} error{(errors == 1 ? "" : "s")}.");
    }
}

/// <summary>What became of a document.</summary>
/// <param name="Stored">The revision in force; null when it was refused.</param>
/// <param name="Problems">Errors and warnings, with their places.</param>
/// <param name="Failure">Why it was refused.</param>
public sealed record PolicyPut(StoredPolicy? Stored, IReadOnlyList<PolicyProblem> Problems, Failure? Failure);
