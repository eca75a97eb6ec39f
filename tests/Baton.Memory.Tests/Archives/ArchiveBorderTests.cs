using System.Text;
using Baton.Memory.Archives;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Server;
using Baton.Memory.Storage;
using Baton.Memory.Tests.Support;

namespace Baton.Memory.Tests.Archives;

/// <summary>Secrets that the borders of chunks cut, wherever the borders lie and whoever sends the chunks.</summary>
public sealed class ArchiveBorderTests : IAsyncLifetime
{
    private const string Token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private Room _room = null!;

    public async ValueTask InitializeAsync() => _room = await Room.OpenAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    /// <summary>A JWT is known by its last part only, which may come long after its first.</summary>
    [Theory]
    [InlineData(100, 100)]
    [InlineData(400, 3000)]
    [InlineData(100, 3000)]
    [InlineData(1000, 20000)]
    public async Task Append_AJwtInPieces_IsRefusedWhenItIsKnown(int piece, int payload)
    {
        var jwt = "the token is eyJhbGciOiJIUzI1NiJ9.eyJ" + new string('x', payload) + ".SflKxwRJSMeKKF2QT4fwpMeJf36";
        var known = jwt.LastIndexOf('.') + 11;
        for (var at = 0; at < known; at += piece)
        {
            var answer = await _room.SendAsync("archive_append", new { key = "k", chunk = jwt[at..Math.Min(at + piece, known)] });
            if (at + piece < known) answer.Failure.ShouldBeNull();
            else answer.Failure.ShouldNotBeNull().Message.ShouldBe("The chunk holds a secret (jwt); an archive is kept as it is or not at all.");
        }
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----|\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\\nMIIEvQI|BADANBgkqhkiG9w0BAQEFAASC\\n")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF|0123456789ABCDEF\n\nMIIEpAIBAAKCAQEA0Z3V")]
    [InlineData("-----BEGIN RSA PRIV|ATE KEY-----\nMIIEpAIBAAKCAQEA0Z3V")]
    [InlineData("postgres://app:s3cr|et@db/x")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDE|NG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("ghp_0123456789|abcdefghijABCDEFGHIJ012345")]
    [InlineData("gh|p_0123456789abcdefghijABCDEFGHIJ012345")]
    public async Task Append_TheRestOfASecret_IsRefused_AndWhatWasThereStays(string pieces)
    {
        var (first, second) = (pieces.Split('|')[0], pieces.Split('|')[1]);
        await _room.SentAsync("archive_append", new { key = "k", chunk = "before " + first });
        (await _room.UnsentAsync(FailureCode.Forbidden, "archive_append", new { key = "k", chunk = second + "\nafter" })).Path.ShouldBe("/chunk");
        (await _room.DoneAsync("archive_read", "{'key':'k'}")).Text("text").ShouldBe("before " + first);
    }

    /// <summary>Text without a break is looked at again as far as it goes, to a bound, and kept.</summary>
    [Fact]
    public async Task Append_TextWithoutABreak_IsKept_HoweverLong()
    {
        for (var i = 0; i < 10; i++) await _room.SentAsync("archive_append", new { key = "k", chunk = new string('x', 20_000) });
        (await _room.DoneAsync("archive_verify", "{'key':'k'}")).At("intact").GetBoolean().ShouldBeTrue();
    }

    /// <summary>Another may have added the first half after this one looked at the end.</summary>
    [Fact]
    public async Task Append_WhileAnotherAddsTheFirstHalf_IsRefused()
    {
        await _room.SentAsync("archive_append", new { key = "k", chunk = "start " });
        var between = new BetweenStore(_room.Store, () => _room.SentAsync("archive_append", new { key = "k", chunk = Token[..20] }));
        var request = new ArchiveAppendRequest { Ref = new RecordRef(null, "k"), Chunk = Encoding.UTF8.GetBytes(Token[20..]) };
        (await MemoryServer.Create(between, _room.Clock).Archives.AppendAsync(_room.Caller(), request, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.Forbidden);
        (await _room.DoneAsync("archive_read", "{'key':'k'}")).Text("text").ShouldBe("start " + Token[..20]);
    }

    /// <summary>Lets something happen between a call's reading and its writing.</summary>
    private sealed class BetweenStore(IMemoryStore store, Func<Task> between) : IMemoryStore
    {
        public ValueTask<T> ReadAsync<T>(Func<IMemoryReader, ValueTask<T>> work, CancellationToken cancellationToken) => store.ReadAsync(work, cancellationToken);

        public async ValueTask<Outcome<T>> WriteAsync<T>(Func<IMemoryWriter, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
        {
            await between();
            return await store.WriteAsync(work, cancellationToken);
        }

        public ValueTask<long> ChangeStampAsync(CancellationToken cancellationToken) => store.ChangeStampAsync(cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
