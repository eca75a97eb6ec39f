using System.Net;
using System.Text;
using System.Text.Json;
using Baton.Memory.Embeddings;
using Baton.Memory.Outcomes;

namespace Baton.Memory.Tests.Embeddings;

/// <summary>What is sent to an endpoint of vectors, and that every way in which it can fail is told as a value.</summary>
public sealed class HttpEmbeddingsTests
{
    private static readonly Uri Url = new("http://embed.example/v1");

    [Fact]
    public async Task Embed_Texts_PostsThemWithModelAndKey()
    {
        var stub = new Stub((_, _) => Json("""{"data":[{"embedding":[1,2]},{"embedding":[3,4]}]}"""));
        var vectors = (await new HttpEmbeddings(new HttpMessageInvoker(stub), new EmbeddingSettings(Url, "mini") { Key = "k3y" }).EmbedAsync(["eins \"zwei\"", "日本"], default)).Value;
        vectors.ShouldBe([[1, 2], [3, 4]]);
        (stub.Method, stub.Address, stub.Authorization, stub.ContentType).ShouldBe(("POST", "http://embed.example/v1/embeddings", "Bearer k3y", "application/json"));
        using var sent = JsonDocument.Parse(stub.Body);
        sent.RootElement.GetProperty("model").GetString().ShouldBe("mini");
        sent.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()).ShouldBe(["eins \"zwei\"", "日本"]);
    }

    [Fact]
    public async Task Embed_WithoutAKey_SendsNoAuthorization()
    {
        var stub = new Stub((_, _) => Json("""{"embeddings":[[1]]}"""));
        (await Of(stub).EmbedAsync(["x"], default)).Succeeded.ShouldBeTrue();
        stub.Authorization.ShouldBeNull();
    }

    [Theory]
    [InlineData(500, "{}", "answered 500")]
    [InlineData(401, "{}", "answered 401")]
    [InlineData(302, "{}", "answered 302")]
    [InlineData(200, "<html>", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"embeddings":[]}""", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"embeddings":[[]]}""", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"embeddings":{"0":[1]}}""", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"data":[{"embedding":["1"]}]}""", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"data":[{"index":0.5,"embedding":[1]}]}""", "did not answer with 1 vectors of one length")]
    [InlineData(200, """{"data":[7]}""", "did not answer with 1 vectors of one length")]
    public async Task Embed_AnAnswerThatIsNone_SaysSoWithTheAddressAndWhatToDo(int status, string body, string why)
        => Told(await Of(new Stub((_, _) => Json(body, status))).EmbedAsync(["x"], default), why);

    [Fact]
    public async Task Embed_AnEndpointThatIsDown_IsSaidNotThrown()
    {
        Told(await Of(new Stub((_, _) => throw new HttpRequestException("refused"))).EmbedAsync(["x"], default), "cannot be reached (refused)");
        Told(await Of(new Stub((_, _) => throw new IOException("reset"))).EmbedAsync(["x"], default), "cannot be reached (reset)");
    }

    [Fact]
    public async Task Embed_AnEndpointThatHangs_IsGivenUpAfterItsTime()
    {
        var stub = new Stub(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        var embeddings = new HttpEmbeddings(new HttpMessageInvoker(stub), new EmbeddingSettings(Url, "m") { Timeout = TimeSpan.FromMilliseconds(100) });
        Told(await embeddings.EmbedAsync(["x"], default), "did not answer within 0.1 s");
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await embeddings.EmbedAsync(["x"], gone.Token));
    }

    /// <summary>An endpoint that does not say how much it will send is stopped all the same.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Embed_AnAnswerWithoutEnd_IsNotReadToItsEnd(bool saysLength)
    {
        var endless = new EndlessStream();
        var stub = new Stub((_, _) =>
        {
            var content = new StreamContent(endless);
            if (saysLength) content.Headers.ContentLength = 65L << 20;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        });
        Told(await Of(stub).EmbedAsync(["x"], default), "answered with too much");
        endless.Given.ShouldBeLessThan(66L << 20);
    }

    private static HttpEmbeddings Of(Stub stub) => new(new HttpMessageInvoker(stub), new EmbeddingSettings(Url, "m"));

    private static void Told(Outcome<float[][]> outcome, string why)
    {
        var failure = outcome.Failure.ShouldNotBeNull();
        (failure.Code, failure.Message).ShouldBe((FailureCode.StoreUnavailable, $"The embeddings endpoint http://embed.example/v1/embeddings {why}."));
        failure.Hint.ShouldNotBeNull().ShouldContain("baton config unset embeddings.url");
    }

    private static Task<HttpResponseMessage> Json(string body, int status = 200)
        => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private sealed class Stub(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public string? Method { get; private set; }

        public string? Address { get; private set; }

        public string? Authorization { get; private set; }

        public string? ContentType { get; private set; }

        public byte[] Body { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Method, Address, Authorization) = (request.Method.Method, request.RequestUri!.ToString(), request.Headers.Authorization?.ToString());
            ContentType = request.Content!.Headers.ContentType!.ToString();
            Body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            return await answer(request, cancellationToken);
        }
    }

    /// <summary>Gives 80 MiB, so that a reader that takes all of it ends too.</summary>
    private sealed class EndlessStream : Stream
    {
        private const long Most = 80L << 20;

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, Most - Given);
            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
