using System.Text;
using Baton.Cli.Retention;

namespace Baton.Cli.Tests.Retention;

public sealed class RetiredFolderTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("baton-retired-").FullName, "retired");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Theory]
    [InlineData("atlas")]
    [InlineData("../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("con\u0000 über:\\")]
    public async Task KeepAsync_AnyProject_StaysInTheFolder(string project)
    {
        await KeepAsync(project, "content");
        var file = Directory.EnumerateFileSystemEntries(_folder).Single();
        (await File.ReadAllTextAsync(file)).ShouldBe("content");
        Path.GetFileName(file).ShouldEndWith("-20260301T1200000000000Z.jsonl");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder)!).Count().ShouldBe(1);
    }

    [Fact]
    public async Task KeepAsync_WritingFails_LeavesNothing()
    {
        await Should.ThrowAsync<IOException>(() => new RetiredFolder(_folder).KeepAsync("p", At, async stream =>
        {
            await stream.WriteAsync("half"u8.ToArray());
            throw new IOException("broken");
        }, default).AsTask());
        Directory.EnumerateFileSystemEntries(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepAsync_NameTaken_KeepsTheFirst()
    {
        await KeepAsync("p", "first");
        await Should.ThrowAsync<IOException>(() => KeepAsync("p", "second"));
        (await File.ReadAllTextAsync(Directory.EnumerateFiles(_folder).Single())).ShouldBe("first");
    }

    private Task KeepAsync(string project, string text)
        => new RetiredFolder(_folder).KeepAsync(project, At, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text)), default).AsTask();
}
