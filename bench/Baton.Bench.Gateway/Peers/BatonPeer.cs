using System.Diagnostics;
using System.Text.Json;

namespace Baton.Bench.Gateway.Peers;

/// <summary>Baton as a user sets it up: a grant, a policy of three rules and two limits, every call in the audit log.</summary>
internal static class BatonPeer
{
    private const string Policy = """
        {"version":"1","default":"deny","tools":{"*_note":{
          "require":[{"conditions":[{"path":"args.key","op":"regex","value":"[a-z0-9-]+","full":true}]},{"conditions":[{"path":"args.n","op":"gte","value":0}]}],
          "deny_if":[{"conditions":[{"path":"args.key","op":"eq","value":"forbidden"}]}],
          "limits":[{"counter":"per_minute","window":"minute","max":10000000,"scope":"grant"},{"counter":"per_day","window":"day","max":100000000,"scope":"grant"}]}}}
        """;

    /// <summary>Starts it in front of a server that is registered by what stands after its name on the command line.</summary>
    public static async Task<Peer> StartAsync(string name, string data, params string[] server)
    {
        Directory.CreateDirectory(data);
        var policy = Path.Combine(data, "rules.json");
        await File.WriteAllTextAsync(policy, Policy);
        await RunAsync(data, ["server", "add", "notes", .. server]);
        await RunAsync(data, ["policy", "put", "rules", policy]);
        using var grant = JsonDocument.Parse(await RunAsync(data, ["grant", "add", "bench", "--server", "notes=rules", "--json"]));
        var (child, said) = await Child.StartAsync(Places.Baton, "up", "--urls", "http://127.0.0.1:0", "--json", "--data", data);
        using var started = JsonDocument.Parse(said);
        return new Peer(name, new Uri(started.RootElement.GetProperty("urls")[0].GetString() + "/mcp/notes"), child, grant.RootElement.GetProperty("token").GetString());
    }

    private static async Task<string> RunAsync(string data, string[] arguments)
    {
        var start = new ProcessStartInfo(Places.Baton, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BATON_DATA"] = data;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"baton {string.Join(' ', arguments)}: {await error}");
    }
}
