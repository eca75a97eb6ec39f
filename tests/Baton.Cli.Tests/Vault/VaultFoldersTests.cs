using System.Text;
using Baton.Cli.Vault;
using Baton.Storage.Folders;

namespace Baton.Cli.Tests.Vault;

public sealed class VaultFoldersTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("baton-vaults-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void List_OfANewFolder_HasThePrimaryVault()
    {
        var primary = new VaultFolders(new DataFolder(_data)).List().Single();
        (primary.Name, primary.Folder, primary.IsRepository).ShouldBe(("main", Path.Combine(_data, "vaults", "main"), false));
        Directory.Exists(Path.Combine(_data, "vaults")).ShouldBeFalse("listing made something");
    }

    [Fact]
    public void Open_MakesTheFolder_AndAGitFolderIsSeen()
    {
        var vaults = new VaultFolders(new DataFolder(_data));
        vaults.Open("work").Write("notes/a.md", "text"u8);
        Encoding.UTF8.GetString(vaults.Open("work").Read("notes/a.md")!).ShouldBe("text");
        Directory.CreateDirectory(Path.Combine(_data, "vaults", "work", ".git"));
        Directory.CreateDirectory(Path.Combine(_data, "vaults", "not a name"));
        vaults.List().Select(vault => (vault.Name, vault.IsRepository)).ShouldBe([("main", false), ("work", true)]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("-flag")]
    [InlineData("a b")]
    public void Open_OfWhatIsNoName_IsRefused(string name)
        => Should.Throw<IOException>(() => new VaultFolders(new DataFolder(_data)).Open(name)).Message.ShouldContain("cannot name a vault");
}
