using System.Text.Json;
using Baton.Cli.Application;
using Baton.Cli.Output;
using Baton.Gateway.Grants;

namespace Baton.Cli.Grants;

/// <summary>Shows grants, to people and as JSON; never a secret but the one just made.</summary>
internal static class GrantPrinter
{
    public static void Issued(CommandRun run, IssuedGrant issued)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteString("id", issued.Grant.Id);
                json.WriteString("label", issued.Grant.Label);
                json.WriteString("token", issued.Token);
                Fields(json, issued.Grant);
            });
            return;
        }
        run.Out.WriteLine(issued.Token);
        run.Error.WriteLine("This token is shown once. Clients send it as 'Authorization: Bearer TOKEN'.");
    }

    public static void Write(CommandRun run, Grant grant, DateTimeOffset now) => run.WriteJson(json =>
    {
        json.WriteString("id", grant.Id);
        json.WriteString("label", grant.Label);
        json.WriteString("status", Status(grant, now));
        Fields(json, grant);
    });

    public static void Print(CommandRun run, Grant grant, DateTimeOffset now)
    {
        var lines = new (string Name, string Value)[]
        {
            ("label", grant.Label), ("id", grant.Id), ("status", Status(grant, now)), ("principal", grant.Principal),
            ("servers", Servers(grant)), ("projects", grant.Projects.IsEmpty ? "all" : string.Join(", ", grant.Projects)),
            ("roles", string.Join(", ", grant.Roles)), ("toolsets", string.Join(", ", grant.Toolsets)), ("dialect", grant.Dialect ?? ""),
            ("expires", grant.ExpiresAt is { } end ? $"{end:u}" : "never"), ("revoked", grant.RevokedAt is { } revoked ? $"{revoked:u}" : ""),
        };
        foreach (var (name, value) in lines.Where(line => line.Value.Length > 0)) run.Out.WriteLine(Printable.For(run.Context.Terminal, $"{name,-10} {value}"));
    }

    public static string Servers(Grant grant) => string.Join(", ", grant.Servers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    public static string Status(Grant grant, DateTimeOffset now)
        => grant.RevokedAt is not null ? "revoked" : grant.IsInForce(now) ? "active" : "expired";

    private static void Fields(Utf8JsonWriter json, Grant grant)
    {
        json.WriteString("principal", grant.Principal);
        json.WriteStartObject("servers");
        foreach (var (server, policy) in grant.Servers.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(server, policy);
        json.WriteEndObject();
        List(json, "projects", grant.Projects);
        List(json, "roles", grant.Roles);
        List(json, "toolsets", grant.Toolsets);
        if (grant.Dialect is { } dialect) json.WriteString("dialect", dialect);
        if (grant.ExpiresAt is { } expires) json.WriteString("expires_at", expires);
        if (grant.RevokedAt is { } revoked) json.WriteString("revoked_at", revoked);
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
