using Baton.Memory.Projects;
using Baton.Memory.Storage;

namespace Baton.StoreHammer;

/// <summary>Saves, makes versions, comments and links without end; a line on stdout follows each write that was acknowledged.</summary>
internal sealed class Writer(IMemoryStore store, string name, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<string> _ids = [];

    public async Task RunAsync()
    {
        await store.WriteAsync<bool>(async writer =>
        {
            if (await writer.FindProjectAsync(Records.Project) is null)
            {
                await writer.PutProjectAsync(new Project { Name = Records.Project, CreatedAt = TimeProvider.System.GetUtcNow() });
            }
            return true;
        }, default);
        for (var turn = 0; ; turn++)
        {
            Acknowledge(_ids.Count < 2 ? await SaveAsync(turn) : _random.Next(4) switch
            {
                0 => await LinkAsync(),
                1 => await SaveAsync(turn),
                _ => await ChangeAsync(turn),
            });
        }
    }

    private async Task<string> SaveAsync(int turn)
    {
        var id = $"{(turn % 2 == 0 ? "m" : "h")}_{name}_{turn}";
        var kind = turn % 2 == 0 ? RecordKind.Memory : RecordKind.Handoff;
        await WriteAsync(writer => writer.PutVersionAsync(Records.New(id, kind, name, $"turn {turn} of {name}")));
        _ids.Add(id);
        return $"version {id} 1";
    }

    private async Task<string> ChangeAsync(int turn)
    {
        var id = _ids[_random.Next(_ids.Count)];
        var version = 0;
        await WriteAsync(async writer =>
        {
            var next = Records.Next((await writer.GetAsync(Records.Scope(name), id))!, name, $"turn {turn} of {name}");
            version = next.Version;
            await writer.PutVersionAsync(next);
        });
        return $"version {id} {version}";
    }

    private async Task<string> LinkAsync()
    {
        var (from, to) = (_ids[_random.Next(_ids.Count)], _ids[_random.Next(_ids.Count)]);
        await WriteAsync(writer => writer.PutLinkAsync(new StoredLink(from, to, "about", Records.By(name), TimeProvider.System.GetUtcNow())));
        return $"link {from} {to}";
    }

    private async Task WriteAsync(Func<IMemoryWriter, ValueTask> work)
    {
        var outcome = await store.WriteAsync<bool>(async writer =>
        {
            await work(writer);
            return true;
        }, default);
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Failure!.Message);
    }

    private static void Acknowledge(string line) => Console.Out.WriteLine(line);
}
