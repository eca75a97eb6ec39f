using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baton.Policy.Tests.Support;

/// <summary>
/// JSON values as plain objects (null, bool, decimal, string, List, Dictionary), made from a seed and written in any of the
/// spellings that JSON allows. What they mean is told by the framework's types, so that they can judge the engine.
/// </summary>
internal sealed class Values(int seed)
{
    private static readonly object?[] Atoms =
        [null, true, false, 0m, 1m, -1m, 5m, 1.5m, 100m, 0.1m, 1_000_000_000_000_000m, "", "a", "ab", "é", "😀", "5", "true", "null", "A"];

    private static readonly string[] Names = ["a", "b", "é", "a b"];

    private readonly Random _random = new(seed);

    public object? Next(int depth) => _random.Next(depth > 0 ? 3 : 1) switch
    {
        1 => Enumerable.Range(0, _random.Next(4)).Select(_ => Next(depth - 1)).ToList(),
        2 => Names.Where(_ => _random.Next(2) == 0).ToDictionary(name => name, _ => Next(depth - 1)),
        _ => Atoms[_random.Next(Atoms.Length)],
    };

    /// <summary>One of the texts of a value: names in any order, numbers with points and exponents, escapes.</summary>
    public string Write(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        decimal number => Number(number),
        string text => Text(text),
        List<object?> list => $"[{Space()}{string.Join(",", list.Select(Write))}]",
        Dictionary<string, object?> map => $"{{{string.Join($",{Space()}", map.OrderBy(_ => _random.Next()).Select(pair => $"{Text(pair.Key)}:{Space()}{Write(pair.Value)}"))}}}",
        _ => throw new InvalidOperationException($"{value} is not JSON."),
    };

    /// <summary>JSON equality, by the framework's own equality of decimals and strings.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (Dictionary<string, object?> a, Dictionary<string, object?> b) => a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && Same(pair.Value, other)),
        _ => Equals(left, right),
    };

    private string Number(decimal number)
    {
        var plain = number.ToString(CultureInfo.InvariantCulture);
        var dotted = plain.Contains('.', StringComparison.Ordinal) ? plain + "0" : plain + ".00";
        return _random.Next(6) switch
        {
            0 => dotted,
            1 => $"{(number * 1000m).ToString("0.####", CultureInfo.InvariantCulture)}e-3",
            2 => $"{(number / 10m).ToString(CultureInfo.InvariantCulture)}E+1",
            3 when number == 0 => "-0",
            _ => plain,
        };
    }

    private string Text(string text)
    {
        if (_random.Next(3) > 0) return JsonSerializer.Serialize(text);
        var escaped = new StringBuilder("\"");
        foreach (var unit in text) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        return escaped.Append('"').ToString();
    }

    private string Space() => _random.Next(3) == 0 ? " \t" : "";
}
