using System.Text.Json;

namespace Baton.Cli.Output;

/// <summary>A record as people read it: short fields in a block, lists as bullets, long text below.</summary>
internal static class RecordText
{
    private static readonly string[] Long = ["summary", "body", "content", "value", "outcome"];

    public static void Write(TextWriter output, Terminal terminal, JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object) return;
        var members = record.EnumerateObject().Where(member => !IsEmpty(member.Value)).ToList();
        var fields = members.Where(member => IsField(member)).ToList();
        var width = fields.Select(member => member.Name.Length).DefaultIfEmpty().Max();
        foreach (var member in fields) output.WriteLine($"{member.Name.PadRight(width)}  {Printable.For(terminal, Scalar(member.Value))}");
        foreach (var member in members.Where(member => !IsField(member)))
        {
            output.WriteLine();
            output.WriteLine(member.Name.ToUpperInvariant());
            if (member.Name == "value") output.WriteLine(Printable.For(terminal, member.Value.GetRawText()));
            else WriteLong(output, terminal, member.Value);
        }
    }

    private static void WriteLong(TextWriter output, Terminal terminal, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) output.WriteLine("- " + Printable.For(terminal, Scalar(item)));
            return;
        }
        output.WriteLine(Printable.For(terminal, Scalar(value)));
    }

    private static bool IsField(JsonProperty member)
        => !Long.Contains(member.Name)
        && (member.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)
            || (member.Value.ValueKind == JsonValueKind.Array && member.Name == "tags"));

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Scalar)),
        JsonValueKind.Object => string.Join("  ", value.EnumerateObject().Where(member => !IsEmpty(member.Value)).Select(member => $"{member.Name}: {Scalar(member.Value)}")),
        _ => value.GetRawText(),
    };
}
