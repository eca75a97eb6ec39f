using System.Net;
using Baton.Policy.Conditions.Values;
using Baton.Policy.Json;

namespace Baton.Policy.Conditions.Operators;

/// <summary><c>cidr</c>: an IP literal inside one of the networks. Odd notations are undecided, never outside.</summary>
internal sealed class CidrOperator(IPNetwork[] networks) : IOperator
{
    public string Expects => "an IP address in its usual notation";

    public string Verb => "lies in one of the networks";

    public Truth Evaluate(in Subject subject, in Subject operand)
    {
        if (subject.Kind != JsonKind.String) return Truth.Undecided;
        using var text = new SubjectText(subject, default, stackalloc char[64]);
        if (StrictAddress.Parse(text.Span) is not { } address) return Truth.Undecided;
        foreach (var network in networks)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address)) return Truth.True;
        }
        return Truth.False;
    }
}
