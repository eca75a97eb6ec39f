using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Baton.Memory.Dialects;
using Baton.Memory.Dialects.Ainote;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Ainote's handoff files: <c>handoffs/{project}-{topic}[-{HHMM}]-{YYYY-MM-DD}.txt</c>. Where project and topic part is not
/// written: with a project given, it is what the name begins with; else the project is the first word.
/// </summary>
internal sealed partial class AinoteFormat : IForeignFormat
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public string Name => "ainote";

    public bool Takes(string path) => path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && FileName().IsMatch(path[(path.LastIndexOf('/') + 1)..]);

    public IEnumerable<ForeignItem> Read(ForeignFile file, ForeignOptions options)
    {
        var place = new ForeignPlace(file.Path);
        var name = FileName().Match(file.Path[(file.Path.LastIndexOf('/') + 1)..]);
        if (!name.Success || !DateOnly.TryParseExact(name.Groups["date"].Value, "yyyy-MM-dd", out var date))
        {
            yield return new ForeignItem.Problem(place, "The name is not that of a handoff file: PROJECT-TOPIC[-HHMM]-YYYY-MM-DD.txt.");
            yield break;
        }
        var bytes = file.Read();
        if (!IsText(bytes))
        {
            yield return new ForeignItem.Problem(place, "The file is no UTF-8 text.");
            yield break;
        }
        var (project, topic) = Parts(name.Groups["name"].Value, options.Project);
        var time = name.Groups["time"].Value is { Length: > 0 } minute ? minute : null;
        var request = AinoteHandoff.Request(new HandoffName(project, topic, date, time), Strict.GetString(bytes));
        yield return new ForeignItem.OfHandoff(place, request, ForeignJson.Digest(bytes), At(date, time, file.ModifiedAt, options.AinoteZone ?? TimeZoneInfo.FindSystemTimeZoneById(DialectOptions.StandardZone)));
    }

    /// <summary>The day and the time are those of the name: a file's own time is that of its last copy, and counts only where it falls on that day.</summary>
    private static DateTimeOffset At(DateOnly date, string? time, DateTimeOffset modified, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(modified, zone);
        var minute = time is not null && TimeOnly.TryParseExact(time, "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) ? said : default(TimeOnly?);
        if (DateOnly.FromDateTime(there.DateTime) == date && (minute is null || (there.Hour, there.Minute) == (minute.Value.Hour, minute.Value.Minute))) return modified;
        return AinoteDesk.At(date, minute ?? TimeOnly.MinValue, zone);
    }

    private static (string Project, string Topic) Parts(string name, string? project)
    {
        if (project is not null && name.StartsWith(project + "-", StringComparison.Ordinal) && name.Length > project.Length + 1) return (project, name[(project.Length + 1)..]);
        if (project is not null) return (project, name);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash <= 0 || dash == name.Length - 1 ? (name, name) : (name[..dash], name[(dash + 1)..]);
    }

    private static bool IsText(byte[] bytes) => Utf8.IsValid(bytes);

    [GeneratedRegex(@"\A(?<name>.+?)(?:-(?<time>\d{4}))?-(?<date>\d{4}-\d{2}-\d{2})\.txt\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
