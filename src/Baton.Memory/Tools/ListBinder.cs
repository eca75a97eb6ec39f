using System.Collections.Immutable;
using System.Text.Json;
using Baton.Memory.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Records;

namespace Baton.Memory.Tools;

/// <summary>Reads lists of texts and of files.</summary>
internal static class ListBinder
{
    public static Outcome<Bound> BindTexts(Parameter parameter, ref Utf8JsonReader reader, string path, MemoryLimits limits)
    {
        if (parameter.OrOne && reader.TokenType == JsonTokenType.String)
        {
            var single = reader.GetString()!;
            return ScalarBinder.WordOf(parameter, single, path) is { } wrong ? wrong : new Bound(ImmutableArray.Create(single));
        }
        if (reader.TokenType != JsonTokenType.StartArray) return BindingFailure.WrongType(parameter.Name, "a list of texts", ref reader, path);
        var items = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = $"{path}/{items.Count}";
            if (reader.TokenType != JsonTokenType.String) return BindingFailure.WrongItem(parameter.Name, "text", ref reader, place);
            var item = reader.GetString()!;
            if (ScalarBinder.WordOf(parameter, item, place) is { } wrong) return wrong;
            items.Add(item);
        }
        return Whole(parameter.Name, items.Count, path, limits) is { } large ? large : new Bound(items.DrainToImmutable());
    }

    public static Outcome<Bound> BindFiles(ref Utf8JsonReader reader, string path, MemoryLimits limits)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return BindingFailure.WrongType("files", "a list of paths or of {path, commit, note}", ref reader, path);
        var files = ImmutableArray.CreateBuilder<FileNote>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = $"{path}/{files.Count}";
            if (reader.TokenType == JsonTokenType.String)
            {
                files.Add(new FileNote(reader.GetString()!, null, null));
                continue;
            }
            if (reader.TokenType != JsonTokenType.StartObject) return BindingFailure.WrongItem("files", "a path or an object", ref reader, place);
            if (!BindFile(ref reader, place).TryGet(out var file, out var failure)) return failure;
            files.Add(file);
        }
        return Whole("files", files.Count, path, limits) is { } large ? large : new Bound(files.DrainToImmutable());
    }

    public static Failure? Whole(string name, int count, string path, MemoryLimits limits)
        => count > limits.ListItems ? Fail.TooLarge(name, count, limits.ListItems, "items", path, "Group or shorten; put long lists into a body.") : null;

    private static Outcome<FileNote> BindFile(ref Utf8JsonReader reader, string at)
    {
        string? path = null, commit = null, note = null;
        var given = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name is not ("path" or "commit" or "note"))
            {
                return Fail.Invalid($"'{Baton.Memory.Text.Excerpt.Line(name, 80)}' is no member of a file.", at, "Use path, commit and note.");
            }
            if (!given.Add(name)) return Fail.Invalid($"'{name}' is given twice.", $"{at}/{name}", "Give it once.");
            if (reader.TokenType == JsonTokenType.Null) continue;
            if (reader.TokenType != JsonTokenType.String) return BindingFailure.WrongType(name, "text", ref reader, $"{at}/{name}");
            if (name == "path") path = reader.GetString();
            else if (name == "commit") commit = reader.GetString();
            else note = reader.GetString();
        }
        return path is null ? Fail.Invalid("A file needs its path.", $"{at}/path") : new FileNote(path, commit, note);
    }
}
