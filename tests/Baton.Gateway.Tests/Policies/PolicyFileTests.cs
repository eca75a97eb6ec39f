using Baton.Gateway.Policies;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Policies;

public sealed class PolicyFileTests : IDisposable
{
    private const string Deny = """{"version":"1","default":"deny","tools":{}}""";
    private const string Allow = """{"version":"1","default":"allow","tools":{}}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-policy-file-").FullName;
    private readonly List<string> _problems = [];
    private readonly PolicyFile _file;

    public PolicyFileTests()
    {
        Write("policy.json", Deny);
        _file = new PolicyFile(At("policy.json"), _problems.Add);
        Default.ShouldBe(DefaultAction.Deny);
    }

    private DefaultAction? Default => _file.Current()?.Policy.Document.Default;

    [Fact]
    public void Current_AfterAnEditInPlace_IsTheNewOne()
    {
        Write("policy.json", Allow);

        Default.ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Current_AfterAnEditOfTheSameTime_IsTheNewOne()
    {
        var time = File.GetLastWriteTimeUtc(At("policy.json"));
        Write("policy.json", Allow);
        File.SetLastWriteTimeUtc(At("policy.json"), time);

        Default.ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Current_AfterAnAtomicReplace_FollowsEveryOne()
    {
        for (var round = 0; round < 4; round++)
        {
            Write("next.json", round % 2 == 0 ? Allow : Deny);
            File.Move(At("next.json"), At("policy.json"), overwrite: true);

            Default.ShouldBe(round % 2 == 0 ? DefaultAction.Allow : DefaultAction.Deny);
        }
    }

    [Fact]
    public void Current_AfterDeleteAndNew_AsSedDoes_FollowsIt()
    {
        File.Move(At("policy.json"), At("sedXYZ"));
        Default.ShouldBe(DefaultAction.Deny);
        Write("policy.json", Allow);
        File.Delete(At("sedXYZ"));

        Default.ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Current_AfterASwapOfASymbolicLink_FollowsIt()
    {
        Directory.CreateDirectory(At("v1"));
        Directory.CreateDirectory(At("v2"));
        Write("v1/policy.json", Deny);
        Write("v2/policy.json", Allow);
        Directory.CreateSymbolicLink(At("current"), At("v1"));
        var file = new PolicyFile(At("current/policy.json"), _problems.Add);
        file.Current()!.Policy.Document.Default.ShouldBe(DefaultAction.Deny);

        Directory.CreateSymbolicLink(At("next"), At("v2"));
        Directory.Delete(At("current"));
        Directory.Move(At("next"), At("current"));

        file.Current()!.Policy.Document.Default.ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Current_WithAnError_KeepsTheGoodOneAndSaysWhyOnce()
    {
        Write("policy.json", """{"version":"1","defualt":"allow","tools":{}}""");

        Default.ShouldBe(DefaultAction.Deny);
        Default.ShouldBe(DefaultAction.Deny);

        var said = _problems.ShouldHaveSingleItem();
        said.ShouldContain("`default`");
        said.ShouldContain("The last good policy stays in force.");
        Write("policy.json", Allow);
        Default.ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Current_FileThatIsGone_KeepsTheGoodOne()
    {
        File.Delete(At("policy.json"));

        Default.ShouldBe(DefaultAction.Deny);

        _problems.ShouldHaveSingleItem().ShouldContain("cannot be read");
    }

    [Fact]
    public void Current_NeverGood_IsNothing() => new PolicyFile(At("nowhere.json"), _problems.Add).Current().ShouldBeNull();

    [Fact]
    public void Revision_IsOfTheDocument_NotOfTheEdit()
    {
        var first = _file.Current()!.Policy.Revision;
        Write("policy.json", Allow);
        var second = _file.Current()!.Policy.Revision;
        Write("policy.json", "  " + Deny);
        Write("elsewhere.json", Deny);

        second.ShouldNotBe(first);
        _file.Current()!.Policy.Revision.ShouldBe(first);
        new PolicyFile(At("elsewhere.json"), _problems.Add).Current()!.Policy.Revision.ShouldBe(first);
        _file.Current()!.Name.ShouldBe($"policy.json@{first[..12]}");
    }

    [Fact]
    public void Problem_IsTheFilesNow()
    {
        _file.Problem.ShouldBeNull();
        Write("policy.json", "{");
        _file.Current();
        _file.Problem.ShouldNotBeNull();
        Write("policy.json", Deny);
        _file.Current();

        _file.Problem.ShouldBeNull();
    }

    [Fact]
    public void Current_UnreadableForAWhile_IsGoodAgainWithoutAnEdit()
    {
        File.Move(At("policy.json"), At("away.json"));
        Default.ShouldBe(DefaultAction.Deny);
        _file.Problem.ShouldNotBeNull();
        File.Move(At("away.json"), At("policy.json"));

        Default.ShouldBe(DefaultAction.Deny);

        _file.Problem.ShouldBeNull();
    }

    [Fact]
    public void Current_LongerThanOneRead_IsComparedToItsEnd()
    {
        var filler = new string(' ', 10_000);
        Write("policy.json", filler + Deny);
        Default.ShouldBe(DefaultAction.Deny);
        Write("policy.json", filler + Allow);
        Default.ShouldBe(DefaultAction.Allow);
        Write("policy.json", filler + Deny + " ");

        Default.ShouldBe(DefaultAction.Deny);
    }

    [Fact]
    public void Current_TooLong_KeepsTheGoodOne()
    {
        Write("policy.json", new string(' ', PolicyDocument.MaxBytes + 1));

        Default.ShouldBe(DefaultAction.Deny);

        _problems.ShouldHaveSingleItem().ShouldContain("more than");
    }

    [Fact]
    public async Task Current_ManyReadersWhileItIsReplaced_SeeOneOrTheOther()
    {
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var look = 0; look < 200; look++) _file.Current().ShouldNotBeNull();
        })).ToList();
        for (var round = 0; round < 50; round++)
        {
            Write("next.json", round % 2 == 0 ? Allow : Deny);
            File.Move(At("next.json"), At("policy.json"), overwrite: true);
        }
        await Task.WhenAll(readers);

        Default.ShouldBe(DefaultAction.Deny);
        _problems.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
