using Baton.Memory.Retention;

namespace Baton.Memory.Tests.Retention;

/// <summary>What retention takes out, held in memory.</summary>
internal sealed class HeldRetiredFiles : IRetiredFiles
{
    public List<(string Project, DateTimeOffset At, byte[] Bytes)> Kept { get; } = [];

    public bool Full { get; set; }

    public Func<Task>? Meanwhile { get; set; }

    public async ValueTask KeepAsync(string project, DateTimeOffset at, Func<Stream, ValueTask> write, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await write(stream);
        if (Full) throw new IOException("The disk is full.");
        Kept.Add((project, at, stream.ToArray()));
        if (Meanwhile is not null) await Meanwhile();
    }
}
