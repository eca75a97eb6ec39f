using Baton.Cli.Output;

namespace Baton.Cli.Tests.Output;

/// <summary>Files that commands write are whole or as they were.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly CliHarness _cli = new();

    [Fact]
    public async Task Write_NewFile_HoldsWhatWasWrittenAndGivesTheResult()
    {
        var path = _cli.At("out.bin");
        (await WholeFile.WriteAsync(path, async file =>
        {
            await file.WriteAsync(new byte[] { 1, 2, 3 });
            return 17;
        })).ShouldBe(17);

        File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
        Names().ShouldBe(["home", "out.bin"]);
    }

    [Fact]
    public async Task Write_ThatFails_LeavesTheOldFileAndNothingBeside()
    {
        var path = _cli.Write("out.bin", "old");
        await Should.ThrowAsync<InvalidDataException>(() => WholeFile.WriteAsync<int>(path, async file =>
        {
            await file.WriteAsync("half"u8.ToArray());
            throw new InvalidDataException();
        }));

        File.ReadAllText(path).ShouldBe("old");
        Names().ShouldBe(["home", "out.bin"]);
    }

    [Fact]
    public async Task Write_OverALongerFile_LeavesNothingOfIt()
    {
        var path = _cli.Write("out.bin", new string('x', 100));
        await WholeFile.WriteAsync(path, async file =>
        {
            await file.WriteAsync("new"u8.ToArray());
            return 0;
        });

        File.ReadAllText(path).ShouldBe("new");
    }

    [Theory]
    [InlineData("archive read nosuch --out keep.txt")]
    [InlineData("handoff bundle nosuch --out keep.txt")]
    public async Task Run_CommandThatFindsNothing_LeavesTheFileThatIsThere(string line)
    {
        var path = _cli.Write("keep.txt", "mine");

        var result = await _cli.RunAsync(line.Split(' '));

        result.Code.ShouldBe(1, result.ToString());
        File.ReadAllText(path).ShouldBe("mine");
        File.Exists(path + ".partial").ShouldBeFalse();
    }

    [Theory]
    [InlineData("export nowhere/out.jsonl")]
    [InlineData("archive read run-1 --out nowhere/out.txt")]
    public async Task Run_FolderThatIsNotThere_IsTheEnvironment(string line)
    {
        _cli.Input = "x"u8.ToArray();
        await _cli.RunAsync("archive", "append", "run-1", "-");

        (await _cli.RunAsync(line.Split(' '))).Code.ShouldBe(3);
    }

    public void Dispose() => _cli.Dispose();

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
