using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.BadInput;

public sealed class BadFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("stdio")]
    [InlineData("up")]
    [InlineData("handoff", "save", "s")]
    [InlineData("doctor")]
    public async Task DataFolder_ThatIsAFile_IsRefusedInOneLine(params string[] command)
    {
        File.WriteAllText(_folder.Data, "a file");

        var run = await BatonBinary.RunAsync(_folder.Data, "", command);

        run.Code.ShouldBeOneOf(1, 3);
        run.Out.ShouldNotContain("Exception");
        run.Error.ShouldNotContain("Exception");
        if (command[0] != "doctor")
        {
            run.Code.ShouldBe(3);
            run.Out.ShouldBeEmpty();
            run.Error.ShouldContain(_folder.Data);
        }
        File.ReadAllText(_folder.Data).ShouldBe("a file");
    }

    [Theory]
    [InlineData("stdio")]
    [InlineData("handoff", "save", "s")]
    public async Task DataFolder_ReadOnly_IsRefusedAndNothingIsWritten(params string[] command)
    {
        await using var disk = await ReadOnlyAsync();

        var run = await BatonBinary.RunAsync(_folder.Data, "", command);

        run.Code.ShouldBe(3);
        run.Error.ShouldContain("read-only");
        Directory.EnumerateFileSystemEntries(_folder.Data).ShouldBeEmpty();
    }

    [Fact]
    public async Task Database_OfANewerVersion_IsRefusedAndLeftAsItIs()
    {
        await BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", "s");
        var file = Path.Combine(_folder.Data, "memory.db");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        // The schema's number is SQLite's user_version: four bytes, big-endian, at offset 60 of the header.
        bytes[60] = 0x7F;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        var run = await BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", "again");

        run.Code.ShouldBe(3);
        run.Error.ShouldContain("newer");
        (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Database_ThatIsNone_IsRefused()
    {
        Directory.CreateDirectory(_folder.Data);
        await File.WriteAllTextAsync(Path.Combine(_folder.Data, "memory.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        var run = await BatonBinary.RunAsync(_folder.Data, null, "handoff", "save", "s");

        run.Code.ShouldBe(3);
        run.Error.ShouldContain("memory.db");
    }

    [Fact]
    public async Task Disk_Full_RefusesTheWriteAndKeepsTheStore()
    {
        await using var disk = await MountedDisk.RequireAsync(_folder.Data, "size=2m");
        await using var stdio = await StdioBaton.StartAsync(_folder.Data);
        (await stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "small", ["key"] = "small", ["project"] = "p" })).IsError.ShouldBeFalse();

        var refused = await stdio.CallAsync("handoff_save", new JsonObject { ["summary"] = "big", ["key"] = "big", ["project"] = "p", ["body"] = MixedText.OfBytes(3_000_000) });

        // The store refuses it, or already the audit before it: a call that cannot be recorded does not run.
        (refused.RpcCode is not null || refused.Code == "store_unavailable").ShouldBeTrue(refused.Message.ToJsonString());
        await disk.ResizeAsync("64m");
        (await stdio.CallAsync("handoff_load", new JsonObject { ["key"] = "small", ["project"] = "p" })).IsError.ShouldBeFalse();
        (await stdio.CallAsync("handoff_load", new JsonObject { ["key"] = "big", ["project"] = "p" })).Code.ShouldBe("not_found");
        await stdio.CloseAsync();
    }

    [Fact]
    public async Task Disk_WithoutAnyRoom_IsNamedAsTheCauseAndNotTheFile()
    {
        await using var disk = await MountedDisk.RequireAsync(_folder.Data, "size=1m");
        (await BatonBinary.RunAsync(_folder.Data, null, "memory", "save", "small", "--project", "p")).Code.ShouldBe(0);
        await disk.FillAsync();

        var refused = await BatonBinary.RunAsync(_folder.Data, null, "memory", "search", "small", "--project", "p");
        var doctor = await BatonBinary.RunAsync(_folder.Data, null, "doctor");

        refused.Code.ShouldBe(3);
        refused.Error.ShouldContain("the disk is full");
        doctor.Out.ShouldContain("Free some space");
        doctor.Out.ShouldNotContain("restore the last good backup");
        disk.Empty();
        (await BatonBinary.RunAsync(_folder.Data, null, "memory", "search", "small", "--project", "p")).Out.ShouldContain("small");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A mode keeps a user out; root needs a disk that is mounted read-only.</summary>
    private async Task<IAsyncDisposable?> ReadOnlyAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "POSIX modes only.");
        if (Environment.UserName == "root") return await MountedDisk.RequireAsync(_folder.Data, "ro");
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return null;
    }
}
