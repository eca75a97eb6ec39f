using System.Globalization;
using Baton.Memory.Outcomes;
using Baton.Memory.Safety;
using Baton.Memory.Text;
using Baton.Memory.Time;
using Baton.Memory.Tools;

namespace Baton.Memory.Dialects;

/// <summary>Arguments as the originals mean them: empty text is nothing said, times are text, a label holds no secret.</summary>
internal static class OriginalArguments
{
    /// <summary>Text that says something, or null.</summary>
    public static string? Filled(this Arguments arguments, string name) => arguments.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>A number, or null.</summary>
    public static double? Number(this Arguments arguments, string name) => arguments.Patch<double>(name) is { HasValue: true } given ? given.Or(0) : null;

    /// <summary>How many, within what one call may bring.</summary>
    public static Outcome<int> Amount(this Arguments arguments, string name, int standard, int most)
    {
        var number = arguments.Integer(name) ?? arguments.Number(name);
        if (number is { } exact && exact != Math.Floor(exact)) return Fail.Invalid($"'{name}' is a whole number.", $"/{name}");
        var given = (long?)number ?? standard;
        return given < 1 || given > most ? Fail.Invalid(string.Create(CultureInfo.InvariantCulture, $"'{name}' is 1 to {most}, not {given}."), $"/{name}", null, most) : (int)given;
    }

    /// <summary>A share from 0 to 1; 0 when nothing is said.</summary>
    public static Outcome<double> Share(this Arguments arguments, string name)
    {
        var given = arguments.Number(name) ?? 0;
        return given is >= 0 and <= 1 ? given : Fail.Invalid(string.Create(CultureInfo.InvariantCulture, $"'{name}' is 0 to 1, not {given}."), $"/{name}", null, 1);
    }

    /// <summary>A time that was given as text; none when it is empty.</summary>
    public static Outcome<Moment> Time(this Arguments arguments, string name)
    {
        if (arguments.Filled(name) is not { } text) return new Moment(null);
        return Instants.TryParse(text, out var instant, out var problem) ? new Moment(instant) : Fail.Invalid($"'{name}': {problem}.", $"/{name}");
    }

    /// <summary>Refuses a label that is too long or holds a secret: labels are shown everywhere and stay as they are.</summary>
    public static Failure? RefuseLabel(string name, string? value, int mostBytes)
        => value is null ? null
            : Fail.IfOver(name, value, mostBytes, $"/{name}")
            ?? (SecretScanner.Find(value) is [var found, ..] ? Fail.Invalid($"'{name}' holds a secret ({found.Kind}).", $"/{name}", "Leave it out; say where it is kept instead.") : null);

    /// <summary>Refuses a name that says nothing: what it names could be told from nothing else.</summary>
    public static Failure? RefuseBlank(this Arguments arguments, string name)
        => string.IsNullOrWhiteSpace(arguments.RequiredText(name)) ? Fail.Invalid($"{name} is empty.", $"/{name}") : null;

    /// <summary>Which of several arguments that make one text is the longest: what is too large is said of it.</summary>
    public static string Longest(this Arguments arguments, params ReadOnlySpan<string> names)
    {
        var longest = names[0];
        foreach (var name in names)
        {
            if (Length(arguments, name) > Length(arguments, longest)) longest = name;
        }
        return longest;
    }

    /// <summary>An object, as it came; none when it is left out or empty.</summary>
    public static Outcome<ReadOnlyMemory<byte>> Object(this Arguments arguments, string name)
    {
        var bytes = arguments.Utf8(name);
        if (bytes.IsEmpty || bytes.Span.SequenceEqual("null"u8)) return ReadOnlyMemory<byte>.Empty;
        return bytes.Span[0] == (byte)'{' ? bytes : Fail.Invalid($"'{Excerpt.Line(name, 60)}' must be an object.", $"/{name}");
    }

    private static int Length(Arguments arguments, string name)
        => arguments.Texts(name) is { IsEmpty: false } list ? list.Sum(item => item.Length) : arguments.Text(name)?.Length ?? 0;
}

/// <summary>A time, or none.</summary>
internal readonly record struct Moment(DateTimeOffset? Value);
