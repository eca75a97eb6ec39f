namespace Baton.Cli.Output;

/// <summary>Files that a command writes: beside first and renamed then, so that a file is whole or as it was before.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; what <paramref name="write"/> throws leaves no trace.</summary>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var partial = path + ".partial";
        try
        {
            T result;
            await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None)) result = await write(target);
            File.Move(partial, path, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
