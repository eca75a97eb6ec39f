using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Baton.Bench.Transfer;

/// <summary>
/// An export of a store that never was: memories of 15 to 60 words, every twelfth record a handoff with a body of 200 to 900,
/// in three projects. Words are as frequent as Zipf's law has it.
/// </summary>
internal static class ExportFile
{
    public const string Rogue = "rogue";
    public const int RogueWrites = 2000;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly DateTimeOffset Start = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it; the last writes are a rogue's, over records of others.</summary>
    public static void Write(string path, int records)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        var words = new Words(new Random(7));
        file.WriteLine("""{"baton_export":1}""");
        for (var project = 0; project < 3; project++) file.WriteLine($$$"""{"project":{"name":"p{{{project}}}","secrets":"redact","created_at":"{{{Moment(0)}}}"}}""");
        for (var number = 0; number < records; number++)
        {
            if (number % 12 == 5) WriteHandoff(file, number, words);
            else WriteMemory(file, number, version: 1, "g" + (number % 4), number, words.Take(15, 60), deleted: false);
        }
        for (var (write, number) = (0, 0); write < RogueWrites; number += number % 12 == 4 ? 2 : 1, write++)
        {
            WriteMemory(file, number, version: 2, Rogue, records + write, words.Take(5, 10), deleted: write % 5 == 0);
        }
    }

    private static void WriteMemory(StreamWriter file, int number, int version, string writer, int at, string content, bool deleted)
    {
        var memory = Head("m_", number, version, at, deleted);
        memory["type"] = "fact";
        memory["content"] = content;
        memory["visibility"] = "project";
        memory["owner"] = "g" + (number % 4);
        memory["layer"] = "stated";
        memory["tags"] = new JsonArray("t" + (number % 50));
        memory["pinned"] = false;
        memory["by"] = By(writer, at);
        memory["created_by"] = By("g" + (number % 4), number);
        file.WriteLine(new JsonObject { ["memory"] = memory }.ToJsonString());
    }

    private static void WriteHandoff(StreamWriter file, int number, Words words)
    {
        var body = Encoding.UTF8.GetBytes($"# Work {number}\r\n{words.Take(200, 900)} 🎌 src/file_{number % 300}.cs\r\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        file.WriteLine(new JsonObject { ["segment"] = hash, ["text"] = Encoding.UTF8.GetString(body) }.ToJsonString());
        var handoff = Head("h_", number, version: 1, number, deleted: false);
        handoff["status"] = "open";
        handoff["bytes"] = body.Length;
        handoff["sha256"] = hash;
        handoff["priority"] = 0;
        handoff["pinned"] = false;
        handoff["title"] = words.Take(3, 6);
        handoff["summary"] = words.Take(10, 30);
        handoff["next_actions"] = new JsonArray(words.Take(4, 8), words.Take(4, 8));
        handoff["saved_at"] = Moment(number);
        handoff["by"] = By("g" + (number % 4), number);
        handoff["created_by"] = By("g" + (number % 4), number);
        handoff["segments"] = new JsonArray(hash);
        file.WriteLine(new JsonObject { ["handoff"] = handoff }.ToJsonString());
    }

    private static JsonObject Head(string prefix, int number, int version, int at, bool deleted)
    {
        var head = new JsonObject
        {
            ["id"] = prefix + Ulid(number), ["key"] = prefix + number, ["project"] = "p" + (number / 250 % 3), ["version"] = version,
            ["created_at"] = Moment(number), ["updated_at"] = Moment(at),
        };
        if (deleted) head["deleted_at"] = Moment(at);
        return head;
    }

    private static JsonObject By(string grant, int at) => new()
    {
        ["grant"] = grant, ["principal"] = grant, ["client"] = "bench", ["client_version"] = "1", ["session"] = "s" + (at / 500), ["request_id"] = "r" + at, ["operation"] = "memory_save",
    };

    private static string Moment(int number) => Start.AddMilliseconds(number * 37.0).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Sorts as its number does.</summary>
    private static string Ulid(int number)
    {
        var text = new char[26];
        var value = (UInt128)(ulong)Start.AddMilliseconds(number).ToUnixTimeMilliseconds() << 80 | (uint)number;
        for (var i = text.Length - 1; i >= 0; i--, value >>= 5) text[i] = Alphabet[(int)(value & 31)];
        return new string(text);
    }
}
