using Baton.Cli.Data;

namespace Baton.Cli.Tests.Data;

public sealed class DataPlaceTests
{
    [Theory]
    [InlineData((int)PlatformKind.Linux, "/home/ann/.local/share/baton")]
    [InlineData((int)PlatformKind.MacOS, "/home/ann/Library/Application Support/baton")]
    public void Locate_NothingGiven_IsThePlatformsPlace(int kind, string expected)
        => DataPlace.Locate(null, "/work", Environment(("HOME", "/home/ann")), new PlatformFolders((PlatformKind)kind)).Path.ShouldBe(expected);

    [Fact]
    public void Locate_Windows_UsesLocalAppData()
        => new PlatformFolders(PlatformKind.Windows).DataHome(Environment(("LOCALAPPDATA", "C:\\Users\\ann\\AppData\\Local")))
            .ShouldBe("C:\\Users\\ann\\AppData\\Local");

    [Theory]
    [InlineData("/var/xdg", "/var/xdg/baton")]
    [InlineData("relative/is/ignored", "/home/ann/.local/share/baton")]
    public void Locate_XdgDataHome_CountsWhenAbsolute(string xdg, string expected)
        => DataPlace.Locate(null, "/work", Environment(("HOME", "/home/ann"), ("XDG_DATA_HOME", xdg)), new PlatformFolders(PlatformKind.Linux))
            .Path.ShouldBe(expected);

    [Theory]
    [InlineData("flag", "/work/flag")]
    [InlineData("/abs", "/abs")]
    [InlineData("~/kept", "/home/ann/kept")]
    [InlineData("a/../b", "/work/b")]
    public void Locate_Flag_WinsOverTheVariableAndIsMadeAbsolute(string given, string expected)
        => DataPlace.Locate(given, "/work", Environment(("HOME", "/home/ann"), ("BATON_DATA", "/other")), new PlatformFolders(PlatformKind.Linux))
            .Path.ShouldBe(expected);

    [Fact]
    public void Locate_Variable_CountsWithoutAFlag()
        => DataPlace.Locate(null, "/work", Environment(("HOME", "/home/ann"), ("BATON_DATA", "data")), new PlatformFolders(PlatformKind.Linux))
            .Path.ShouldBe("/work/data");

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData(null, false)]
    public void Locate_NetworkShareVariable_IsPassedOn(string? value, bool expected)
        => DataPlace.Locate("/d", "/work", Environment(("BATON_ALLOW_NETWORK_SHARE", value!)), new PlatformFolders(PlatformKind.Linux))
            .AllowNetworkShare.ShouldBe(expected);

    private static Func<string, string?> Environment(params (string Name, string Value)[] variables)
        => name => variables.FirstOrDefault(variable => variable.Name == name).Value;
}
