namespace Baton.Policy.Json;

/// <summary>JSON equality: type and value, numbers by exact value, objects without regard to the order of names.</summary>
internal static class JsonEquality
{
    public static bool AreEqual(JsonView left, JsonView right)
    {
        if (left.Kind != right.Kind) return false;
        return left.Kind switch
        {
            JsonKind.Number => left.GetNumber().CompareTo(right.GetNumber()) == 0,
            JsonKind.String => SameText(left, right),
            JsonKind.Array => SameElements(left, right),
            JsonKind.Object => SameMembers(left, right),
            _ => true,
        };
    }

    private static bool SameText(JsonView left, JsonView right)
    {
        if (!left.IsEscaped && !right.IsEscaped) return left.Raw.SequenceEqual(right.Raw);
        using var a = new JsonText(left, stackalloc char[128]);
        using var b = new JsonText(right, stackalloc char[128]);
        return a.Span.SequenceEqual(b.Span);
    }

    private static bool SameElements(JsonView left, JsonView right)
    {
        if (left.Count != right.Count) return false;
        var others = right.Elements();
        foreach (var element in left.Elements())
        {
            others.MoveNext();
            if (!AreEqual(element, others.Current)) return false;
        }
        return true;
    }

    private static bool SameMembers(JsonView left, JsonView right)
    {
        if (left.Count != right.Count) return false;
        foreach (var member in left.Members())
        {
            var other = right.Property(System.Text.Encoding.UTF8.GetBytes(member.Name));
            if (other.Kind == JsonKind.Missing || !AreEqual(member.Value, other)) return false;
        }
        return true;
    }
}
