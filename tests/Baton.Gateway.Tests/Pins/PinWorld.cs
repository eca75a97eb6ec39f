using System.Collections.Immutable;
using Baton.Catalog.Definitions;
using Baton.Gateway.Audit;
using Baton.Gateway.Keys;
using Baton.Gateway.Pins;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite.Gateway;
using Baton.TestSupport;

namespace Baton.Gateway.Tests.Pins;

/// <summary>Pin books on one real store, and what they recorded.</summary>
internal sealed class PinWorld : IAsyncDisposable, IAuditLog
{
    public const string Server = "notes";

    private readonly string _folder = Directory.CreateTempSubdirectory("baton-pins-").FullName;

    public PinWorld(bool mustBeReviewed = false)
    {
        MustBeReviewed = mustBeReviewed;
        Store = SqliteGatewayStore.Open(new DataFolder(_folder), new GatewayKeys(KeyMaterial.New()), Time);
        Book = NewBook();
    }

    public ManualTimeProvider Time { get; } = new();

    public SqliteGatewayStore Store { get; }

    public PinBook Book { get; }

    public bool MustBeReviewed { get; }

    public List<AuditEntry> Recorded { get; } = [];

    public static DeclaredTool Read { get; } = new("read_note", Description: "Reads one note.");

    public static DeclaredTool Write { get; } = new("write_note", Description: "Writes one note.");

    /// <summary>Another process on the same store.</summary>
    public PinBook NewBook() => new(Store.Pins, this, name => new PinSubject(name, MustBeReviewed));

    public ValueTask<bool> SeeAsync(params DeclaredTool[] listed) => Book.SeeAsync(Server, PinKind.Tool, [.. listed], isWhole: true, default);

    public ValueTask<bool> SeePageAsync(params DeclaredTool[] listed) => Book.SeeAsync(Server, PinKind.Tool, [.. listed], isWhole: false, default);

    public ValueTask<PinHold?> FindAsync(string name) => Book.FindAsync(Server, PinKind.Tool, name, default);

    public async Task<ImmutableArray<Pin>> DecideAsync(bool approve, params string[] names)
        => (await Store.Pins.DecideAsync(Server, new PinDecision(approve, "ann") { Names = [.. names] }, default)).Value;

    public async Task<Dictionary<string, PinState>> StatesAsync()
        => (await Store.Pins.ListAsync(Server, default)).Where(pin => pin.State != PinState.Replaced).GroupBy(pin => pin.Name)
            .ToDictionary(pins => pins.Key, pins => pins.Max(pin => pin.State));

    public ValueTask<long> AppendAsync(AuditEntry entry)
    {
        Post(entry);
        return new(Recorded.Count);
    }

    public void Post(AuditEntry entry) => Recorded.Add(entry);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
