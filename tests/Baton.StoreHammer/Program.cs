using System.Globalization;
using Baton.Memory.Storage;
using Baton.Storage.Folders;
using Baton.Storage.Sqlite;
using Baton.StoreHammer;

// A process of its own that works on a store, for tests of several processes at once and of processes that die.
//   open DATA                      opens the store and says so
//   write DATA NAME CLIENTS SEED   writes until it is killed, one line for every acknowledged write
//   claim DATA ID AGENT            waits for a line on stdin, then claims a handoff
try
{
    return await RunAsync(args);
}
catch (StoreUnavailableException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 3;
}

static async Task<int> RunAsync(string[] args)
{
    await using var store = await SqliteMemoryStore.OpenAsync(new DataFolder(args[1]), TimeProvider.System);
    switch (args[0])
    {
        case "open":
            Console.WriteLine("opened");
            return 0;
        case "write":
            var seed = int.Parse(args[4], CultureInfo.InvariantCulture);
            var clients = Enumerable.Range(0, int.Parse(args[3], CultureInfo.InvariantCulture));
            await Task.WhenAll(clients.Select(client => new Writer(store, $"{args[2]}{client}", seed + client).RunAsync()));
            return 0;
        case "claim":
            Console.WriteLine("ready");
            await Console.In.ReadLineAsync();
            Console.WriteLine(await Claimer.ClaimAsync(store, args[2], args[3]));
            return 0;
        default:
            return 64;
    }
}
