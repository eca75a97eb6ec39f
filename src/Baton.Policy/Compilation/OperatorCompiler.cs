using System.Net;
using Baton.Policy.Conditions;
using Baton.Policy.Conditions.Operators;
using Baton.Policy.Conditions.Values;
using Baton.Policy.Globs;
using Baton.Policy.Json;

namespace Baton.Policy.Compilation;

/// <summary>Makes operators from their names and values.</summary>
internal static class OperatorCompiler
{
    public static IOperator? Compile(OperatorSource source) => source.Name switch
    {
        "eq" or "neq" => Comparable(source, new EqualOperator(source.Name == "neq", source.Text)),
        "in" or "not_in" => List(source),
        "lt" => Ordered(source, Ordering.Less),
        "lte" => Ordered(source, Ordering.AtMost),
        "gt" => Ordered(source, Ordering.Greater),
        "gte" => Ordered(source, Ordering.AtLeast),
        "exists" => Exists(source),
        "contains" => Comparable(source, new ContainsOperator(source.Text)),
        "starts_with" or "ends_with" => Affix(source),
        "regex" => Pattern(source),
        "matches" => Matches(source),
        "type" => TypeName(source),
        "length" or "bytes" => Length(source),
        "url" => UrlCompiler.Compile(source),
        "path_within" => PathWithin(source),
        "cidr" => Cidr(source),
        "email_domain" => EmailDomain(source),
        _ => source.Strings("the programs that may run") is { } programs ? new ArgvOperator(programs) : null,
    };

    private static IOperator? Comparable(OperatorSource source, IOperator @operator)
        => source.Value.Kind == JsonKind.Null ? source.Refuse("cannot compare with null, which is absent: use `exists`.") : @operator;

    private static IOperator? List(OperatorSource source)
    {
        if (source.Literal is not null && source.Value.Kind != JsonKind.Array) return source.Refuse("needs a list of values.");
        foreach (var element in source.Value.Elements())
        {
            if (element.Kind == JsonKind.Null) return source.Refuse("cannot compare with null, which is absent: use `exists`.");
        }
        return new MemberOperator(source.Name == "not_in", source.Text);
    }

    private static IOperator? Ordered(OperatorSource source, Ordering ordering)
    {
        if (source.Literal is not null)
        {
            var isNumber = source.Value.Kind == JsonKind.Number;
            if (isNumber && !source.Value.GetNumber().IsOrdered) return source.Refuse($"needs a number of at most {ExactNumber.OrderedDigits} digits, from 1e-15 to 1e15 in size.");
            if (!isNumber && (source.Value.Kind != JsonKind.String || !Instant.TryParse(new Subject(source.Value), out _)))
            {
                return source.Refuse("needs a number, or an RFC 3339 instant such as \"2026-03-01T12:00:00Z\".");
            }
        }
        return new OrderOperator(ordering);
    }

    private static IOperator? Exists(OperatorSource source) => source.Value.Kind switch
    {
        JsonKind.Missing or JsonKind.True => new ExistsOperator(true),
        JsonKind.False => new ExistsOperator(false),
        _ => source.Refuse("needs true or false."),
    };

    private static IOperator? Affix(OperatorSource source)
        => source.Literal is not null && source.Value.Kind != JsonKind.String
            ? source.Refuse("needs a string.")
            : new AffixOperator(source.Name == "ends_with", source.Text);

    private static IOperator? Pattern(OperatorSource source)
    {
        if (source.Value.Kind != JsonKind.String) return source.Refuse("needs a pattern as a string.");
        var pattern = source.Options.Patterns.Parse(source.Value.GetString(), source.Text.IgnoreCase, source.Full, out var error);
        return pattern is not null ? new RegexOperator(pattern, source.Text) : source.Refuse($"cannot use this pattern: {error}. Write it in RE2's syntax.");
    }

    private static IOperator? Matches(OperatorSource source)
        => source.Value.Kind == JsonKind.String
            ? new MatchesOperator(Glob.Name(source.Value.GetString(), source.Text.IgnoreCase), source.Text)
            : source.Refuse("needs a glob as a string.");

    private static IOperator? TypeName(OperatorSource source)
    {
        var type = source.Value.Kind == JsonKind.String ? source.Value.GetString() : "";
        return Array.IndexOf(TypeOperator.Types, type) >= 0
            ? new TypeOperator(type)
            : source.Refuse($"needs one of {string.Join(", ", TypeOperator.Types)}{(type == "null" ? "; null is absent: use `exists`" : "")}.");
    }

    private static IOperator? Length(OperatorSource source)
    {
        var bounds = new List<(string, decimal)>();
        foreach (var member in source.Value.Members())
        {
            var isBound = Array.IndexOf(LengthOperator.Names, member.Name) >= 0 && member.Value.Kind == JsonKind.Number && member.Value.GetNumber().IsOrdered;
            if (!isBound) return source.Refuse($"needs bounds such as {{\"lte\": 100}}; `{member.Name}` is not one of {string.Join(", ", LengthOperator.Names)} with a number.");
            bounds.Add((member.Name, member.Value.GetNumber().ToDecimal()));
        }
        return bounds.Count == 0 ? source.Refuse("needs bounds such as {\"lte\": 100}.") : new LengthOperator(source.Name == "bytes", [.. bounds]);
    }

    private static IOperator? PathWithin(OperatorSource source)
    {
        if (source.Strings("the folders") is not { } roots) return null;
        var folders = new List<PathInside>();
        foreach (var root in roots)
        {
            if (PathInside.Parse(root, source.Options.IgnorePathCase) is not { } folder) return source.Refuse($"cannot read the folder \"{root}\": write it in full, without ~ and without a scheme.");
            folders.Add(folder);
        }
        return new PathWithinOperator([.. folders]);
    }

    private static IOperator? Cidr(OperatorSource source)
    {
        if (source.Strings("networks") is not { } texts) return null;
        var networks = new List<IPNetwork>();
        foreach (var text in texts)
        {
            if (Network(text) is not { } network) return source.Refuse($"cannot read the network \"{text}\": write 10.0.0.0/8 or 2001:db8::/32, with no bits set behind the prefix.");
            networks.Add(network);
        }
        return new CidrOperator([.. networks]);
    }

    // The framework would clear bits behind the prefix without a word, and widen what was meant.
    private static IPNetwork? Network(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || StrictAddress.Parse(text.AsSpan(0, slash)) is not { } address) return null;
        return IPNetwork.TryParse($"{address}{text[slash..]}", out var network) && network.BaseAddress.Equals(address) ? network : null;
    }

    private static IOperator? EmailDomain(OperatorSource source)
    {
        if (source.Strings("domains") is not { } texts) return null;
        var domains = new List<string>();
        foreach (var text in texts)
        {
            if (HostName.Normalize(text) is not { } domain) return source.Refuse($"cannot read the domain \"{text}\": write example.com.");
            domains.Add(domain);
        }
        return new EmailDomainOperator([.. domains]);
    }
}
