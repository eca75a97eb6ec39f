using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Transfer;

/// <summary>Exports that somebody edited: each bad line is named and left out, the others come in, and nothing is thrown.</summary>
public sealed class ImportDamageTests
{
    private const string By = """{"grant":"g","principal":"p","request_id":"r","operation":"o"}""";

    [Theory]
    [InlineData("""{"baton_export":2}""", "the export has format 2; this Baton reads 1")]
    [InlineData("""{"baton_export":1.5}""", "A member of 'baton_export' has the wrong type or is out of range")]
    [InlineData("""{"baton_export":"1"}""", "A member of 'baton_export' has the wrong type or is out of range")]
    [InlineData("""{"project":{}}""", "The project has no name.")]
    [InlineData("""{"project":{"name":null}}""", "A text that must be there is null.")]
    [InlineData("""{"project":{"name":"p","secrets":"shred"}}""", "'shred' is no secrets mode.")]
    [InlineData("""{"project":{"name":"p","secrets":"7"}}""", "'7' is no secrets mode.")]
    [InlineData("""{"project":{"name":"p","retention_seconds":1.5}}""", "A member of 'project' has the wrong type or is out of range")]
    [InlineData("""{"project":{"name":"p","retention_seconds":9223372036854775807}}""", "A member of 'project' has the wrong type or is out of range")]
    [InlineData("""{"project":{"name":"p","created_at":"soon"}}""", "'soon' is no RFC 3339 time")]
    [InlineData("""{"project":{"name":"p","approve_suspicious":"yes"}}""", "A member of 'project' has the wrong type or is out of range")]
    [InlineData("""{"segment":"ab"}""", "The segment has no bytes.")]
    [InlineData("""{"segment":"ab","text":"x"}""", "not ab: the file was changed.")]
    [InlineData("""{"segment":"ab","base64":"***"}""", "A member of 'segment' has the wrong type or is out of range")]
    [InlineData("""{"segment":"ab","text":7}""", "A member of 'segment' has the wrong type or is out of range")]
    [InlineData("""{"link":{"from":"m_1","to":"m_2","relation":"about"}}""", "The link has no provenance.")]
    [InlineData("""{"tombstone":{"id":"m_1","kind":"dream","by":@}}""", "'dream' is no kind of record.")]
    [InlineData("""{"tombstone":{"id":"m_1","kind":"memory"}}""", "The tombstone has no provenance.")]
    [InlineData("""{"dream":{}}""", "'dream' is no line of an export")]
    [InlineData("""{"memory":{}}""", "The memory cannot be read: ")]
    [InlineData("""{"memory":{"id":"x","project":"before","version":1,"content":"c","by":@}}""", "'x' is no id of a memory.")]
    [InlineData("""{"memory":{"id":"h_01KJMMA2G06ZGY9T49QCDSSMJF","project":"before","version":1,"content":"c","by":@}}""", "is no id of a memory.")]
    [InlineData("""{"memory":"x"}""", "There is no object where one must be.")]
    [InlineData("""{"handoff":[]}""", "The handoff cannot be read: ")]
    [InlineData("""{"project":{"name":"p"},"more":1}""", "After 'project' comes something that no line of an export has.")]
    [InlineData("{}", "The line is no JSON object of an export.")]
    [InlineData("7", "The line is no JSON object of an export.")]
    public async Task Import_ABadLine_SaysWhy_AndTheLinesAroundItComeIn(string line, string message)
    {
        await using var room = await Room.OpenAsync();
        var file = $"{{\"baton_export\":1}}\n{{\"project\":{{\"name\":\"before\"}}}}\n{line.Replace("@", By, StringComparison.Ordinal)}\n{{\"project\":{{\"name\":\"after\"}}}}\n";

        var report = await ImportAsync(room, file);

        var error = report.Errors.ShouldHaveSingleItem();
        error.Line.ShouldBe(3);
        error.Message.ShouldContain(message);
        report.Projects.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_AnyValueReplacedByAnother_IsTakenOrNamed_AndTheStoreStaysWhole(int seed)
    {
        await using var filled = await FilledAsync();
        var lines = (await ExportAsync(filled)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var random = new Random(seed);
        var file = new StringBuilder(lines[0] + "\n" + string.Concat(lines.Where(line => line.StartsWith("{\"project", StringComparison.Ordinal)).Select(line => line + "\n")));
        for (var made = 0; made < 250; made++) file.Append(Mutate(random, lines[random.Next(1, lines.Length)])).Append('\n');
        await using var room = await Room.OpenAsync();

        var report = await ImportAsync(room, file.ToString());

        report.Errors.ShouldAllBe(error => error.Message.Length > 0 && error.Line > 1);
        report.Failed.ShouldBeGreaterThan(20);
        await room.DoneAsync("handoff_list");
        await room.DoneAsync("memory_search", "{'query':'eins'}");
        await using var again = await Room.OpenAsync();
        (await ImportAsync(again, await ExportAsync(room))).Failed.ShouldBe(0, "what was taken can be given on");
    }

    /// <summary>The line with one value, wherever it stands, made another.</summary>
    private static string Mutate(Random random, string line)
    {
        var root = JsonNode.Parse(line)!.AsObject();
        var places = new List<(JsonObject Parent, string Name)>();
        Collect(root, places);
        var (parent, name) = places[random.Next(places.Count)];
        string[] values = ["null", "1.5", "\"x\"", "\"\"", "[]", "{}", "true", "-1", "99999999999999999999", "\"2026-99-99\"", "[[\"a\"]]", "1e300", "9223372036854775807"];
        if (random.Next(6) == 0) parent.Remove(name);
        else parent[name] = JsonNode.Parse(values[random.Next(values.Length)]);
        return root.ToJsonString();
    }

    private static void Collect(JsonObject node, List<(JsonObject Parent, string Name)> places)
    {
        foreach (var (name, value) in node)
        {
            places.Add((node, name));
            if (value is JsonObject inner) Collect(inner, places);
            if (value is JsonArray list) foreach (var item in list.OfType<JsonObject>()) Collect(item, places);
        }
    }

    private static async Task<Room> FilledAsync()
    {
        var room = await Room.OpenAsync();
        await room.DoneAsync("handoff_save", "{'summary':'one','key':'k','project':'atlas','body':'eins','tags':['x'],'files':['a.cs'],'decisions':['d'],'ttl':'30d','priority':1}");
        await room.DoneAsync("handoff_claim", "{'key':'k','project':'atlas'}", room.Caller("bob"));
        await room.DoneAsync("handoff_update", "{'key':'k','project':'atlas','comment':'c'}");
        var one = (await room.DoneAsync("memory_save", "{'content':'eins','key':'m','tags':['t'],'layer':'verified','evidence':[{'u':1}],'importance':0.5,'valid_from':'2026-01-01','pinned':true}")).Text("memories.0.id");
        var two = (await room.DoneAsync("memory_save", $"{{'value':{{'a':[1.50]}},'supersedes':['{one}']}}")).Text("memories.0.id");
        await room.DoneAsync("memory_link", $"{{'id':'{two}','to':'{one}','relation':'extends'}}");
        await room.DoneAsync("task_save", "{'title':'t','due_at':'2026-03-05'}");
        await room.DoneAsync("archive_append", "{'key':'a','chunk':'abc','offset':0}");
        await room.DoneAsync("notify", "{'to':['bob'],'message':'hello','subject':'s'}");
        return room;
    }

    private static async Task<TransferReport> ImportAsync(Room room, string file)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return (await new Importer(room.Store, room.Clock).ReadAsync(input, null, default)).Value;
    }

    private static async Task<string> ExportAsync(Room room)
    {
        using var output = new MemoryStream();
        await new Exporter(room.Store, room.Clock).ExportAsync(output, null, default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
