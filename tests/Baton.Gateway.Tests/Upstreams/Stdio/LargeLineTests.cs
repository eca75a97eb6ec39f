using System.IO.Pipelines;
using System.Text;
using Baton.Gateway.Edge.Stdio;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Relays;
using Baton.Gateway.Upstreams.Stdio;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Tests.Upstreams.Stdio;

/// <summary>A server's line that is too long to be held: whose answer it is must be certain before a byte of it goes on.</summary>
public sealed class LargeLineTests : IDisposable
{
    private const int Limit = 1000;

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-spool-").FullName;
    private RelayOptions _options = new() { Requests = new NoServerRequests("nobody asks"), MaxMessageBytes = Limit };

    private readonly WaitingCalls _waiting = new();
    private readonly Listening _client = new();

    public void Dispose() => Directory.Delete(_folder);

    private static string Text(int length) => new('x', length);

    private Waiting Begin(string? mustBeWhole = null)
    {
        var call = new Call
        {
            RequestId = "r",
            Envelope = Messages.Read("""{"jsonrpc":"2.0","id":"theirs","method":"tools/call","params":{"name":"t"}}"""),
            Caller = Gateways.Local,
            Connection = CallBuilder.InSession("""{"jsonrpc":"2.0","id":1,"method":"ping"}""").Connection,
            Revision = Baton.Protocol.Revisions.Revision.V20251125,
            Channel = _client,
            MustBeWhole = mustBeWhole,
        };
        return _waiting.Begin(call);
    }

    /// <summary>What is left of the server's lines to be read as whole messages.</summary>
    private async Task<List<Line>> TakeAsync(params string[] lines)
    {
        var reader = new LineReader(new Trickle(Encoding.UTF8.GetBytes(string.Concat(lines)), atOnce: 64), Limit, 100);
        using var large = new LargeLine("rec", _waiting, _options);
        var whole = new List<Line>();
        while (await reader.ReadAsync(CancellationToken.None) is { Kind: not LineKind.End } line)
        {
            var taken = line.Kind is LineKind.Part or LineKind.LastPart ? await large.TakeAsync(line, CancellationToken.None) : line;
            if (taken is { } found) whole.Add(found);
        }
        return whole;
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"TEXT\"}\n")]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"id\":1}\r\n")]
    public async Task Line_OfTheOnlyCall_IsPassedOnUnderTheClientsId(string line)
    {
        var waiting = Begin();

        (await TakeAsync(line.Replace("TEXT", Text(5000), StringComparison.Ordinal))).ShouldBeEmpty();

        (await waiting.Answer).ShouldBe(new Reply.Streamed(5002));
        (await _client.AnsweredAsync()).ShouldBe($"{{\"jsonrpc\":\"2.0\",\"id\":\"theirs\",\"result\":\"{Text(5000)}\"}}");
    }

    [Fact]
    public async Task Line_WhoseIdComesLast_AndOneOfTwoCallsIsMeant_IsPutTogether()
    {
        Begin();
        Begin();

        var lines = await TakeAsync($"{{\"result\":\"{Text(300)}\",\"jsonrpc\":\"2.0\",\"id\":2}}\n", $"{{\"result\":\"{Text(3000)}\",\"jsonrpc\":\"2.0\",\"id\":2}}\n", "{}\n");

        lines.Select(line => line.Kind).ShouldBe([LineKind.Content, LineKind.TooLong, LineKind.Content]);
        Encoding.UTF8.GetString(lines[0].Content.Span).ShouldBe($"{{\"result\":\"{Text(300)}\",\"jsonrpc\":\"2.0\",\"id\":2}}");
        _client.Answers.ShouldBe(0);
    }

    [Fact]
    public async Task Line_OverTheLimit_WhoseIdComesLast_WaitsInAFileForItsCall_AndTheNextIsRead()
    {
        _options = _options with { SpoolFolder = _folder };
        var (one, two) = (Begin(), Begin());

        var lines = await TakeAsync($"{{\"result\":\"{Text(500_000)}\",\"jsonrpc\":\"2.0\",\"id\":2}}\r\n", $"{{\"result\":\"{Text(300)}\",\"jsonrpc\":\"2.0\",\"id\":1}}\n");

        lines.ShouldHaveSingleItem().Kind.ShouldBe(LineKind.Content);
        (await two.Answer).ShouldBe(new Reply.Streamed(500_002));
        (await _client.AnsweredAsync()).ShouldBe($"{{\"jsonrpc\":\"2.0\",\"id\":\"theirs\",\"result\":\"{Text(500_000)}\"}}");
        one.Answer.IsCompleted.ShouldBeFalse();
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Line_OverTheLimit_OfACallThatWasGivenUp_HarmsNobodyElse()
    {
        _options = _options with { SpoolFolder = _folder };
        _waiting.Forget(Begin());
        var left = Begin();

        (await TakeAsync($"{{\"result\":\"{Text(5000)}\",\"jsonrpc\":\"2.0\",\"id\":1}}\n")).ShouldBeEmpty();

        (left.Answer.IsCompleted, _client.Answers).ShouldBe((false, 0));
    }

    [Fact]
    public async Task Line_OverTheLimit_ThatMustBeWhole_IsRefusedToItsCallAlone()
    {
        _options = _options with { SpoolFolder = _folder };
        var (one, two) = (Begin(), Begin("a rule looks at it"));

        (await TakeAsync($"{{\"result\":\"{Text(5000)}\",\"jsonrpc\":\"2.0\",\"id\":2}}\n")).ShouldBeEmpty();

        (await two.Answer).ShouldBeOfType<Reply.Failed>().Error.Message.ShouldContain("1000 bytes, which is the limit where a rule looks at it");
        (one.Answer.IsCompleted, _client.Answers).ShouldBe((false, 0));
    }

    [Theory]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"id\":2,\"id\":2}\n", 10_000, true)]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\"}\n", 10_000, true)]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"method\":\"x\",\"id\":2}\n", 10_000, true)]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"id\":2}\n", 5_000, true)]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"id\":2}\n", 10_000, false)]
    public async Task Line_OverTheLimit_ThatIsNoResult_IsTooLarge_OrHasNoFolder_IsTooLong(string line, int most, bool hasFolder)
    {
        _options = _options with { SpoolFolder = hasFolder ? _folder : Path.Combine(_folder, "none"), MaxSpooledBytes = most };
        Begin();
        Begin();

        var lines = await TakeAsync(line.Replace("TEXT", Text(5000), StringComparison.Ordinal), "{}\n");

        lines.Select(found => found.Kind).ShouldBe([LineKind.TooLong, LineKind.Content]);
        _client.Answers.ShouldBe(0);
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Line_OverTheLimit_ThatTheServerDoesNotEnd_LeavesNothing()
    {
        _options = _options with { SpoolFolder = _folder };
        Begin();
        Begin();

        (await TakeAsync($"{{\"result\":\"{Text(5000)}")).ShouldBeEmpty();

        (_client.Answers, Directory.GetFiles(_folder).Length).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Line_WhoseIdComesFirst_FindsItsCallAmongOthers()
    {
        var one = Begin();
        var two = Begin();

        await TakeAsync($"{{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"{Text(5000)}\"}}\n");

        (await two.Answer).ShouldBeOfType<Reply.Streamed>();
        one.Answer.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Line_AfterACallThatWasGivenUp_IsNotTakenForTheOneThatIsLeft()
    {
        _waiting.Forget(Begin());
        Begin();

        var lines = await TakeAsync($"{{\"result\":\"{Text(5000)}\",\"jsonrpc\":\"2.0\",\"id\":1}}\n");

        lines.ShouldHaveSingleItem().Kind.ShouldBe(LineKind.TooLong);
        _client.Answers.ShouldBe(0);
    }

    [Fact]
    public async Task Line_ThatMustBeWhole_IsPutTogether()
    {
        Begin("a rule looks at it");

        (await TakeAsync($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"{Text(300)}\"}}\r\n")).ShouldHaveSingleItem().Content.Span[^1].ShouldBe((byte)'}');
        _client.Answers.ShouldBe(0);
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"TEXT\",\"id\":1}\n", "stands twice")]
    [InlineData("{\"result\":\"TEXT\",\"jsonrpc\":\"2.0\",\"id\":7}\n", "another request")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"TEXT\"\n", "ends before it is whole")]
    public async Task Line_ThatTurnsOutWrong_IsNeverWhole_AndTheNextIsRead(string line, string part)
    {
        var waiting = Begin();

        (await TakeAsync(line.Replace("TEXT", Text(5000), StringComparison.Ordinal), "{}\n")).ShouldHaveSingleItem();

        (await waiting.Answer).ShouldBeOfType<Reply.Failed>().Error.Message.ShouldContain(part);
        (await _client.AnsweredAsync()).ShouldNotEndWith("\"}");
        _client.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Line_ThatTheServerDoesNotEnd_IsBrokenOff()
    {
        Begin();

        (await TakeAsync($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"{Text(5000)}")).ShouldBeEmpty();

        await _client.AnsweredAsync();
        _client.IsWhole.ShouldBeFalse();
    }

    private sealed class Listening : IReplyChannel
    {
        private Task<string>? _reading;
        private StreamedAnswer? _answer;

        public int Answers { get; private set; }

        public bool IsWhole => _answer!.IsWhole;

        public Task<string> AnsweredAsync() => _reading!.WaitAsync(Patience.Limit);

        public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask AnswerAsync(StreamedAnswer answer, CancellationToken cancellationToken)
        {
            Answers++;
            _answer = answer;
            _reading = ReadAsync(answer);
            return ValueTask.CompletedTask;
        }

        private static async Task<string> ReadAsync(StreamedAnswer answer)
        {
            var text = new StringBuilder();
            await foreach (var piece in answer.ReadAsync(CancellationToken.None)) text.Append(Encoding.UTF8.GetString(piece.Span));
            return text.ToString();
        }
    }
}
