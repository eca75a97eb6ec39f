using Baton.Memory.Records;

namespace Baton.Memory.Tests.Records;

public sealed class PatchTests
{
    [Fact]
    public void LeftOut_KeepsWhatIsThere()
    {
        Patch<string> patch = default;
        patch.Given.ShouldBeFalse();
        patch.Cleared.ShouldBeFalse();
        patch.Apply("current", "empty").ShouldBe("current");
        patch.Over("current").ShouldBe("current");
        default(Patch<int>).OverValue(5).ShouldBe(5);
    }

    [Fact]
    public void Cleared_EmptiesIt()
    {
        var patch = Patch.Clear<string>();
        patch.Cleared.ShouldBeTrue();
        patch.Apply("current", "empty").ShouldBe("empty");
        patch.Over("current").ShouldBeNull();
        Patch.Clear<int>().OverValue(5).ShouldBeNull();
        patch.Or("other").ShouldBe("other");
    }

    [Fact]
    public void Set_ReplacesIt()
    {
        Patch<string> patch = "new";
        patch.HasValue.ShouldBeTrue();
        patch.Apply("current", "empty").ShouldBe("new");
        patch.Map(text => text + "!").Over("current").ShouldBe("new!");
        Patch.Set(7).OverValue(5).ShouldBe(7);
        Patch.SetOrKeep(null).Given.ShouldBeFalse();
        Patch.SetOrKeep("x").HasValue.ShouldBeTrue();
    }
}
