using Baton.Policy.Conditions.Values;
using Baton.Policy.Globs;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>url</c>: scheme, host, port and path of a URL that can be read in one way only; others are undecided.</summary>
internal sealed class UrlOperator(string[] schemes, Glob[] hosts, int[] ports, Glob? path) : IOperator
{
    public string Expects => "a URL that can be read in one way only (no credentials, no odd IP notation)";

    public string Verb => "is a URL within";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, default, stackalloc char[256]);
        if (StrictUrl.Parse(text.Span) is not { } url) return Truth.Undecided;
        if (ports.Length > 0 && url.Port is null) return Truth.Undecided;
        return TruthLogic.Of(
            (schemes.Length == 0 || Array.IndexOf(schemes, url.Scheme) >= 0)
            && (hosts.Length == 0 || Array.Exists(hosts, host => host.Matches(url.Host)))
            && (ports.Length == 0 || Array.IndexOf(ports, url.Port!.Value) >= 0)
            && (path is null || path.Matches(url.Path)));
    }
}
