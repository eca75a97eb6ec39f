using System.Net;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Gateway.Tests.Support;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;

namespace Baton.Gateway.Tests.Audit;

public sealed class AuditHeadsTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("baton-heads-").FullName;
    private readonly SqliteAuditStore _store;
    private readonly List<string> _problems = [];

    public AuditHeadsTests() => _store = SqliteAuditStore.Open(
        new DataFolder(Path.Combine(_folder, "data")), new AuditKeys(KeyMaterial.New()), new AuditOptions(), TimeProvider.System, failure => throw failure);

    [Fact]
    public async Task Send_ToAFile_AddsALineOnlyWhenTheChainHasGrown()
    {
        var file = Path.Combine(_folder, "heads.jsonl");
        await using var heads = new AuditHeads(_store, file, TimeProvider.System, _problems.Add);
        await _store.AppendAsync(Entry());
        await heads.SendAsync();
        await heads.SendAsync();
        await _store.AppendAsync(Entry());
        await heads.SendAsync();

        var sent = File.ReadAllLines(file).Select(line => AuditHeadText.Read(line)!).ToList();

        sent.Select(head => head.Sequence).ShouldBe([1, 2]);
        _store.Verify(sent, default).ShouldBe(new AuditVerdict(null, 2, 1, 2, 2));
    }

    [Fact]
    public async Task Dispose_SendsTheLastHead()
    {
        var file = Path.Combine(_folder, "heads.jsonl");
        await using (new AuditHeads(_store, file, TimeProvider.System, _problems.Add)) await _store.AppendAsync(Entry());

        AuditHeadText.Read(File.ReadAllLines(file).Single())!.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Send_ToAUrl_PostsIt()
    {
        using var listener = new HttpListener();
        var address = FreePort.Address();
        listener.Prefixes.Add(address);
        listener.Start();
        await using var heads = new AuditHeads(_store, address, TimeProvider.System, _problems.Add);
        await _store.AppendAsync(Entry());

        var sending = heads.SendAsync();
        var request = await listener.GetContextAsync();
        using var reader = new StreamReader(request.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        request.Response.Close();
        await sending;

        AuditHeadText.Read(body.TrimEnd())!.Sequence.ShouldBe(1);
        _problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_ToNowhere_IsReportedAndMadeUpFor()
    {
        var file = Path.Combine(_folder, "absent", "heads.jsonl");
        await using var heads = new AuditHeads(_store, file, TimeProvider.System, _problems.Add);
        await _store.AppendAsync(Entry());
        await heads.SendAsync();
        _problems.ShouldHaveSingleItem().ShouldContain(file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        await heads.SendAsync();

        AuditHeadText.Read(File.ReadAllLines(file).Single())!.Sequence.ShouldBe(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static AuditEntry Entry() => new() { Kind = AuditKind.Event, Outcome = "test" };
}
