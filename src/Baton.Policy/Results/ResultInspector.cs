using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Policy.Json;

namespace Baton.Policy.Results;

/// <summary>
/// Applies a plan to a tool's answer. Only the strings and numbers that hold something to blank out are rewritten; every other byte
/// stays as it came.
/// </summary>
public static class ResultInspector
{
    private const int MaxDepth = 512;

    /// <summary>Judges an answer: the <c>result</c> of a call as JSON in UTF-8.</summary>
    public static ResultVerdict Inspect(ResultPlan plan, ReadOnlyMemory<byte> result)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.MaxBytes is { } most && result.Length > most)
        {
            return ResultVerdict.Deny("result_too_large", string.Create(CultureInfo.InvariantCulture, $"The answer has {result.Length} bytes, more than the {most} that this policy lets through. Ask for less."));
        }
        if (plan.Redact.Length == 0 && plan.DenyIfContains.Length == 0) return ResultVerdict.Pass;
        var tape = new JsonTape();
        if (!tape.TryRead(result, MaxDepth)) return ResultVerdict.Deny("result_unreadable", $"The answer could not be inspected: {tape.Error}.");
        var edits = new List<Edit>();
        if (Walk(tape.Root, plan, edits) is { } found) return ResultVerdict.Deny("result_denied", $"The answer holds something that this policy does not let through ({found}).");
        return edits.Count == 0 ? ResultVerdict.Pass : ResultVerdict.Replace(Splice(result.Span, edits), edits.Count);
    }

    private static string? Walk(JsonView view, ResultPlan plan, List<Edit> edits)
    {
        switch (view.Kind)
        {
            case JsonKind.String:
                return Text(view, plan, edits);
            case JsonKind.Number:
                return Number(view, plan, edits);
            case JsonKind.Array:
                foreach (var element in view.Elements())
                {
                    if (Walk(element, plan, edits) is { } found) return found;
                }
                return null;
            case JsonKind.Object:
                return Members(view, plan, edits);
            default:
                return null;
        }
    }

    private static string? Members(JsonView view, ResultPlan plan, List<Edit> edits)
    {
        HashSet<string>? names = null;
        foreach (var member in view.Members())
        {
            var before = edits.Count;
            if (Text(member.NameView, plan, edits) is { } found) return found;
            if (edits.Count > before)
            {
                names ??= [.. Names(view)];
                edits[^1] = edits[^1] with { Text = Distinct(edits[^1].Text, names) };
            }
            if (Walk(member.Value, plan, edits) is { } inside) return inside;
        }
        return null;
    }

    // Two names that are blanked out alike would be one name twice, which strict readers refuse.
    private static string Distinct(string name, HashSet<string> names)
    {
        var distinct = name;
        for (var number = 2; !names.Add(distinct); number++) distinct = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
        return distinct;
    }

    private static List<string> Names(JsonView view)
    {
        var names = new List<string>(view.Count);
        foreach (var member in view.Members()) names.Add(member.Name);
        return names;
    }

    private static string? Text(JsonView view, ResultPlan plan, List<Edit> edits)
    {
        return Judge(view, view.GetString(), plan, edits);
    }

    private static string? Judge(JsonView view, string text, ResultPlan plan, List<Edit> edits)
    {
        if (Find(text, plan) is { } found) return found;
        var clean = text;
        foreach (var pattern in plan.Redact) clean = pattern.Blank(clean);
        if (!string.Equals(clean, text, StringComparison.Ordinal)) edits.Add(new Edit(view.Offset, view.Raw.Length, clean, IsQuoted: view.Kind == JsonKind.Number));
        return null;
    }

    // A number is looked at as people write it, without an exponent; one that holds what is blanked out becomes a text.
    private static string? Number(JsonView view, ResultPlan plan, List<Edit> edits)
    {
        var text = view.ToString();
        if (text.Contains('e', StringComparison.OrdinalIgnoreCase) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain))
        {
            text = plain.ToString(CultureInfo.InvariantCulture);
        }
        return Judge(view, text, plan, edits);
    }

    private static string? Find(string text, ResultPlan plan)
        => Array.Find(plan.DenyIfContains, pattern => pattern.IsIn(text))?.Name;

    private static byte[] Splice(ReadOnlySpan<byte> result, List<Edit> edits)
    {
        var output = new ArrayBufferWriter<byte>(result.Length);
        var from = 0;
        foreach (var edit in edits)
        {
            var quote = edit.IsQuoted ? "\""u8 : default;
            output.Write(result[from..edit.Start]);
            output.Write(quote);
            output.Write(JsonEncodedText.Encode(edit.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            output.Write(quote);
            from = edit.Start + edit.Length;
        }
        output.Write(result[from..]);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What is put in the place of a string's inside, or of a number, which then needs quotes.</summary>
    private readonly record struct Edit(int Start, int Length, string Text, bool IsQuoted);
}

/// <summary>What becomes of an answer.</summary>
/// <param name="Code">Null when it passes, else a stable word.</param>
/// <param name="Message">What the agent is told when it is refused.</param>
/// <param name="Replacement">The answer with parts blanked out; null when it passes as it came.</param>
/// <param name="Redactions">In how many strings and numbers something was blanked out.</param>
public sealed record ResultVerdict(string? Code, string? Message, byte[]? Replacement, int Redactions)
{
    /// <summary>The answer passes as it came.</summary>
    public static ResultVerdict Pass { get; } = new(null, null, null, 0);

    /// <summary>Whether the answer is refused.</summary>
    public bool IsDenied => Code is not null;

    internal static ResultVerdict Deny(string code, string message) => new(code, message, null, 0);

    internal static ResultVerdict Replace(byte[] replacement, int redactions) => new(null, null, replacement, redactions);
}
