using System.Globalization;
using Baton.Memory.Retention;

namespace Baton.Cli.Retention;

/// <summary>Archives as files of their owner only, named by project and time, each whole or not there.</summary>
internal sealed class RetiredFolder(string folder) : IRetiredFiles
{
    public async ValueTask KeepAsync(string project, DateTimeOffset at, Func<Stream, ValueTask> write, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, NameOf(project, at));
        var partial = path + ".partial";
        try
        {
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: false);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Letters, digits, dashes and underscores of the project; the time tells files apart.</summary>
    private static string NameOf(string project, DateTimeOffset at)
    {
        var safe = string.Concat(project.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return string.Create(CultureInfo.InvariantCulture, $"{safe}-{at.UtcDateTime:yyyyMMdd'T'HHmmssfffffff'Z'}.jsonl");
    }
}
