using System.Buffers;
using System.Text.Json;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>
/// Takes a response apart while it arrives, as strictly as <see cref="MessageReader"/> one that is there: the text of its result
/// goes on piece by piece, and whether all of it was right is known at the end. Whoever passes the result on must keep its
/// receiver from taking it for whole before that.
/// </summary>
/// <param name="change">Gives members of the result, small ones, another value: by name and value; an empty answer leaves a member as it is. Null changes none.</param>
/// <param name="changed">The names of those members.</param>
public sealed class ResponseSplitter(Func<string, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? change = null, params string[] changed)
{
    private const int MostSmallBytes = 4 * 1024;
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    private readonly JsonScanner _scanner = new();
    private readonly ArrayBufferWriter<byte> _small = new(64);
    private string? _member;
    private Taking _taking;
    private bool _isFlag;
    private string? _inner;
    private bool _isVersion2;
    private bool _hasOthers;
    private bool _hasChanged;

    private enum Taking
    {
        Nothing,
        Result,
        Small,
        Changed,
    }

    /// <summary>
    /// Says what the result's object gets at its end, as <c>"name":value</c>, once all its members were read; empty for nothing.
    /// Asked only when one of the members to be changed was there.
    /// </summary>
    public Func<ReadOnlyMemory<byte>>? Added { get; init; }

    /// <summary>What is wrong with the message; null as long as nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Its id; absent until it was read, which may be after the result.</summary>
    public RequestId Id { get; private set; }

    /// <summary>Whether the result has begun, and nothing was read that a response with a result has not.</summary>
    public bool IsResult => HasResult && !_hasOthers && Fault is null;

    /// <summary>Whether the result is that of a tool that failed (<c>isError</c>).</summary>
    public bool IsToolError { get; private set; }

    /// <summary>The bytes of the result that have gone on.</summary>
    public long ResultBytes { get; private set; }

    private bool HasResult { get; set; }

    /// <summary>Reads the next piece; what belongs to the result goes to <paramref name="result"/>, with line breaks between tokens as spaces.</summary>
    public void Append(ReadOnlySpan<byte> piece, IBufferWriter<byte> result)
    {
        if (Fault is not null) return;
        if (!_scanner.Begin(piece))
        {
            Fault = _scanner.Fault!.Message;
            return;
        }
        var (at, from) = (0, 0);
        while (Fault is null)
        {
            switch (_scanner.Next(piece, ref at))
            {
                case ScanEvent.Key:
                    Named();
                    break;
                case ScanEvent.Began:
                    Began(piece[at]);
                    if (_scanner.Depth == 1) from = at;
                    if (_inner is null || _scanner.Depth != 2) break;
                    Take(piece[from..at], result);
                    _small.ResetWrittenCount();
                    (_taking, from) = (Taking.Changed, at);
                    break;
                case ScanEvent.Ended:
                    if (_scanner.Depth == 1) Ended(piece[from..at], result);
                    if (_taking != Taking.Changed || _scanner.Depth != 2) break;
                    Change(piece[from..at], result);
                    from = at;
                    break;
                case ScanEvent.More:
                    Take(piece[from..], result);
                    return;
                default:
                    Fault = _scanner.Fault!.Message;
                    break;
            }
        }
    }

    /// <summary>Says that the message is over; null when it is a response with a result, whole and strict.</summary>
    public string? Finish()
    {
        Fault ??= _scanner.Finish()?.Message;
        if (Fault is not null) return Fault;
        if (!_isVersion2) Fault = "\"jsonrpc\" must be \"2.0\"";
        else if (Id.IsAbsent) Fault = "A response needs the \"id\" of its request";
        else if (!IsResult) Fault = "A response has either \"result\" or \"error\", and no \"method\"";
        return Fault;
    }

    private void Named()
    {
        var reader = new Utf8JsonReader(_scanner.Key, StrictJson.Reading);
        reader.Read();
        if (_scanner.Depth == 1)
        {
            _member = KnownKeys.TopLevel.Match(ref reader, out var variant);
            if (variant is not null) Fault = $"The key \"{reader.GetString()}\" differs from \"{variant}\" only by case; keys are case-sensitive";
        }
        else if (_member == "result" && _scanner.Depth == 2)
        {
            _isFlag = reader.ValueTextEquals("isError"u8);
            _inner = null;
            foreach (var name in changed)
            {
                if (reader.ValueTextEquals(name)) _inner = name;
            }
        }
    }

    private void Began(byte first)
    {
        if (_scanner.Depth == 0 && first != '{') Fault = "A message must be a JSON object";
        if (_scanner.Depth == 2 && _isFlag)
        {
            IsToolError = first == 't';
            _isFlag = false;
        }
        if (_scanner.Depth != 1) return;
        HasResult |= _member == "result";
        _hasOthers |= _member is "method" or "params" or "error";
        _small.ResetWrittenCount();
        _taking = _member switch
        {
            "result" => Taking.Result,
            "id" or "jsonrpc" => Taking.Small,
            _ => Taking.Nothing,
        };
    }

    private void Ended(ReadOnlySpan<byte> rest, IBufferWriter<byte> result)
    {
        if (_taking == Taking.Result && _hasChanged && Added?.Invoke() is { IsEmpty: false } added)
        {
            Take(rest[..^1], result);
            Take(","u8, result);
            Take(added.Span, result);
            rest = "}"u8;
        }
        Take(rest, result);
        _taking = Taking.Nothing;
        if (_member == "jsonrpc") _isVersion2 = _small.WrittenSpan.SequenceEqual("\"2.0\""u8);
        else if (_member == "id" && Fault is null)
        {
            if (RequestId.Read(_small.WrittenSpan.ToArray()) is { } id) Id = id;
            else Fault = "\"id\" must be a string or an integer";
        }
    }

    private void Change(ReadOnlySpan<byte> rest, IBufferWriter<byte> result)
    {
        Take(rest, result);
        _taking = Taking.Result;
        _hasChanged = true;
        var value = change!(_inner!, _small.WrittenSpan.ToArray());
        _inner = null;
        Take(value.IsEmpty ? _small.WrittenSpan : value.Span, result);
    }

    private void Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> result)
    {
        if (_taking is Taking.Small or Taking.Changed)
        {
            if (_small.WrittenCount + bytes.Length > MostSmallBytes) Fault = $"\"{_inner ?? _member}\" is larger than {MostSmallBytes} bytes";
            else _small.Write(bytes);
        }
        if (_taking != Taking.Result || bytes.IsEmpty) return;
        var target = result.GetSpan(bytes.Length);
        bytes.CopyTo(target);
        target[..bytes.Length].ReplaceAny(LineBreaks, (byte)' ');
        result.Advance(bytes.Length);
        ResultBytes += bytes.Length;
    }
}
