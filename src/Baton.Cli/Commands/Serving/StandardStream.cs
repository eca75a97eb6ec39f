using Microsoft.Win32.SafeHandles;

namespace Baton.Cli.Commands.Serving;

/// <summary>The process's own streams without a console around them: no encoding, no buffer.</summary>
internal static class StandardStream
{
    public static FileStream OpenInput() => Open(0, FileAccess.Read);

    /// <summary>
    /// A file is written where its shared offset stands, as the console's stream does, so that what the same shell command writes
    /// after this process does not land on top of it; <see cref="FileStream"/> keeps an offset of its own.
    /// </summary>
    public static Stream OpenOutput()
    {
        var stream = Open(1, FileAccess.Write);
        if (!stream.CanSeek) return stream;
        stream.Dispose();
        return Console.OpenStandardOutput();
    }

    private static FileStream Open(int descriptor, FileAccess access)
        => new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
