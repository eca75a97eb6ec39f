using Baton.Cli.Application;
using Baton.Gateway.Audit;
using Baton.Gateway.Locks;
using Baton.Gateway.Policies;
using Baton.Memory.Outcomes;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Cli.Composition;

/// <summary>An operator at the command line: the governing stores of a data folder, and the audit of what is changed in them.</summary>
internal sealed class Operator : IAsyncDisposable
{
    private readonly GoverningStores _stores;
    private readonly string _name;

    private Operator(GoverningStores stores, string name)
    {
        _stores = stores;
        _name = name;
        PolicyFiles = new PolicyFolder(stores.PolicyFolder, new FilePolicies([]), static _ => { });
    }

    public SqliteGatewayStore Gateway => _stores.Gateway;

    public SqliteAuditStore Audit => _stores.Audit;

    public AuditOptions AuditOptions => _stores.Settings.Audit;

    /// <summary>The policies that lie in files, before those of the store.</summary>
    public PolicyFolder PolicyFiles { get; }

    /// <summary>Who decides, for records.</summary>
    public string Name => _name;

    /// <summary>For commands that only look.</summary>
    public static async Task<Operator> OpenAsync(CommandRun run)
    {
        if (run.Has(run.Context.Options.Url))
        {
            throw new CliException(CliFailure.Usage("this is done on the machine that holds the data folder.", "Leave --baton-url out and run it there."));
        }
        var stores = await GoverningStores.OpenAsync(run.DataFolder(), run.Context.Environment, run.Context.Time, run.Error.WriteLine);
        return new Operator(stores, run.Context.Environment("USER") ?? run.Context.Environment("USERNAME") ?? "operator");
    }

    /// <summary>For commands that change something: they need the passphrase where Baton is locked.</summary>
    public static async Task<Operator> OpenToChangeAsync(CommandRun run)
    {
        var opened = await OpenAsync(run);
        try
        {
            var guard = new OperatorLock(opened.Gateway.Lock);
            if (await guard.IsLockedAsync(run.Cancellation)) Require(await guard.CheckAsync(Passphrase.Current(run), run.Cancellation));
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Records what the operator did; a change that cannot be recorded is reported, since it has been made.</summary>
    public async Task RecordAsync(AuditEntry entry) => await Audit.AppendAsync(entry);

    /// <summary>A row about something the operator did.</summary>
    public AuditEntry Did(string what, string message) => new()
    {
        Kind = AuditKind.Event,
        Outcome = what,
        Principal = _name,
        Address = "cli",
        Message = message,
    };

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    private static void Require(Failure? refused)
    {
        if (refused is not null) throw new CliException(CliFailure.Of(refused));
    }
}
