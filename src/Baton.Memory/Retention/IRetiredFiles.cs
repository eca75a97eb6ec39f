namespace Baton.Memory.Retention;

/// <summary>Where retention keeps what it takes out of the store.</summary>
public interface IRetiredFiles
{
    /// <summary>Keeps a file: when this returns it is whole and on disk; when it throws there is none.</summary>
    /// <param name="project">Whose records; any text.</param>
    /// <param name="at">When; together with the project it names the file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="cancellationToken">Leaves nothing behind.</param>
    /// <exception cref="IOException">It could not be kept.</exception>
    ValueTask KeepAsync(string project, DateTimeOffset at, Func<Stream, ValueTask> write, CancellationToken cancellationToken);
}
