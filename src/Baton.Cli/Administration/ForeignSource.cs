using System.IO.Enumeration;
using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Memory.Transfer.Foreign;

namespace Baton.Cli.Administration;

/// <summary>Finds the files of another system: one file, standard input, a folder, or a server that runs.</summary>
internal static class ForeignSource
{
    private const string Conversations = "conversation-handoff";
    private const int Named = 5;

    /// <exception cref="CliException">There is nothing there, or the server does not answer.</exception>
    public static async Task<IReadOnlyList<ForeignFile>> OpenAsync(CommandRun run, string format, string source)
    {
        if (source == "-") return [await InputAsync(run)];
        if (Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return format == Conversations ? await AskAsync(run, address!) : throw new CliException(CliFailure.Usage($"--from {format} takes a file or a folder, not an address."));
        }
        var path = run.FullPath(source);
        if (File.Exists(path)) return [Of(path, Path.GetFileName(path))];
        return Directory.Exists(path) ? Folder(run, format, path) : throw new CliException(CliFailure.Usage($"There is no file or folder {path}."));
    }

    private static List<ForeignFile> Folder(CommandRun run, string format, string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = Directory.EnumerateFiles(root, "*", options)
            .Select(path => (Path: path, Name: Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/')))
            .Where(file => !file.Name.Contains(".git/", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToLookup(file => ForeignFormats.Takes(format, $"{Path.GetFileName(root)}/{file.Name}"));
        var links = Links(root).ToList();
        if (links.Count > 0) run.Error.WriteLine(Printable.Safe(
            $"baton: passed over {links.Count} symbolic link(s), which may lead out of the folder: {string.Join(", ", links.Take(Named))}{(links.Count > Named ? " and more" : "")}."));
        var others = files[false].Select(file => file.Name).ToList();
        if (others.Count > 0 && files[true].Any()) run.Error.WriteLine(Printable.Safe(
            $"baton: passed over {others.Count} file(s) whose names are not of {format}: {string.Join(", ", others.Take(Named))}{(others.Count > Named ? " and more" : "")}."));
        return [.. files[true].Select(file => Of(file.Path, file.Name))];
    }

    /// <summary>What is no file of its own; nothing behind it is looked at.</summary>
    private static IEnumerable<string> Links(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        return new FileSystemEnumerable<string>(root, (ref FileSystemEntry entry) => Path.GetRelativePath(root, entry.ToFullPath()).Replace(Path.DirectorySeparatorChar, '/'), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        }.Where(name => !name.Contains(".git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static ForeignFile Of(string path, string name) => new(name, File.GetLastWriteTimeUtc(path), () => File.ReadAllBytes(path));

    private static async Task<ForeignFile> InputAsync(CommandRun run)
    {
        using var copy = new MemoryStream();
        await using var input = run.Context.OpenInput();
        await input.CopyToAsync(copy, run.Cancellation);
        var bytes = copy.ToArray();
        return new ForeignFile("standard input", run.Context.Time.GetUtcNow(), () => bytes);
    }

    /// <summary>Every handoff of a Conversation Handoff server: its list, then each by its key.</summary>
    private static async Task<IReadOnlyList<ForeignFile>> AskAsync(CommandRun run, Uri address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var root = new Uri(address.AbsoluteUri.TrimEnd('/') + "/");
        try
        {
            using var list = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(root, "handoff"), run.Cancellation));
            var found = list.RootElement.ValueKind == JsonValueKind.Object && list.RootElement.TryGetProperty("handoffs", out var inner) ? inner : list.RootElement;
            var files = new List<ForeignFile>();
            foreach (var key in found.EnumerateArray().Select(one => one.GetProperty("key").GetString() ?? throw new JsonException("a handoff has no key.")))
            {
                var bytes = await http.GetByteArrayAsync(new Uri(root, $"handoff/{Uri.EscapeDataString(key)}"), run.Cancellation);
                files.Add(new ForeignFile(key, run.Context.Time.GetUtcNow(), () => bytes));
            }
            return files;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CliException(CliFailure.Environment($"{root} does not answer as a Conversation Handoff server: {problem.Message}", "Its address is http://127.0.0.1:1099 unless it was told otherwise."));
        }
    }
}
