using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Toolsets;

public sealed class AdminToolsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Admin_OfAGrantThatHasIt_ReadsTheAuditLogAndExportsAndOthersDoNotSeeIt()
    {
        await File.WriteAllTextAsync(_folder.At("open.json"), """{"version":"1","default":"allow"}""", TestContext.Current.CancellationToken);
        await DoneAsync("policy", "put", "open", _folder.At("open.json"));
        await DoneAsync("grant", "add", "auditor", "--server", "memory=open", "--toolsets", "core,admin");
        await DoneAsync("handoff", "save", "work", "--project", "p", "--key", "k");

        await using var auditor = await StdioBaton.StartAsync(_folder.Data, "--grant", "auditor", "--toolsets", "core,admin");
        await auditor.CallAsync("memory_search", new JsonObject { ["query"] = "anything" });
        var rows = (await auditor.CallAsync("admin_audit", new JsonObject { ["tool"] = "memory_search" })).Content["rows"]!.AsArray();
        rows.ShouldNotBeEmpty();
        rows[^1]!["grant"]!.GetValue<string>().ShouldBe("auditor");
        var exported = (await auditor.CallAsync("admin_export", new JsonObject())).Content["lines"]!.GetValue<string>();
        exported.ShouldStartWith("{\"baton_export\":1}\n");
        exported.ShouldContain("\"summary\":\"work\"");

        await using var local = await StdioBaton.StartAsync(_folder.Data, "--toolsets", "core,admin");
        (await local.CallAsync("admin_export", new JsonObject())).RpcCode.ShouldNotBeNull();
    }

    private async Task DoneAsync(params string[] arguments)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        run.Code.ShouldBe(0, run.Error);
    }
}
