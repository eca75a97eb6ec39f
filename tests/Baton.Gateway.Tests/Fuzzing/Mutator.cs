using System.Globalization;
using System.Text;
using Baton.Gateway.Tests.Support;

namespace Baton.Gateway.Tests.Fuzzing;

/// <summary>
/// Makes messages wrong: by bytes, and in the ways in which readers of JSON are known to disagree. The same seed gives the same
/// messages; now and then one is left whole.
/// </summary>
internal sealed class Mutator(int seed)
{
    /// <summary>Stands for an id that no other message has; the others meet now and then.</summary>
    private const string NewId = "990099";

    private static readonly string[] Whole =
    [
        Messages.Initialize(),
        Messages.Initialized,
        Messages.Request(NewId, "tools/list"),
        Messages.Call("2", "note_save", """{"key":"k","text":"日本語\r\n😀"}"""),
        Messages.Call(NewId, "read_note", """{"key":"k","deep":{"list":[1,2.50,{"a":null}]}}""", """{"progressToken":"p","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}"""),
        Messages.Call("\"pay-4\"", "pay", """{"amount":100}"""),
        Messages.Call("5", "delete_note", """{"key":"k"}"""),
        Messages.Request(NewId, "resources/read", """{"uri":"note:///open"}"""),
        Messages.Request(NewId, "prompts/get", """{"name":"open","arguments":{"a":"b"}}"""),
        Messages.Request(NewId, "completion/complete", """{"ref":{"type":"ref/prompt","name":"open"},"argument":{"name":"a","value":""}}"""),
        Messages.Stateless(NewId, "tools/call", "\"name\":\"read_note\",\"arguments\":{\"key\":\"k\"}"),
        Messages.Stateless(NewId, "tools/call", "\"name\":\"pay\",\"arguments\":{\"amount\":7},\"requestState\":\"s\",\"inputResponses\":{\"q\":{\"action\":\"accept\"}}"),
        Messages.Stateless("\"x\"", "server/discover"),
        Messages.Stateless(NewId, "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}"),
        Messages.Cancel("2"),
        """{"jsonrpc":"2.0","id":4,"result":{}}""",
    ];

    private static readonly string[] Splices = ["{", "}", "[", "]", "\"", ",", ":", "null", "1e999", "\\ud800", "\"id\":1,", "\"_meta\":{},", "\0", "\u200b", "\uFEFF", "\r", "{}", "\\u0000"];

    /// <summary>Another reading of a message: what is found, and what stands there instead or beside it.</summary>
    private static readonly (string Found, string Instead)[] Disguises =
    [
        ("\"name\":", "\"name\":\"delete_note\",\"name\":"), ("\"name\":", "\"Name\":\"delete_note\",\"name\":"), ("\"name\":", "\"\\u006eame\":\"delete_note\",\"name\":"),
        ("\"name\":", "\"NAME\":"), ("\"name\":", "\"n\\u0061me\":"), ("\"arguments\":", "\"arguments\":{},\"arguments\":"), ("\"arguments\":", "\"argumentſ\":"),
        ("\"arguments\":{", "\"arguments\":[{"), ("\"arguments\":{", "\"arguments\":\"{"), ("\"amount\":", "\"amount\":1000,\"amount\":"), ("\"amount\":", "\"Amount\":"),
        ("100", "101"), ("100", "1e2"), ("100", "1e400"), ("100", "\"100\""), ("100", "100.00000000000000000001"), ("100", "-1"), ("100", "0100"), ("100", "[100]"),
        ("read_note", "delete_note"), ("read_note", "secret"), ("read_note", "Read_note"), ("read_note", "read_note\\u200b"), ("read_note", "re\\u0061d_note"), ("read_note", "pay"),
        ("note:///open", "note:///closed"), ("note:///open", "note:///open/../closed"), ("\"open\"", "\"closed\""), ("\"uri\":", "\"uri\":\"note:///closed\",\"uri\":"),
        ("tools/call", "tools\\/call"), ("tools/call", "Tools/Call"), ("tools/call", "tools/call "), ("tools/list", "tools/call"), ("resources/read", "resources/subscribe"), ("prompts/get", "tools/call"),
        ("\"method\":", "\"method\":\"ping\",\"method\":"), ("\"method\":", "\"Method\":\"ping\",\"method\":"), ("\"params\":", "\"params\":{\"name\":\"delete_note\"},\"params\":"),
        ("\"params\":{", "\"params\":[{"), ("\"id\":", "\"ID\":1,\"id\":"), ("\"id\":", "\"id\":null,\"was\":"), ("\"jsonrpc\":\"2.0\"", "\"jsonrpc\":\"1.0\""), ("2026-07-28", "2025-11-25"), ("2026-07-28", "2099-01-01"),
        ("\"progressToken\":", "\"progressToken\":1,\"progressToken\":"), ("{", "[{"), ("}", "}}"), ("}", "},"), ("}", "} {}"),
    ];

    private readonly Random _random = new(seed);
    private int _id = 1_000_000;

    /// <summary>The next message; it may hold line ends.</summary>
    public byte[] Next()
    {
        var text = Whole[_random.Next(Whole.Length)].Replace(NewId, (++_id).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (_random.Next(8) == 0) return Encoding.UTF8.GetBytes(text);
        if (_random.Next(3) > 0)
        {
            for (var change = _random.Next(1, 3); change > 0; change--) text = Disguised(text);
            if (_random.Next(3) > 0) return Encoding.UTF8.GetBytes(text);
        }
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var change = _random.Next(1, 5); change > 0; change--) Damage(bytes);
        return [.. bytes];
    }

    /// <summary>The next message as a line.</summary>
    public byte[] NextLine() => [.. Next().Where(value => value != '\n'), (byte)'\n'];

    private string Disguised(string text)
    {
        var start = _random.Next(Disguises.Length);
        for (var tried = 0; tried < Disguises.Length; tried++)
        {
            var (found, instead) = Disguises[(start + tried) % Disguises.Length];
            var places = Places(text, found);
            if (places.Count == 0) continue;
            var at = places[_random.Next(places.Count)];
            return text.Remove(at, found.Length).Insert(at, instead);
        }
        return text;
    }

    private static List<int> Places(string text, string found)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(found, StringComparison.Ordinal); at >= 0; at = text.IndexOf(found, at + 1, StringComparison.Ordinal)) places.Add(at);
        return places;
    }

    private void Damage(List<byte> bytes)
    {
        if (bytes.Count == 0) bytes.Add((byte)' ');
        var at = _random.Next(bytes.Count);
        switch (_random.Next(5))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, _random.Next(1, 10)));
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[_random.Next(Splices.Length)]));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, _random.Next(1, 40))));
                break;
            default:
                bytes.InsertRange(at, Enumerable.Repeat((byte)'[', _random.Next(1, 100)));
                break;
        }
    }
}
