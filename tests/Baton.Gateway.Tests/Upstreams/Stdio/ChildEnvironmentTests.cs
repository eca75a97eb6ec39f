using System.Collections;
using Baton.Gateway.Upstreams.Stdio;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

public sealed class ChildEnvironmentTests
{
    private static readonly Hashtable Ours = new() { ["PATH"] = "/bin", ["LC_ALL"] = "C", ["AWS_SECRET"] = "s", ["BATON_TOKEN"] = "t", ["baton_key"] = "k" };

    [Fact]
    public void AllowListed_HasWhatProgramsNeed_AndWhatWasConfigured()
    {
        var given = ChildEnvironment.AllowListed(Ours, [new("API_KEY", "1"), new("PATH", "/opt")]);

        given.ShouldBe(new Dictionary<string, string> { ["PATH"] = "/opt", ["LC_ALL"] = "C", ["API_KEY"] = "1" }, ignoreOrder: true);
    }

    [Fact]
    public void Passed_HasEverythingButBatonsOwn()
        => ChildEnvironment.Passed(Ours).Keys.ShouldBe(["PATH", "LC_ALL", "AWS_SECRET"], ignoreOrder: true);

    [Theory]
    [InlineData("sh", true)]
    [InlineData("/bin/sh", true)]
    [InlineData("no-such-program", false)]
    [InlineData("/etc", false)]
    public void Locate_FindsProgramsOnly(string name, bool isThere)
        => (new ChildCommand(name, [], ChildEnvironment.AllowListed(Environment.GetEnvironmentVariables(), [])).Locate() is not null).ShouldBe(isThere);

    [Fact]
    public void Locate_OfAFileThatMayNotBeRun_FindsNothing()
    {
        var file = Path.GetTempFileName();
        File.SetUnixFileMode(file, UnixFileMode.UserRead);

        new ChildCommand(file, [], ChildEnvironment.AllowListed(Ours, [])).Locate().ShouldBeNull();

        File.Delete(file);
    }
}
