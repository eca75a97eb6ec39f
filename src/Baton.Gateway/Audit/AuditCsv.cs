using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baton.Gateway.Audit;

/// <summary>
/// Rows as CSV (RFC 4180), one column for every field. What could be taken for a formula by a spreadsheet gets an apostrophe in
/// front: a tool's name or a message must not run on the auditor's machine.
/// </summary>
public static class AuditCsv
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>The line of column names.</summary>
    public static string Header { get; } = string.Join(',', AuditFields.Names) + "\r\n";

    /// <summary>One row, with its line end.</summary>
    public static string Line(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var line = new StringBuilder();
        for (var column = 0; column < AuditFields.Names.Count; column++)
        {
            if (column > 0) line.Append(',');
            if (document.RootElement.TryGetProperty(AuditFields.Names[column], out var value)) line.Append(Field(Text(value)));
        }
        return line.Append("\r\n").ToString();
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            => string.Join(' ', value.EnumerateArray().Select(item => item.GetString())),
        _ => value.GetRawText(),
    };

    private static string Field(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] && !decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.IndexOfAny(Special) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
