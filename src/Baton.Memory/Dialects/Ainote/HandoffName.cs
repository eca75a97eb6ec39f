using System.Globalization;
using Baton.Memory.Vault;

namespace Baton.Memory.Dialects.Ainote;

/// <summary>What names a handoff in Ainote.</summary>
/// <param name="Project">The project.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Date">The day, in the dialect's time zone.</param>
/// <param name="Time">Hour and minute as <c>HHMM</c>, or null.</param>
internal sealed record HandoffName(string Project, string Topic, DateOnly Date, string? Time)
{
    private const string DateForm = "yyyy-MM-dd";
    private const string Extension = ".txt";

    /// <summary>The key within the project: the same project, topic, date and time make versions of one handoff.</summary>
    public string Key => $"{Topic}{Minute}-{Day}";

    public string Day => Date.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <summary>The file in the vault: made of the names, never parsed back.</summary>
    public string Path => $"{VaultPaths.Handoffs}/{VaultNames.Encode(Project)}-{VaultNames.Encode(Topic)}{Minute}-{Day}{Extension}";

    /// <summary>The file of a handoff whose name another one's file has, or a file that somebody edited.</summary>
    public string PathWith(string id) => $"{Path[..^Extension.Length]}-{id}{Extension}";

    private string Minute => Time is null ? "" : "-" + Time;

    public static bool TryDate(string text, out DateOnly date) => DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Reads <c>HH:MM</c> or <c>HHMM</c>; null when it is neither.</summary>
    public static string? Clock(string text)
        => TimeOnly.TryParseExact(text, ["HH:mm", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("HHmm", CultureInfo.InvariantCulture) : null;
}
