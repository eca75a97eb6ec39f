using System.Globalization;
using System.Text.Json.Nodes;
using Baton.FunctionalTests.Running;

namespace Baton.FunctionalTests.Administration;

/// <summary>
/// A rogue writer makes 2,000 writes in three projects while two others work. What the rewind must do is worked out from
/// exports, version by version.
/// </summary>
public sealed class RogueRewindTests : IDisposable
{
    private const int Writes = 2000;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rewind_OfARogueAmongOthers_UndoesItsWritesKeepsTheirsAndLosesNoVersion()
    {
        var grants = new Dictionary<string, string>();
        foreach (var label in (string[])["rogue", "ann", "bob"]) grants[label] = await GrantAsync(label);
        await using var one = await HttpBaton.StartAsync(_folder.Data);
        await using var two = await HttpBaton.StartAsync(_folder.Data);
        await SeedAsync(one, grants["ann"]);
        var since = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        await Task.WhenAll(
            InParallelAsync(Writes, 6, i => RogueAsync(i % 2 == 0 ? one : two, i, grants["rogue"])),
            InParallelAsync(60, 1, i => SaveMemoryAsync(one, $"ann {i}", Project(i), "mine", grants["ann"])),
            InParallelAsync(60, 1, i => SaveHandoffAsync(two, $"bob {i}", Project(i), "mine", grants["bob"])));
        for (var i = 0; i < 9; i++)
        {
            await SaveMemoryAsync(one, $"often {i}", Project(i), "mended", grants["ann"]);
            await SaveHandoffAsync(two, $"work {i}", Project(i), "mended", grants["bob"]);
        }
        await SaveMemoryAsync(two, "new 0", Project(0), "of use after all", grants["bob"]);
        var ruined = await ExportedStore.OfAsync(_folder.Data);
        var expected = ruined.Records.Where(record => record.Value.Any(IsRogue)).ToDictionary(record => record.Key, record => StepFor(record.Value));
        ruined.Records.Values.Sum(versions => versions.Count(IsRogue)).ShouldBe(Writes);
        expected.Values.Count(step => step == "conflict").ShouldBe(19);

        var preview = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--json");
        StepsOf(preview).ShouldBe(expected, ignoreOrder: true);
        (await ExportedStore.OfAsync(_folder.Data)).Records.Count.ShouldBe(ruined.Records.Count);
        var inOneProject = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--project", Project(1), "--json");
        StepsOf(inOneProject).Keys.ShouldBe(expected.Keys.Where(id => ruined.Records[id][0]["project"]!.GetValue<string>() == Project(1)), ignoreOrder: true);

        var applied = await RunAsync("rewind", "--grant", "rogue", "--since", since, "--apply", "--json");
        StepsOf(applied).ShouldBe(expected, ignoreOrder: true);
        var rewound = await ExportedStore.OfAsync(_folder.Data);
        ShouldHoldEveryVersionOf(rewound, ruined);
        foreach (var (id, versions) in rewound.Records) ShouldBeAsBefore(versions, expected.GetValueOrDefault(id, "untouched"), ruined.Records[id]);
        (await MemoryAsync(one, "often 0", Project(0))).ShouldBe("mended");
        (await MemoryAsync(two, "often 15", Project(15))).ShouldBe("good");

        var again = await RunAsync("rewind", "--rewind", applied["rewind"]!.GetValue<string>(), "--apply", "--json");
        (again["changes"]!.GetValue<int>(), again["conflicts"]!.GetValue<int>()).ShouldBe((applied["changes"]!.GetValue<int>(), 0));
        var back = await ExportedStore.OfAsync(_folder.Data);
        ShouldHoldEveryVersionOf(back, rewound);
        foreach (var (id, versions) in back.Records) ExportedStore.StateOf(versions[^1]).ShouldBe(ExportedStore.StateOf(ruined.Records[id][^1]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What stands before the rogue comes: records to overwrite, to delete and to claim.</summary>
    private static async Task SeedAsync(HttpBaton baton, string token)
    {
        for (var project = 0; project < 3; project++)
        {
            var numbers = Enumerable.Range(0, 400).Where(i => i % 3 == project).ToList();
            var memories = numbers.Select(i => Memory($"prey {i}", $"fact {i} that stays true")).Concat(numbers.Take(20).Select(i => Memory($"often {i}", "good")));
            await CallAsync(baton, "memory_save", new JsonObject { ["project"] = Project(project), ["memories"] = new JsonArray([.. memories]) }, token);
        }
        await InParallelAsync(130, 4, i => SaveHandoffAsync(baton, $"work {i}", Project(i), $"good {i}", token));
    }

    /// <summary>One write of the rogue's, which succeeds whatever order they come in: 400 deletions, 100 claims, the rest saves and updates.</summary>
    private static Task RogueAsync(HttpBaton baton, int number, string token)
    {
        var (often, work) = (number / 20 % 60, number / 20 % 30);
        return (number % 20) switch
        {
            < 4 => CallAsync(baton, "memory_delete", Ref($"prey {(number / 20 * 4) + (number % 20)}"), token),
            4 => CallAsync(baton, "handoff_claim", Ref($"work {30 + (number / 20)}"), token),
            < 9 => SaveMemoryAsync(baton, $"new {number - 5}", Project(number - 5), $"nonsense {number}", token),
            < 13 => SaveMemoryAsync(baton, $"often {often}", Project(often), $"ruined {number}", token),
            < 16 => CallAsync(baton, "memory_update", Ref($"often {often}", ("tags", new JsonArray($"t{number}"))), token),
            < 18 => SaveHandoffAsync(baton, $"work {work}", Project(work), $"ruined {number}", token),
            _ => CallAsync(baton, "handoff_update", Ref($"work {work}", ("comment", $"so it was not {number}")), token),
        };
    }

    /// <summary>What a rewind does to a record, by its versions alone.</summary>
    private static string StepFor(IReadOnlyList<JsonNode> versions)
    {
        var first = versions.Select((version, index) => (version, index)).First(pair => IsRogue(pair.version)).index;
        return versions.Skip(first).Any(version => !IsRogue(version)) ? "conflict" : first == 0 ? "delete" : "restore";
    }

    private static void ShouldBeAsBefore(IReadOnlyList<JsonNode> versions, string step, IReadOnlyList<JsonNode> ruined)
    {
        versions.Count.ShouldBe(step is "restore" or "delete" ? ruined.Count + 1 : ruined.Count);
        var (state, deleted) = ExportedStore.StateOf(versions[^1]);
        if (step == "delete") deleted.ShouldBeTrue();
        if (step == "restore") (state, deleted).ShouldBe(ExportedStore.StateOf(ruined.TakeWhile(version => !IsRogue(version)).Last()));
    }

    private static void ShouldHoldEveryVersionOf(ExportedStore later, ExportedStore earlier)
    {
        foreach (var (id, versions) in earlier.Records)
        {
            later.Records[id].Take(versions.Count).Select(version => version.ToJsonString()).ShouldBe(versions.Select(version => version.ToJsonString()));
        }
    }

    private static bool IsRogue(JsonNode version) => ExportedStore.GrantOf(version) == "rogue";

    private static Dictionary<string, string> StepsOf(JsonNode plan)
        => plan["records"]!.AsArray().ToDictionary(record => record!["id"]!.GetValue<string>(), record => record!["step"]!.GetValue<string>());

    private static string Project(int number) => $"p{number % 3}";

    private static JsonObject Memory(string key, string content) => new() { ["key"] = key, ["content"] = content };

    /// <summary>Names the record whose key ends in a number, in that number's project.</summary>
    private static JsonObject Ref(string key, params (string Name, JsonNode Value)[] fields)
    {
        var arguments = new JsonObject { ["key"] = key, ["project"] = Project(int.Parse(key.Split(' ')[^1], CultureInfo.InvariantCulture)) };
        foreach (var (name, value) in fields) arguments[name] = value;
        return arguments;
    }

    private static Task SaveMemoryAsync(HttpBaton baton, string key, string project, string content, string token)
        => CallAsync(baton, "memory_save", new JsonObject { ["key"] = key, ["project"] = project, ["content"] = content }, token);

    private static Task SaveHandoffAsync(HttpBaton baton, string key, string project, string summary, string token)
        => CallAsync(baton, "handoff_save", new JsonObject { ["key"] = key, ["project"] = project, ["summary"] = summary }, token);

    private static async Task<string> MemoryAsync(HttpBaton baton, string key, string project)
        => (await baton.CallAsync("memory_get", new JsonObject { ["key"] = key, ["project"] = project })).Content["memory"]!["content"]!.GetValue<string>();

    private static async Task CallAsync(HttpBaton baton, string tool, JsonObject arguments, string token)
    {
        var call = await baton.CallAsync(tool, arguments, token);
        call.IsError.ShouldBeFalse(call.Message.ToJsonString());
    }

    private static Task InParallelAsync(int count, int degree, Func<int, Task> work)
        => Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = degree }, async (i, _) => await work(i));

    private async Task<string> GrantAsync(string label)
    {
        await File.WriteAllTextAsync(_folder.At("open.json"), """{"version":"1","default":"allow"}""");
        (await BatonBinary.RunAsync(_folder.Data, null, "policy", "put", "open", _folder.At("open.json"))).Code.ShouldBe(0);
        return (await RunAsync("grant", "add", label, "--server", "memory=open", "--json"))["token"]!.GetValue<string>();
    }

    private async Task<JsonNode> RunAsync(params string[] arguments)
    {
        var run = await BatonBinary.RunAsync(_folder.Data, null, arguments);
        run.Code.ShouldBe(0, run.Error);
        return JsonNode.Parse(run.Out)!;
    }
}
