using Baton.Gateway.Keys;
using Baton.Gateway.Policies;
using Baton.Memory.Outcomes;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Policies;

public sealed class PolicyOfficeTests : IAsyncLifetime
{
    private const string Open = """{"version":"1","default":"allow","tools":{}}""";
    private const string Closed = """{"version":"1","default":"deny","tools":{"a":{}}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-policy-office-").FullName;
    private SqliteGatewayStore _store = null!;

    private PolicyOffice Office => new(_store.Policies);

    public ValueTask InitializeAsync()
    {
        _store = SqliteGatewayStore.Open(new DataFolder(_folder), new GatewayKeys(KeyMaterial.New()), new ManualTimeProvider());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Put_AGoodDocument_IsTheNextRevisionWithItsNote()
    {
        var put = await Office.PutAsync("rules", Open, "from rules.json", default);

        put.Failure.ShouldBeNull();
        (put.Stored!.Revision, put.Stored.Text, put.Stored.Note).ShouldBe((1, Open, "from rules.json"));
    }

    [Theory]
    [InlineData("""{"version":"1","defualt":"deny"}""", "the document has 2 errors")]
    [InlineData("""{"version":"2","default":"deny"}""", "the document has 1 error.")]
    [InlineData("{", "the document has 1 error.")]
    public async Task Put_AFaultyDocument_LeavesTheGoodOneAndListsEveryError(string text, string said)
    {
        await Office.PutAsync("rules", Open, null, default);

        var put = await Office.PutAsync("rules", text, null, default);

        put.Stored.ShouldBeNull();
        put.Failure!.Code.ShouldBe(FailureCode.Invalid);
        put.Failure.Message.ShouldBe($"The policy 'rules' was not changed: {said.TrimEnd('.')}.");
        put.Problems.ShouldContain(problem => problem.IsError);
        (await _store.Policies.GetAsync("rules", null, default)).Value.Text.ShouldBe(Open);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../etc")]
    [InlineData("a b")]
    public async Task Put_UnderANameThatIsNone_IsRefusedBeforeTheDocumentIsRead(string name)
    {
        var put = await Office.PutAsync(name, "{", null, default);

        (put.Failure!.Code, put.Failure.Path).ShouldBe((FailureCode.Invalid, "/name"));
        put.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, Closed)]
    [InlineData(1L, Open)]
    public async Task RollBack_GoesToTheRevisionBeforeOrTheOneThatIsNamed(long? revision, string text)
    {
        foreach (var document in new[] { Open, Closed, Open + " " }) await Office.PutAsync("rules", document, null, default);

        var back = await Office.RollBackAsync("rules", revision, default);

        (back.Stored!.Revision, back.Stored.Text, back.Stored.Note).ShouldBe((4, text, $"revision {revision ?? 2} again"));
    }

    [Theory]
    [InlineData("rules", null, "The policy 'rules' has no revision before 1.")]
    [InlineData("rules", 0L, "The policy 'rules' has no revision before 1.")]
    [InlineData("rules", 9L, "9")]
    [InlineData("none", null, "none")]
    public async Task RollBack_ToWhatIsNotThere_IsNotFoundAndChangesNothing(string name, long? revision, string said)
    {
        await Office.PutAsync("rules", Open, null, default);

        var back = await Office.RollBackAsync(name, revision, default);

        back.Failure!.Code.ShouldBe(FailureCode.NotFound);
        back.Failure.Message.ShouldContain(said);
        (await _store.Policies.HistoryAsync("rules", default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task RollBack_ToATextThatThisProgramDoesNotUnderstand_IsRefused()
    {
        await _store.Policies.PutAsync("rules", """{"version":"9"}""", null, default);
        await Office.PutAsync("rules", Open, null, default);

        var back = await Office.RollBackAsync("rules", null, default);

        back.Failure!.Code.ShouldBe(FailureCode.Invalid);
        (await _store.Policies.GetAsync("rules", null, default)).Value.Revision.ShouldBe(2);
    }
}
