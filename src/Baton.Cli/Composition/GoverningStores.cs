using Baton.Cli.Configuration;
using Baton.Cli.Data;
using Baton.Gateway.Audit;
using Baton.Gateway.Governance;
using Baton.Gateway.Keys;
using Baton.Gateway.Limits;
using Baton.Memory.Outcomes;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Audit;
using Baton.Storage.Sqlite.Gateway;

namespace Baton.Cli.Composition;

/// <summary>What governs a data folder: who may do what, and what was done; with the keys that both need.</summary>
internal sealed class GoverningStores : IAsyncDisposable
{
    private GoverningStores(SqliteGatewayStore gateway, SqliteAuditStore audit, AuditKeys auditKeys, GatewaySettings settings, DataFolder folder)
    {
        DataFolder = folder.Path;
        PolicyFolder = folder.File(settings.Policies);
        Gateway = gateway;
        Audit = audit;
        AuditKeys = auditKeys;
        Settings = settings;
    }

    public SqliteGatewayStore Gateway { get; }

    public SqliteAuditStore Audit { get; }

    public AuditKeys AuditKeys { get; }

    public GatewaySettings Settings { get; }

    /// <summary>Where everything lies, and what is too large to be held for a while.</summary>
    public string DataFolder { get; }

    /// <summary>Where policy files lie.</summary>
    public string PolicyFolder { get; }

    /// <summary>Opens both, making what is missing.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="environment">Says where the keys are.</param>
    /// <param name="time">Their clock.</param>
    /// <param name="log">Takes a line for the operator.</param>
    /// <exception cref="StoreUnavailableException">A file, a key or the settings cannot be used.</exception>
    public static async Task<GoverningStores> OpenAsync(DataFolder folder, Func<string, string?> environment, TimeProvider time, Action<string> log)
    {
        var settings = AuditConfiguration.Complete(Usable(GatewaySettings.Read(folder.File(GatewaySettings.FileName))), SettingsFile.Of(folder));
        var config = PlatformFolders.Current.ConfigHome(environment);
        var auditKeys = new AuditKeys(Key(KeyFolder.AuditKey(environment, config)));
        var gatewayKeys = new GatewayKeys(Key(KeyFolder.SecretKey(environment, config)));
        var audit = Task.Run(() => SqliteAuditStore.Open(
            folder, auditKeys, settings.Audit, time, failed => log($"baton: an audit row was lost: {failed.Message}")));
        var gateway = Task.Run(() => SqliteGatewayStore.Open(folder, gatewayKeys, time, jump => audit.Result.Post(Jumped(jump))));
        try
        {
            return new GoverningStores(await gateway, await audit, auditKeys, settings, folder);
        }
        catch
        {
            await Abandoned.DisposeAsync(gateway);
            await Abandoned.DisposeAsync(audit);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Audit.DisposeAsync();
    }

    private static KeyMaterial Key(string path)
    {
        try
        {
            return Usable(KeyFile.Open(path));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException && failed is not StoreUnavailableException)
        {
            throw new StoreUnavailableException(
                $"The key file {path} cannot be used: {failed.Message} Keys are kept outside the data folder; {KeyFolder.AuditVariable} and "
                + $"{KeyFolder.SecretVariable} name other places.", failed);
        }
    }

    private static T Usable<T>(Outcome<T> outcome) => outcome.TryGet(out var value, out var failure)
        ? value
        : throw new StoreUnavailableException(failure.Hint is null ? failure.Message : $"{failure.Message} {failure.Hint}");

    private static AuditEntry Jumped(ClockJump jump) => new()
    {
        Kind = AuditKind.Event,
        Outcome = "clock_jumped",
        Code = "clock_jumped",
        Message = $"The clock went from {jump.From:O} to {jump.To:O}, {(long)jump.Jump.TotalSeconds} s more than passed; limits may have been emptied early.",
    };
}
