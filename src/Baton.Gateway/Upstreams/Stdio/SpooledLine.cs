using System.Buffers;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Upstreams.Stdio;

/// <summary>
/// A result that is too large to be held and says only at its end whose it is: until then it lies in a file, which has no name any
/// more once it is open, so that nothing is left of it whatever happens to the process.
/// </summary>
internal sealed class SpooledLine : IDisposable
{
    private const int Piece = 64 * 1024;

    private readonly ResponseSplitter _splitter = new();
    private readonly ArrayBufferWriter<byte> _passedOver = new(Piece);
    private readonly FileStream _file;
    private readonly long _most;

    private SpooledLine(FileStream file, long most)
    {
        _file = file;
        _most = most;
    }

    /// <summary>Whose answer it is, once that was read.</summary>
    public RequestId Id => _splitter.Id;

    /// <summary>Begins one; null when no file can be made there.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="most">How large it may get, in bytes.</param>
    public static SpooledLine? Open(string folder, long most)
    {
        var path = Path.Combine(folder, $"spool-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        try
        {
            if (OperatingSystem.IsWindows()) return new SpooledLine(new FileStream(path, options), most);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            options.Options = FileOptions.Asynchronous;
            var file = new FileStream(path, options);
            File.Delete(path);
            return new SpooledLine(file, most);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the next part; false when this is no result, is too large, or the disk is full.</summary>
    public async ValueTask<bool> AppendAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        _passedOver.ResetWrittenCount();
        _splitter.Append(part.Span, _passedOver);
        if (!_splitter.IsResult || _file.Length + part.Length > _most) return false;
        try
        {
            await _file.WriteAsync(part, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Says that the line is over; false when it is no whole response.</summary>
    public bool End() => _splitter.Finish() is null;

    /// <summary>Passes it on to the call that it answers, at the client's pace.</summary>
    public async ValueTask<Reply> PassOnAsync(string server, Waiting asker, RelayOptions options, CancellationToken cancellationToken)
    {
        await _file.FlushAsync(cancellationToken);
        _file.Position = 0;
        var begun = new byte[Math.Min(_file.Length, LargeAnswer.From)];
        await _file.ReadExactlyAsync(begun, cancellationToken);
        if (await LargeAnswer.BeginAsync(server, _ => (asker.Call, asker.Id), begun, cancellationToken) is not { } answer)
        {
            return ServerReply.TooLarge(server, options.MaxMessageBytes, asker.Call);
        }
        using var passing = asker.Large = answer;
        var piece = new byte[Piece];
        while (await _file.ReadAsync(piece, cancellationToken) is > 0 and var count)
        {
            asker.Heard(options.Time);
            if (await passing.AppendAsync(piece.AsMemory(0, count), cancellationToken) is { } problem) return problem;
        }
        return await passing.EndAsync(cancellationToken);
    }

    public void Dispose() => _file.Dispose();
}
