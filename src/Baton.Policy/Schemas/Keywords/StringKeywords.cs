using Baton.Policy.Json;

namespace Baton.Policy.Schemas.Keywords;

/// <summary><c>maxLength</c> and <c>minLength</c>, in characters.</summary>
internal sealed class LengthKeyword(long bound, bool upper) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.String) return true;
        using var text = new JsonText(instance, stackalloc char[256]);
        long length = 0;
        foreach (var _ in text.Span.EnumerateRunes()) length++;
        return (upper ? length <= bound : length >= bound) || run.Fail($"a string of {(upper ? "at most" : "at least")} {bound} characters is expected");
    }
}

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(SchemaPattern pattern) : SchemaKeyword
{
    public override bool Holds(JsonView instance, ref SchemaRun run, Evaluated? evaluated)
    {
        if (instance.Kind != JsonKind.String) return true;
        using var text = new JsonText(instance, stackalloc char[256]);
        return pattern.IsMatch(text.Span) switch
        {
            true => true,
            false => run.Fail($"a string that matches {pattern.Source} is expected"),
            null => run.Exhaust(),
        };
    }
}
