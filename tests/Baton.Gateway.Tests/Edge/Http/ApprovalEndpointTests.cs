using System.Net;
using System.Text.Json;
using Baton.Gateway.Approvals;
using Baton.Gateway.Edge.Http;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Edge.Http;

/// <summary>The page of a request, reached by the address in the refusal.</summary>
public sealed class ApprovalEndpointTests
{
    private const string Asking = """{"version":"1","default":"deny","tools":{"note_save":{"approval":{"by":"operator","wait":"0s","timeout":"30m"}}}}""";
    private const string Arguments = """{"key":"a","text":"b"}""";

    [Fact]
    public async Task Refusal_OverHttp_NamesTheRequestsPage()
    {
        await using var gateway = await Governed.StartAsync(Asking);

        var approval = await AskAsync(gateway);

        approval.At("url").ShouldBe($"{gateway.Peer.Address}/approvals/{approval.At("id")}");
    }

    [Fact]
    public async Task Page_FollowsTheRequest_FromPendingToUsed()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);
        (await PageAsync(gateway, approval)).ShouldContain("Approval: pending");

        (await gateway.Store.Approvals.DecideAsync(approval.At("id"), new ApprovalAnswer(true, "ada", null), default)).Failure.ShouldBeNull();
        (await PageAsync(gateway, approval)).ShouldContain("Approval: approved");

        (await gateway.IsAllowedAsync("note_save", Arguments)).ShouldBeTrue();
        (await PageAsync(gateway, approval)).ShouldContain("Approval: used");
    }

    [Fact]
    public async Task Page_OfADenial_DoesNotTellTheReason()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);
        await gateway.Store.Approvals.DecideAsync(approval.At("id"), new ApprovalAnswer(false, "ada", "Salaries are secret."), default);

        var page = await PageAsync(gateway, approval);

        page.ShouldContain("Approval: denied");
        page.ShouldNotContain("Salaries");
    }

    [Theory]
    [InlineData("a_01JD0000000000000000000000")]
    [InlineData("a_")]
    [InlineData("%3Cscript%3E")]
    public async Task Page_OfNoRequest_Is404(string id)
    {
        await using var gateway = await Governed.StartAsync(Asking);
        await AskAsync(gateway);

        using var response = await GetAsync(gateway, $"{gateway.Peer.Address}/approvals/{id}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBe(ApprovalPage.Unknown);
    }

    [Fact]
    public async Task Page_OfABeginningOfAnId_Is404_ThoughTheOperatorMayTypeOne()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);
        var beginning = approval.At("id")[..20];
        (await gateway.Store.Approvals.FindAsync(beginning, default)).Value.Id.ShouldBe(approval.At("id"));

        using var response = await GetAsync(gateway, $"{gateway.Peer.Address}/approvals/{beginning}");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Page_MayNotBeKeptFramedOrFed()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);

        using var response = await GetAsync(gateway, approval.At("url"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldBe(ApprovalPage.ContentSecurity);
        response.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        response.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
    }

    [Theory]
    [InlineData("Host: evil.example")]
    [InlineData("Origin: https://evil.example")]
    public async Task Page_AskedForByAForeignPage_Is403(string header)
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);

        using var response = await GetAsync(gateway, approval.At("url"), header);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync()).ShouldContain("evil.example");
    }

    [Fact]
    public async Task Page_PostedTo_IsRefused_AndChangesNothing()
    {
        await using var gateway = await Governed.StartAsync(Asking);
        var approval = await AskAsync(gateway);

        using var response = await gateway.Peer.SendAsync(new HttpRequestMessage(HttpMethod.Post, approval.At("url")));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await gateway.Store.Approvals.FindAsync(approval.At("id"), default)).Value.State.ShouldBe(ApprovalState.Pending);
    }

    private static async Task<JsonElement> AskAsync(Governed gateway) => (await gateway.DeniedAsync("note_save", Arguments)).GetProperty("approval");

    private static async Task<string> PageAsync(Governed gateway, JsonElement approval)
    {
        using var response = await GetAsync(gateway, approval.At("url"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> GetAsync(Governed gateway, string address, params string[] headers)
        => gateway.Peer.SendAsync(HttpPeer.With(new HttpRequestMessage(HttpMethod.Get, address), headers));
}
