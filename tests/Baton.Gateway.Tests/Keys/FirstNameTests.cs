using Baton.Gateway.Keys;

namespace Baton.Gateway.Tests.Keys;

public sealed class FirstNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-names").FullName;

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void TryGive_FreeName_HoldsWhatTheDraftHeld()
    {
        File.WriteAllText(At("draft"), "one");

        FirstName.TryGive(At("draft"), At("name")).ShouldBeTrue();

        File.ReadAllText(At("name")).ShouldBe("one");
    }

    [Fact]
    public void TryGive_TakenName_LeavesWhatStandsThere()
    {
        File.WriteAllText(At("name"), "first");
        File.WriteAllText(At("draft"), "second");

        FirstName.TryGive(At("draft"), At("name")).ShouldBeFalse();

        File.ReadAllText(At("name")).ShouldBe("first");
    }

    [Fact]
    public void TryGive_ManyAtOnce_OneWinsAndItsFileStands()
    {
        for (var round = 0; round < 50; round++)
        {
            var name = At($"name{round}");
            var drafts = Enumerable.Range(0, 8).Select(number => At($"draft{round}.{number}")).ToArray();
            foreach (var draft in drafts) File.WriteAllText(draft, draft);
            var won = new bool[drafts.Length];

            Parallel.For(0, drafts.Length, index => won[index] = FirstName.TryGive(drafts[index], name));

            won.Count(one => one).ShouldBe(1);
            File.ReadAllText(name).ShouldBe(drafts[Array.IndexOf(won, true)]);
        }
    }

    [Fact]
    public void TryGive_MissingFolder_IsAnError() => Should.Throw<IOException>(() =>
    {
        File.WriteAllText(At("draft"), "x");
        FirstName.TryGive(At("draft"), Path.Combine(_folder, "missing", "name"));
    });

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
