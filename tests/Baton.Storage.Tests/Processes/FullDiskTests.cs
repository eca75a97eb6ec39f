using Baton.Storage.Tests.Support;

namespace Baton.Storage.Tests.Processes;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Write_DiskReallyFull_SaysSoAndTheStoreStillOpens()
    {
        using var folder = new TemporaryFolder();
        using var hammer = Hammer.OnSmallDisk(folder.Root);
        Assert.SkipWhen(hammer is null, "Needs root and unshare, to mount a small disk.");
        var lines = new[] { await hammer.ReadLineAsync(), await hammer.ReadLineAsync() };
        var (code, errors) = await hammer.WaitAsync();
        Assert.SkipWhen(code is 1 or 77, $"A small disk cannot be mounted here: {errors}");
        lines.ShouldBe(["code 3", "opened"]);
        code.ShouldBe(0);
        errors.ShouldContain("the disk is full");
    }
}
