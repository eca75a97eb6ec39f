using System.Globalization;
using Baton.Storage.Sqlite;
using Baton.Storage.Tests.Support;
using static Baton.Storage.Tests.Support.Sample;

namespace Baton.Storage.Tests.Processes;

/// <summary>Writers that are killed at any moment leave every acknowledged write behind, and a store that needs no repair.</summary>
public sealed class CrashTests
{
    /// <summary>How often the writers are killed; 100 before a release.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("BATON_CRASH_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_UnderConcurrentWrites_LosesNothingAcknowledged()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(20260301);
        for (var round = 0; round < Rounds; round++)
        {
            var processes = new[] { 3, 3, 2 }.Select((clients, number) => RunUntilKilledAsync(
                folder.Data.Path, $"r{round}p{number}c", clients, seed: random.Next(), acknowledgements: random.Next(1, 150))).ToArray();
            var acknowledged = (await Task.WhenAll(processes)).SelectMany(lines => lines).ToList();
            acknowledged.Count.ShouldBeGreaterThan(2, $"round {round}");
            await VerifyAsync(folder, acknowledged);
        }
    }

    private static async Task<List<string>> RunUntilKilledAsync(string data, string name, int clients, int seed, int acknowledgements)
    {
        using var hammer = new Hammer("write", data, name, clients.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));
        var lines = new List<string>();
        while (await hammer.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == acknowledgements) hammer.Kill();
        }
        var (_, errors) = await hammer.WaitAsync();
        errors.ShouldBeEmpty();
        // The kill may have cut the last line short.
        if (lines.Count > acknowledgements) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static async Task VerifyAsync(TemporaryFolder folder, List<string> acknowledged)
    {
        await using var store = await SqliteMemoryStore.OpenAsync(folder.Data, TimeProvider.System);
        var scope = Baton.Memory.Storage.Scope.Operator(Start);
        await store.ReadAsync(async reader =>
        {
            foreach (var words in acknowledged.Select(line => line.Split(' ')))
            {
                if (words[0] == "version")
                {
                    var version = int.Parse(words[2], CultureInfo.InvariantCulture);
                    (await reader.GetVersionAsync(scope, words[1], version)).ShouldNotBeNull($"{words[1]} version {version}");
                }
                else
                {
                    (await reader.LinksAsync(scope, words[1])).ShouldContain(link => link.From == words[1] && link.To == words[2]);
                }
            }
            return true;
        });
    }
}
