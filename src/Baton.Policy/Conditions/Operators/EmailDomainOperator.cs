using Baton.Policy.Conditions.Values;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>email_domain</c>: the address's domain is one of the list; anything but one plain address is undecided.</summary>
internal sealed class EmailDomainOperator(string[] domains) : IOperator
{
    public string Expects => "one plain e-mail address";

    public string Verb => "is an address at one of";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, default, stackalloc char[256]);
        return Domain(text.Span) is { } domain ? TruthLogic.Of(Array.IndexOf(domains, domain) >= 0) : Truth.Undecided;
    }

    private static string? Domain(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        if (at is < 1 or > 64 || address.LastIndexOf('@') != at) return null;
        foreach (var letter in address[..at])
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']') return null;
        }
        return HostName.Normalize(address[(at + 1)..]);
    }
}
