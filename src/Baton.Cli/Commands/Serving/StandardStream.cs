using Microsoft.Win32.SafeHandles;

namespace Baton.Cli.Commands.Serving;

/// <summary>The process's own streams without a console around them: no encoding, no buffer.</summary>
internal static class StandardStream
{
    public static FileStream Open(int descriptor, FileAccess access)
        => new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
