using Baton.Memory.Dialects;

namespace Baton.Gateway.Grants;

/// <summary>Which dialect a connection speaks: the grant's where it has one, else the one that is asked for, else none.</summary>
/// <param name="Name">The dialect; null for the native tools.</param>
/// <param name="Refusal">Why the connection cannot have what it asks for; null when it can.</param>
public readonly record struct DialectChoice(string? Name, string? Refusal)
{
    /// <param name="caller">Whose connection it is.</param>
    /// <param name="asked">What flag or address ask for; null for nothing.</param>
    public static DialectChoice Of(Caller caller, string? asked)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (DialectNames.Refuse(asked) is { } unknown) return new DialectChoice(null, unknown);
        return caller.Dialect is { } own && asked is not null && asked != own
            ? new DialectChoice(null, $"This grant speaks the dialect '{own}', not '{asked}'. Leave the dialect out, or have the operator change it.")
            : new DialectChoice(caller.Dialect ?? asked, null);
    }
}
