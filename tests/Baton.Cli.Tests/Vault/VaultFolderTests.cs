using System.Text;
using Baton.Cli.Vault;

namespace Baton.Cli.Tests.Vault;

public sealed class VaultFolderTests : IDisposable
{
    private readonly string _outer = Directory.CreateTempSubdirectory("baton-vault-").FullName;

    private string Root => Path.Combine(_outer, "vault");

    private string Outside => Path.Combine(_outer, "outside");

    public void Dispose() => Directory.Delete(_outer, recursive: true);

    [Fact]
    public void Write_ThenRead_GivesTheBytesAndLeavesNothingElse()
    {
        var folder = new VaultFolder(Root);
        folder.Write("memories/p/k.md", "one\r\n"u8);
        folder.Write("memories/p/k.md", "two"u8);
        Encoding.UTF8.GetString(folder.Read("memories/p/k.md")!).ShouldBe("two");
        folder.List("memories").ShouldBe(["memories/p/k.md"]);
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Count().ShouldBe(1);
        folder.Delete("memories/p/k.md");
        folder.Read("memories/p/k.md").ShouldBeNull();
        folder.List("handoffs").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../evil.md")]
    [InlineData("memories/../../evil.md")]
    [InlineData("/evil.md")]
    [InlineData("memories//evil.md")]
    [InlineData("memories/./evil.md")]
    [InlineData("memories\\..\\evil.md")]
    [InlineData("C:evil.md")]
    [InlineData("")]
    public void Write_PathThatMeansAnotherPlace_IsRefused(string path)
    {
        Should.Throw<IOException>(() => new VaultFolder(Root).Write(path, "x"u8));
        Directory.EnumerateFileSystemEntries(_outer).Select(Path.GetFileName).ShouldBe(["vault"]);
    }

    [Fact]
    public void FolderThatIsALink_IsNotFollowedByAnything()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        var folder = new VaultFolder(Root);
        Directory.CreateDirectory(Path.Combine(Outside, "p"));
        File.WriteAllText(Path.Combine(Outside, "p", "k.md"), "secret");
        Directory.CreateSymbolicLink(Path.Combine(Root, "memories"), Outside);
        folder.List("memories").ShouldBeEmpty();
        folder.Read("memories/p/k.md").ShouldBeNull();
        Should.Throw<IOException>(() => folder.Write("memories/p/k.md", "x"u8));
        folder.Delete("memories/p/k.md");
        File.ReadAllText(Path.Combine(Outside, "p", "k.md")).ShouldBe("secret");
    }

    [Fact]
    public void FileThatIsALink_IsReplacedNeverFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        var folder = new VaultFolder(Root);
        Directory.CreateDirectory(Path.Combine(Root, "handoffs"));
        File.WriteAllText(Outside, "secret");
        File.CreateSymbolicLink(Path.Combine(Root, "handoffs", "a.md"), Outside);
        folder.List("handoffs").ShouldBeEmpty();
        folder.Read("handoffs/a.md").ShouldBeNull();
        folder.Write("handoffs/a.md", "new"u8);
        File.ReadAllText(Outside).ShouldBe("secret");
        Encoding.UTF8.GetString(folder.Read("handoffs/a.md")!).ShouldBe("new");
    }

    [Fact]
    public void Root_MayItselfBeALink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        Directory.CreateDirectory(Outside);
        Directory.CreateSymbolicLink(Root, Outside);
        new VaultFolder(Root).Write("handoffs/a.md", "x"u8);
        File.Exists(Path.Combine(Outside, "handoffs", "a.md")).ShouldBeTrue();
    }
}
