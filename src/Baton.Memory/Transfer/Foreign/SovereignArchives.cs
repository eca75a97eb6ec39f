using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baton.Memory.Dialects;
using Baton.Memory.Dialects.Sovereign;
using Baton.Memory.Json;
using Baton.Memory.Memories;
using Baton.Memory.Records;
using Baton.Memory.Safety;
using Baton.Memory.Text;

namespace Baton.Memory.Transfer.Foreign;

/// <summary>
/// Sovereign Stack's archived exchanges: <c>archives/index.jsonl</c> names the file of each and its SHA-256. The index holds paths of the
/// machine that wrote it, so a file is looked for by what stands behind <c>archives/</c>, among what is imported and nowhere else.
/// </summary>
internal sealed class SovereignArchives
{
    private const string Folder = "archives";
    private readonly Dictionary<string, ForeignFile> _texts;

    public SovereignArchives(IEnumerable<ForeignFile> files)
        => _texts = files.Where(file => IsText(file.Path)).GroupBy(file => Within(file.Path), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    public static bool IsIndex(string path) => $"/{path}".EndsWith($"/{Folder}/index.jsonl", StringComparison.Ordinal);

    public static bool IsText(string path) => $"/{path}".Contains($"/{Folder}/", StringComparison.Ordinal) && !path.EndsWith(".jsonl", StringComparison.Ordinal);

    public IEnumerable<ForeignItem> Read(ForeignFile index, ForeignOptions options)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, value, problem) in ForeignJson.Lines(index))
        {
            if (value is { } line && line.Text("path") is { } path) named.Add(Within(path.Replace('\\', '/')));
            yield return value is { } entry ? Exchange(place, entry, options) : new ForeignItem.Problem(place, problem!);
        }
        foreach (var (name, file) in _texts.Where(text => !named.Contains(text.Key)))
        {
            yield return new ForeignItem.Problem(new ForeignPlace(file.Path), $"No line of the index names {Folder}/{name}, so it is left out.");
        }
    }

    private ForeignItem Exchange(ForeignPlace place, JsonElement line, ForeignOptions options)
    {
        if (ForeignFlaws.Times(line, "timestamp", "archived_at", "created_at") is { } wrong) return new ForeignItem.Problem(place, wrong);
        if (line.Text("archive_id") is not { } id || line.Text("path") is not { } path) return new ForeignItem.Problem(place, "The line names no archive and its file.");
        if (!_texts.TryGetValue(Within(path.Replace('\\', '/')), out var file)) return new ForeignItem.Problem(place, $"The file {Excerpt.Line(path, 200)} is not among what is imported.");
        var bytes = file.Read();
        var digest = ForeignJson.Digest(bytes);
        if ((line.Text("sha256") ?? id) is var said && said != digest)
        {
            return new ForeignItem.Problem(place, $"{file.Path} has the SHA-256 {digest}, not {Excerpt.Line(said, 64)}: it was changed after it was archived, so it is left out.");
        }
        if (!Utf8.IsValid(bytes)) return new ForeignItem.Problem(place, $"{file.Path} is no UTF-8 text.");
        var content = Encoding.UTF8.GetString(bytes);
        if (SecretScanner.Find(content) is [var secret, ..]) return new ForeignItem.Problem(place, $"{file.Path} holds a secret ({secret.Kind}); an archive is kept as it is or not at all.");
        var fields = new MemoryFields
        {
            Key = ForeignJson.Key(SovereignFormat.System, id),
            Project = options.Project,
            Type = SovereignTypes.Exchange,
            Title = line.Text("descriptor") is { } descriptor ? Excerpt.Line(SecretScanner.Clean(descriptor, out _), 400) : default(Patch<string>),
            Thread = Patch.SetOrKeep(line.Text("conversation_id")),
            Tags = Patch.Set(line.Texts("tags")),
            Labels = ForeignJson.Labels([.. Exchanges.Words.Select(word => (word, line.Text(word))), (Exchanges.Sha256Label, digest)]),
        };
        var at = line.Time("timestamp") ?? line.Time("archived_at") ?? line.Time("created_at") ?? file.ModifiedAt;
        return new ForeignItem.OfMemory(place, JsonContent.Into(fields, JsonText.Write(json => json.WriteStringValue(content))), digest, at);
    }

    /// <summary>What stands behind the folder's name.</summary>
    private static string Within(string path)
    {
        var whole = "/" + path;
        var start = whole.LastIndexOf($"/{Folder}/", StringComparison.Ordinal);
        return start < 0 ? path : whole[(start + Folder.Length + 2)..];
    }
}
