using Baton.Policy.Json;

namespace Baton.Policy.Conditions;

/// <summary>Equality of subjects: JSON equality, with strings compared as the options say.</summary>
internal static class ValueEquality
{
    public static bool AreEqual(in Subject left, in Subject right, TextOptions options)
    {
        if (left.Kind != right.Kind) return false;
        if (left.Kind == JsonKind.String && (left.IsFact || right.IsFact || !options.IsPlain)) return SameText(left, right, options);
        if (!left.IsFact && !right.IsFact) return JsonEquality.AreEqual(left.View, right.View);
        return left.Number(stackalloc byte[16]).CompareTo(right.Number(stackalloc byte[16])) == 0;
    }

    private static bool SameText(in Subject left, in Subject right, TextOptions options)
    {
        using var a = new SubjectText(left, options.Form, stackalloc char[128]);
        using var b = new SubjectText(right, options.Form, stackalloc char[128]);
        return a.Span.Equals(b.Span, options.Comparison);
    }
}
