using Baton.Gateway.Keys;
using Baton.Memory.Outcomes;

namespace Baton.Gateway.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-keys").FullName;

    private string KeyPath => Path.Combine(_folder, "config", "audit.key");

    [Fact]
    public void Open_AbsentFile_MakesOneThatOnlyItsOwnerReads()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are of Unix.");
            return;
        }

        KeyFile.Open(KeyPath).Succeeded.ShouldBeTrue();

        File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(KeyPath)!).ShouldBe([KeyPath]);
    }

    [Fact]
    public void Open_Twice_GivesTheSameKey()
        => KeyFile.Open(KeyPath).Value.Derive("x").ShouldBe(KeyFile.Open(KeyPath).Value.Derive("x"));

    [Fact]
    public void Open_ByManyAtOnce_AllAgree()
    {
        var keys = new string[16];

        Parallel.For(0, keys.Length, index => keys[index] = Convert.ToHexString(KeyFile.Open(KeyPath).Value.Derive("x")));

        keys.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Open_FileReadableByOthers_IsRefusedWithTheCommand()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("File modes are of Unix.");
            return;
        }
        KeyFile.Open(KeyPath);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        var failure = KeyFile.Open(KeyPath).Failure.ShouldNotBeNull();

        failure.Code.ShouldBe(FailureCode.Forbidden);
        failure.Hint.ShouldBe($"chmod 600 {KeyPath}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAA")]
    public void Open_FileWithoutKey_IsRefusedAndKept(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
        File.WriteAllText(KeyPath, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        KeyFile.Open(KeyPath).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Invalid);
        File.ReadAllText(KeyPath).ShouldBe(text);
    }

    [Fact]
    public void AuditKey_LiesInTheConfigurationFolder_UnlessTheEnvironmentNamesAnother()
    {
        KeyFolder.AuditKey(_ => null, "/home/ada/.config").ShouldBe(Path.Combine("/home/ada/.config", "baton", "audit.key"));
        KeyFolder.AuditKey(name => name == "BATON_AUDIT_KEY_FILE" ? "/etc/a.key" : null, "/home/ada/.config").ShouldBe("/etc/a.key");
    }

    [Fact]
    public void SecretKey_IsAnotherFile()
    {
        KeyFolder.SecretKey(_ => null, "/cfg").ShouldBe(Path.Combine("/cfg", "baton", "secret.key"));
        KeyFolder.SecretKey(name => name == "BATON_SECRET_KEY_FILE" ? "/etc/s.key" : null, "/cfg").ShouldBe("/etc/s.key");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
