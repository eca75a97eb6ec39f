using Baton.Gateway.Policies;
using Baton.Policy.Documents;

namespace Baton.Gateway.Tests.Policies;

public sealed class PolicyFolderTests : IDisposable
{
    private const string Deny = """{"version":"1","default":"deny","tools":{}}""";
    private const string Allow = """{"version":"1","default":"allow","tools":{}}""";
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-policy-folder-").FullName;
    private readonly List<string> _problems = [];
    private readonly PolicyFolder _policies;

    public PolicyFolderTests() => _policies = new PolicyFolder(_folder, new FixedPolicy("rules", Deny), _problems.Add);

    [Fact]
    public void Find_ANameWithoutAFile_IsLookedUpElsewhere()
    {
        DefaultOf("rules").ShouldBe(DefaultAction.Deny);
        _policies.Find("unknown").ShouldBeNull();
        _policies.Find("../rules").ShouldBeNull();
        new PolicyFolder(At("nowhere"), new FixedPolicy("rules", Deny), _problems.Add).Find("rules").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("rules.json", Allow)]
    [InlineData("rules.yaml", "version: \"1\"\ndefault: allow\ntools: {}\n")]
    [InlineData("rules.yml", "version: \"1\"\ndefault: allow\ntools: {}\n")]
    public void Find_AFileThatAppears_GoesBeforeTheOther(string file, string text)
    {
        DefaultOf("rules").ShouldBe(DefaultAction.Deny);
        Write(file, text);

        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
        _policies.FileOf("rules").ShouldBe(At(file));
    }

    [Fact]
    public void Find_AFileThatWasNeverGood_IsNothing_NotTheOther()
    {
        Write("rules.json", "{");

        _policies.Find("rules").ShouldBeNull();
        _policies.Problems().ShouldHaveSingleItem().ShouldContain("rules.json");
    }

    [Fact]
    public void Find_AFileThatIsGone_KeepsWhatWasInForce()
    {
        Write("rules.json", Allow);
        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
        File.Delete(At("rules.json"));

        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
        _policies.Problems().ShouldHaveSingleItem().ShouldContain("cannot be read");
        _policies.Names().ShouldBe(["rules"]);
    }

    [Theory]
    [InlineData("rules.json", "rules.yaml")]
    [InlineData("rules.yml", "rules.json")]
    public void Find_AFileThatGetsAnotherEnding_IsReadThere_AndKeepsTheGoodOneWhileItHasAnError(string before, string after)
    {
        Write(before, Allow);
        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
        File.Move(At(before), At(after));
        Write(after, "{");
        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
        _problems.ShouldHaveSingleItem().ShouldContain(after);

        Write(after, Deny);
        DefaultOf("rules").ShouldBe(DefaultAction.Deny);
        _policies.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Find_TwoFilesOfOneName_TheOneThatCountsAtAStartCountsWhenItComesLaterToo()
    {
        Write("rules.yaml", "version: \"1\"\ndefault: deny\n");
        DefaultOf("rules").ShouldBe(DefaultAction.Deny);
        Write("rules.json", Allow);
        DefaultOf("rules").ShouldBe(DefaultAction.Allow);
    }

    [Fact]
    public void Look_TellsOfChangesOnly()
    {
        var changes = 0;
        _policies.Changed += () => changes++;
        Write("rules.json", Allow);
        _policies.Look();
        _policies.Look();
        changes.ShouldBe(0);
        Write("rules.json", Deny);
        _policies.Look();
        changes.ShouldBe(1);
        Write("rules.json", "{");
        _policies.Look();

        changes.ShouldBe(1);
        _problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void Problems_TwoFilesOfOneName_AreSaid()
    {
        Write("rules.json", Deny);
        Write("rules.yaml", "version: \"1\"\ndefault: allow\ntools: {}\n");

        DefaultOf("rules").ShouldBe(DefaultAction.Deny);
        _policies.Problems().ShouldHaveSingleItem().ShouldContain("rules.json counts");
    }

    [Fact]
    public void Names_AreThoseOfPoliciesOnly()
    {
        Write("b.yaml", Deny);
        Write("a.json", Deny);
        Write("notes.txt", "x");
        Write(".hidden.json", Deny);
        Write("a b.json", Deny);

        _policies.Names().ShouldBe(["a", "b"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DefaultAction? DefaultOf(string name) => _policies.Find(name)?.Policy.Document.Default;

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
