using System.Collections.Immutable;
using System.Text;
using Baton.Policy.Documents.Shapes;
using Baton.Policy.Documents.Syntax;
using Baton.Policy.Json;

namespace Baton.Policy.Documents.Reading;

/// <summary>
/// Takes an object apart by its shape. What is wrong is reported and read as absent, so that one pass finds every error.
/// </summary>
internal readonly struct ObjectReader
{
    private readonly SyntaxNode? _node;
    private readonly ProblemList _problems;

    public ObjectReader(SyntaxNode node, ObjectShape shape, string pointer, ProblemList problems)
    {
        Place = pointer;
        _problems = problems;
        _node = Expect(node, JsonKind.Object, pointer, "an object") ? node : null;
        if (_node is null) return;
        foreach (var member in node.Members)
        {
            if (shape.Knows(member.Name)) continue;
            var hint = Nearest.Hint(member.Name, shape.Keys.Select(key => key.Name));
            problems.Error("unknown_key", Pointer.Of(pointer, member.Name),
                $"`{member.Name}` is not a key of {Article(shape.Name)}{(hint.Length > 0 ? hint : $"; it may have {string.Join(", ", shape.Keys.Select(key => key.Name))}.")}");
        }
        foreach (var key in shape.Keys)
        {
            if (key.Required && Find(key.Name) is null) problems.Error("missing_key", pointer, $"`{key.Name}` is missing: {key.Meaning}");
        }
    }

    public string Place { get; }

    public bool IsObject => _node is not null;

    public SyntaxNode? Find(string name)
    {
        if (_node is null) return null;
        foreach (var member in _node.Members)
        {
            if (member.Name == name) return member.Value;
        }
        return null;
    }

    public bool Has(string name) => Find(name) is not null;

    public string At(string name) => Pointer.Of(Place, name);

    public string? Text(string name)
        => Find(name) is { } node && Expect(node, JsonKind.String, At(name), "a string") ? node.Text : null;

    public bool? Flag(string name)
    {
        if (Find(name) is not { } node) return null;
        if (node.Kind is JsonKind.True or JsonKind.False) return node.Kind == JsonKind.True;
        Expect(node, JsonKind.True, At(name), "true or false");
        return null;
    }

    public T? Word<T>(string name) where T : struct, Enum
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.String, At(name), $"one of {List(WordTable<T>.Words)}")) return null;
        if (WordTable<T>.TryParse(node.Text, out var value)) return value;
        WrongWord(name, node.Text, WordTable<T>.Words);
        return null;
    }

    public string? Word(string name, ImmutableArray<string> words)
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.String, At(name), $"one of {List(words)}")) return null;
        if (words.Contains(node.Text)) return node.Text;
        WrongWord(name, node.Text, words);
        return null;
    }

    public decimal? Decimal(string name)
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.Number, At(name), "a number")) return null;
        if (ExactNumber.TryParse(Encoding.ASCII.GetBytes(node.Text), out var number) && number is { IsOrdered: true, IsNegative: false }) return number.ToDecimal();
        _problems.Error("number", At(name), $"{node.Text} is out of bounds: a number from 0 to 1e15 with at most {ExactNumber.OrderedDigits} digits is expected.");
        return null;
    }

    public long? Integer(string name, long least, long most)
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.Number, At(name), "a whole number")) return null;
        if (WholeNumber(node) is { } value && value >= least && value <= most) return value;
        _problems.Error("number", At(name), $"{node.Text} is out of bounds: a whole number from {least} to {most} is expected.");
        return null;
    }

    /// <summary>The whole number that a text stands for in any spelling (<c>60</c>, <c>60.0</c>, <c>6e1</c>), or null.</summary>
    public static long? WholeNumber(SyntaxNode node)
        => ExactNumber.TryParse(Encoding.ASCII.GetBytes(node.Text), out var number) && number is { IsInteger: true, IsOrdered: true } ? (long)number.ToDecimal() : null;

    public JsonLiteral? Literal(string name) => _problems.HasBadNumber ? null : Find(name)?.ToLiteral();

    public Sequence<T> Sequence<T>(string name, Func<SyntaxNode, string, T?> read) where T : class
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.Array, At(name), "a list")) return default;
        var place = At(name);
        var items = ImmutableArray.CreateBuilder<T>(node.Items.Count);
        for (var at = 0; at < node.Items.Count; at++)
        {
            if (read(node.Items[at], Pointer.Of(place, at)) is { } item) items.Add(item);
        }
        return new Sequence<T>(items.ToImmutable());
    }

    public Sequence<string> Texts(string name)
    {
        var problems = _problems;
        return Sequence<string>(name, (node, place) => Expect(problems, node, JsonKind.String, place, "a string") ? node.Text : null);
    }

    public Sequence<T> Map<T>(string name, Func<SyntaxMember, string, T?> read) where T : class
    {
        if (Find(name) is not { } node || !Expect(node, JsonKind.Object, At(name), "an object")) return default;
        var place = At(name);
        return new Sequence<T>([.. node.Members.Select(member => read(member, Pointer.Of(place, member.Name))).OfType<T>()]);
    }

    public static bool Expect(ProblemList problems, SyntaxNode node, JsonKind kind, string place, string expected)
    {
        if (node.Kind == kind) return true;
        problems.Error("wrong_type", place, $"{expected} is expected here, not {node.KindName}{(node.Text.Length > 0 ? $" ({Shorten(node.Text)})" : "")}.");
        return false;
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private static string Article(string name) => name[0] is 'a' or 'e' ? $"an {name}" : $"a {name}";

    private void WrongWord(string name, string word, IEnumerable<string> words)
        => _problems.Error("unknown_word", At(name), $"`{Shorten(word)}` is not one of {List(words)}{Nearest.End(word, words)}");

    private bool Expect(SyntaxNode node, JsonKind kind, string place, string expected) => Expect(_problems, node, kind, place, expected);
}
