using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Baton.Memory.Outcomes;
using Baton.Memory.Projects;
using Baton.Memory.Records;
using Baton.Memory.Text;

namespace Baton.Memory.Safety;

/// <summary>
/// Looks through everything one write brings, field by field, and gathers what was found. Runs before the write's
/// transaction: no lock is held while megabytes are read.
/// </summary>
internal sealed class Screening(Project project)
{
    private readonly Dictionary<(string Path, string Kind), int> _secrets = [];
    private readonly List<SuspiciousMark> _suspicious = [];
    private readonly List<string> _warnings = [];

    public ImmutableArray<Redaction> Redacted
        => project.Secrets == SecretsMode.Keep ? [] : [.. _secrets.Select(found => new Redaction(found.Key.Path, found.Key.Kind, found.Value))];

    public ImmutableArray<SuspiciousMark> Suspicious => [.. _suspicious];

    public ImmutableArray<string> Warnings =>
    [
        .. project.Secrets == SecretsMode.Keep
            ? _secrets.Select(found => $"{found.Key.Path} holds {found.Value} {found.Key.Kind}, kept because the project's secrets mode is keep.")
            : [],
        .. _warnings,
        .. _suspicious.Select(mark => $"{mark.Path} {mark.Reason}; it is kept and marked suspicious."),
    ];

    /// <summary>Why the write may not happen at all, or null.</summary>
    public Failure? Refusal
    {
        get
        {
            if (project.Secrets == SecretsMode.Reject && _secrets.Count > 0)
            {
                var (path, kind) = _secrets.Keys.First();
                return Fail.Forbidden($"{path} holds a secret ({kind}) and project '{project.Name}' refuses secrets.", path,
                    "Remove the secret and save again; name where it is kept instead.");
            }
            if (project.ApproveSuspicious && _suspicious.Count > 0)
            {
                var mark = _suspicious[0];
                return Fail.Forbidden($"{mark.Path} {mark.Reason}, and project '{project.Name}' lets such text in only with an operator's approval.",
                    mark.Path, "Say it without addressing the reader, or ask the operator.");
            }
            return null;
        }
    }

    public string Text(string path, string text)
    {
        var clean = SecretScanner.Clean(text, out var secrets);
        Count(path, secrets);
        var kept = project.Secrets == SecretsMode.Redact ? clean : text;
        foreach (var (reason, words) in SuspiciousText.Find(kept)) Mark(path, reason, words);
        var random = Entropy.CountRandomRuns(text);
        if (random > secrets.Count)
        {
            _warnings.Add($"{path} holds {random - secrets.Count} random-looking run(s) of characters; kept. If one is a secret, delete the record and save it without.");
        }
        return kept;
    }

    /// <summary>
    /// Text that is put together of what was looked through when it was written, for secrets only: parts may make one together,
    /// or come from where they are kept.
    /// </summary>
    public string Joined(string path, string text)
    {
        var clean = SecretScanner.Clean(text, out var secrets);
        Count(path, secrets);
        return project.Secrets == SecretsMode.Redact ? clean : text;
    }

    public ImmutableArray<string> Joined(string path, ImmutableArray<string> items) => [.. items.Select((item, index) => Joined($"{path}/{index}", item))];

    /// <summary>
    /// Looks at the border between what is there and what is added, for what neither of them holds alone: the joined text with
    /// such a secret replaced, or null when it stays as it is.
    /// </summary>
    public string? Across(string path, string before, string after)
    {
        var joined = before + after;
        var known = SuspiciousText.Find(before).Concat(SuspiciousText.Find(after)).Select(sign => sign.Reason).ToHashSet(StringComparer.Ordinal);
        foreach (var (reason, words) in SuspiciousText.Find(joined).Where(sign => !known.Contains(sign.Reason))) Mark(path, reason, words);
        var secrets = SecretScanner.Find(joined).Where(secret => secret.Start < before.Length && secret.Start + secret.Length > before.Length).ToList();
        Count(path, secrets.Select(secret => secret.Kind));
        return secrets.Count > 0 && project.Secrets == SecretsMode.Redact ? SecretScanner.Clean(joined, out _) : null;
    }

    /// <summary>
    /// What is left of a text that follows a replaced secret: without the rest of that secret, which looks like nothing by itself.
    /// </summary>
    /// <param name="path">Where the text goes.</param>
    /// <param name="open">The secret before it.</param>
    /// <param name="next">The text, screened.</param>
    public string Behind(string path, OpenSecret open, string next)
    {
        var rest = open.LengthIn(next);
        if (rest == 0) return next;
        Count(path, [open.Kind]);
        return project.Secrets == SecretsMode.Redact ? next[rest..] : next;
    }

    /// <summary>The secret that a text ends within once it is replaced; null where the project keeps secrets.</summary>
    public OpenSecret? OpenAtEnd(string text) => project.Secrets == SecretsMode.Redact ? OpenSecret.AtEnd(text) : null;

    public Patch<string> Text(string path, Patch<string> text) => text.Map(value => Text(path, value));

    public ImmutableArray<string> List(string path, ImmutableArray<string> items)
        => items.IsDefaultOrEmpty ? items : [.. items.Select((item, index) => Text($"{path}/{index}", item))];

    public Patch<ImmutableArray<string>> List(string path, Patch<ImmutableArray<string>> items) => items.Map(value => List(path, value));

    public ReadOnlyMemory<byte> Utf8(string path, ReadOnlyMemory<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.Span);
        var clean = Text(path, text);
        return ReferenceEquals(text, clean) ? bytes : Encoding.UTF8.GetBytes(clean);
    }

    /// <summary>The JSON with secrets replaced in its strings and names; the very same bytes when there are none.</summary>
    public ReadOnlyMemory<byte> Json(string path, ReadOnlyMemory<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        var changed = false;
        var name = "";
        using (var writer = new Utf8JsonWriter(buffer, Baton.Memory.Json.JsonText.WriterOptions))
        {
            var reader = new Utf8JsonReader(json.Span);
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        writer.WritePropertyName(Clean(name));
                        break;
                    case JsonTokenType.String:
                        writer.WriteStringValue(Assigned(Clean(reader.GetString()!)));
                        break;
                    case JsonTokenType.StartObject: writer.WriteStartObject(); break;
                    case JsonTokenType.EndObject: writer.WriteEndObject(); break;
                    case JsonTokenType.StartArray: writer.WriteStartArray(); break;
                    case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                    default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
                }
            }
        }
        return changed ? buffer.WrittenMemory : json;

        string Clean(string text)
        {
            var clean = Text(path, text);
            changed |= !ReferenceEquals(text, clean);
            return clean;
        }

        // A value may be a secret only by the name that it is given.
        string Assigned(string text)
        {
            var secret = SecretScanner.Find($"{name}={text}").LastOrDefault();
            if (secret.Start + secret.Length <= name.Length + 1 || SecretScanner.Find(text).Count > 0) return text;
            Count(path, [secret.Kind]);
            if (project.Secrets != SecretsMode.Redact) return text;
            changed = true;
            return $"[redacted:{secret.Kind}]";
        }
    }

    private void Count(string path, IEnumerable<string> kinds)
    {
        foreach (var kind in kinds) _secrets[(path, kind)] = _secrets.GetValueOrDefault((path, kind)) + 1;
    }

    private void Mark(string path, string reason, string words)
    {
        if (_suspicious.Count < 20) _suspicious.Add(new SuspiciousMark(path, reason, Excerpt.Line(words, 120)));
    }
}
