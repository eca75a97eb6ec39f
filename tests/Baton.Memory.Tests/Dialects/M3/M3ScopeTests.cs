using Baton.Memory.Dialects.M3;
using Baton.Memory.Storage;

namespace Baton.Memory.Tests.Dialects.M3;

public sealed class M3ScopeTests
{
    [Theory]
    [InlineData("user", Visibility.Private)]
    [InlineData("User", Visibility.Private)]
    [InlineData(" PRIVATE ", Visibility.Private)]
    [InlineData("Org", Visibility.Shared)]
    [InlineData("shared", Visibility.Shared)]
    [InlineData("agent", Visibility.Project)]
    [InlineData("session", Visibility.Project)]
    [InlineData("galaxy", Visibility.Project)]
    public void VisibilityOf_AWordInAnyCase_IsWhatItMeans(string scope, Visibility expected) => M3Scope.VisibilityOf(scope).ShouldBe(expected);

    [Theory]
    [InlineData(Visibility.Private, "User", "User")]
    [InlineData(Visibility.Private, "org", "user")]
    [InlineData(Visibility.Shared, null, "org")]
    [InlineData(Visibility.Project, "session", "session")]
    [InlineData(Visibility.Project, "user", "agent")]
    public void WordOf_KeepsTheCallersWord_UnlessTheRecordIsSeenOtherwiseNow(Visibility visibility, string? label, string expected)
        => M3Scope.WordOf(visibility, label).ShouldBe(expected);
}
