using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Tests.Support;
using Baton.Gateway.Upstreams.Http;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Upstreams.Http;

/// <summary>Each way in which a server gives no answer has a word of its own, and says whether anything can have reached it.</summary>
public sealed class HttpFailureWordTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly HttpFailure _failure;

    public HttpFailureWordTests() => _failure = new HttpFailure("rec", _time);

    public static TheoryData<string, string, bool> Exceptions => new()
    {
        { "timeout", "connect_timeout", true },
        { "cancelled", "connect_timeout", false },
        { "name", "dns", true },
        { "tls", "tls", true },
        { "proxy", "proxy", true },
        { "refused", "refused", true },
        { "lost", "unreachable", true },
        { "nonsense", "nonsense", false },
        { "ended", "broken_off", false },
        { "io", "broken_off", false },
        { "unknown", "broken_off", false },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Of_Exception_HasItsWord_AndSaysWhetherItWasSent(string kind, string cause, bool beforeSending)
    {
        var failed = Failure(kind);
        var text = _failure.Of(failed).Text();
        text.ShouldContain($"\"cause\":\"{cause}\"");
        text.ShouldContain("The server 'rec' ");
        HttpFailure.IsBeforeSending(failed).ShouldBe(beforeSending);
    }

    [Theory]
    [InlineData("tls", "the TLS connection failed (bad certificate).")]
    [InlineData("lost", "cannot be reached: no route.")]
    [InlineData("ended", "whether it did what was asked is not known")]
    public void Of_Exception_SaysTheInnermostReason(string kind, string words) => _failure.Of(Failure(kind)).Text().ShouldContain(words);

    [Theory]
    [InlineData(200, false)]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(399, true)]
    [InlineData(400, false)]
    [InlineData(401, true)]
    [InlineData(402, false)]
    [InlineData(403, true)]
    [InlineData(404, false)]
    [InlineData(407, true)]
    [InlineData(429, true)]
    [InlineData(500, false)]
    [InlineData(503, true)]
    public void IsAboutTheGateway_Status_IsThatOfCredentialsLoadAndRedirects(int status, bool isAbout)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        HttpFailure.IsAboutTheGateway(response).ShouldBe(isAbout);
    }

    [Theory]
    [InlineData(300, "redirect")]
    [InlineData(399, "redirect")]
    [InlineData(400, "status")]
    [InlineData(401, "credentials")]
    [InlineData(403, "credentials")]
    [InlineData(404, "no_endpoint")]
    [InlineData(405, "no_endpoint")]
    [InlineData(410, "no_endpoint")]
    [InlineData(429, "busy")]
    [InlineData(503, "busy")]
    [InlineData(502, "status")]
    public void Status_HasItsWordAndItsNumber(int status, string cause)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        var text = _failure.Status(response).Text();
        text.ShouldContain($"\"cause\":\"{cause}\"");
        text.ShouldContain($"{status}");
    }

    [Theory]
    [InlineData("1", "1000")]
    [InlineData("3599", "3599000")]
    [InlineData("3600", "3600000")]
    [InlineData("999999", "3600000")]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Status_Busy_SaysWhenToTryAgain_AnHourAtMost(string? after, string? wait)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        if (after is not null) response.Headers.TryAddWithoutValidation("Retry-After", after);
        var text = _failure.Status(response).Text();
        if (wait is null) text.ShouldNotContain("retry_after_ms");
        else text.ShouldContain($"\"retry_after_ms\":{wait}}}");
    }

    /// <summary>An instant is counted from the server's own clock where it tells it (RFC 9110, 10.2.3), since the two may differ.</summary>
    [Theory]
    [InlineData(90, null, "90000")]
    [InlineData(90, 60, "30000")]
    [InlineData(90, -3600, "3600000")]
    [InlineData(7200, null, "3600000")]
    [InlineData(0, null, null)]
    [InlineData(-90, null, null)]
    [InlineData(90, 120, null)]
    public void Status_BusyUntilAnInstant_SaysWhenToTryAgain(int seconds, int? serverIsAhead, string? wait)
    {
        var now = _time.GetUtcNow();
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture));
        if (serverIsAhead is { } ahead) response.Headers.Date = now.AddSeconds(ahead);

        var text = _failure.Status(response).Text();

        if (wait is null) text.ShouldNotContain("retry_after_ms");
        else text.ShouldContain($"\"retry_after_ms\":{wait}}}");
    }

    [Fact]
    public void Ends_HaveTheirWords()
    {
        _failure.Silent(TimeSpan.FromSeconds(1.5)).Text().ShouldContain("said nothing for 1.5 s");
        _failure.Ended().Text().ShouldContain("\"cause\":\"broken_off\"");
        _failure.Closed().Text().ShouldContain("\"cause\":\"closed\"");
        _failure.Nonsense("it sings").Text().ShouldContain("what is no answer: it sings.");
    }

    private static Exception Failure(string kind) => kind switch
    {
        "timeout" => new OperationCanceledException("late", new TimeoutException()),
        "cancelled" => new OperationCanceledException(),
        "name" => new HttpRequestException(HttpRequestError.NameResolutionError),
        "tls" => new HttpRequestException(HttpRequestError.SecureConnectionError, "outer", new IOException("middle", new InvalidOperationException("bad certificate."))),
        "proxy" => new HttpRequestException(HttpRequestError.ProxyTunnelError),
        "refused" => new HttpRequestException(HttpRequestError.ConnectionError, "outer", new SocketException((int)SocketError.ConnectionRefused)),
        "lost" => new HttpRequestException(HttpRequestError.ConnectionError, "no route."),
        "nonsense" => new HttpRequestException(HttpRequestError.InvalidResponse),
        "ended" => new HttpRequestException(HttpRequestError.ResponseEnded),
        "io" => new IOException("gone"),
        _ => new HttpRequestException("who knows"),
    };
}
