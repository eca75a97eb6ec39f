using System.Text.Json;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;

namespace Baton.Protocol.Messages;

/// <summary>Reads the members of the JSON-RPC object itself; the text is known to be strict JSON.</summary>
internal ref struct TopLevelReader
{
    private readonly ReadOnlyMemory<byte> _message;
    private RequestId _id;
    private bool _hasId;
    private long? _nullIdAt;
    private bool _isVersion2;
    private string? _method;
    private ReadOnlyMemory<byte> _params;
    private ReadOnlyMemory<byte> _result;
    private ReadOnlyMemory<byte> _error;
    private RpcError? _fault;

    private TopLevelReader(ReadOnlyMemory<byte> message) => _message = message;

    public static ReadResult Read(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span, StrictJson.Reading);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray) return Refuse("Batches are not accepted; send one message at a time");
        if (reader.TokenType != JsonTokenType.StartObject) return Refuse("A message must be a JSON object");

        var top = new TopLevelReader(message);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) top.Member(ref reader);
        return top.Finish();
    }

    private void Member(ref Utf8JsonReader reader)
    {
        var key = KnownKeys.TopLevel.Match(ref reader, out var variant);
        var at = reader.TokenStartIndex;
        if (variant is not null)
        {
            Fault($"The key \"{reader.GetString()}\" (byte {at}) differs from \"{variant}\" only by case; keys are case-sensitive");
        }
        reader.Read();
        var type = reader.TokenType;
        switch (key)
        {
            case "jsonrpc":
                _isVersion2 = type == JsonTokenType.String && reader.ValueTextEquals("2.0"u8);
                break;
            case "method" when type == JsonTokenType.String:
                _method = reader.GetString();
                break;
            case "method":
                Fault($"\"method\" must be a string (byte {reader.TokenStartIndex})");
                break;
            case "id":
                _hasId = true;
                ReadId(ref reader);
                return;
            case "params":
                _params = Raw.Current(_message, ref reader);
                if (type != JsonTokenType.StartObject) Fault($"\"params\" must be an object (byte {at})", ErrorCode.InvalidParams);
                return;
            case "result":
                _result = Raw.Current(_message, ref reader);
                return;
            case "error":
                _error = Raw.Current(_message, ref reader);
                if (type != JsonTokenType.StartObject) Fault($"\"error\" must be an object (byte {at})");
                return;
        }
        reader.Skip();
    }

    private void ReadId(ref Utf8JsonReader reader)
    {
        var at = reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null) _nullIdAt = at;
        else if (RequestId.Read(Raw.Current(_message, ref reader)) is { } valid) _id = valid;
        else Fault(IdFault(at));
    }

    private readonly ReadResult Finish()
    {
        if (_fault is not null) return ReadResult.Refused(_fault, _id);
        if (!_isVersion2) return Refused("\"jsonrpc\" must be \"2.0\"");
        // null stands for an id that could not be read, which only an error response can be about
        if (_nullIdAt is { } at && _error.IsEmpty) return Refused(IdFault(at));
        return _method is null ? Response() : Call(_method);
    }

    private readonly ReadResult Response()
    {
        if (!_params.IsEmpty || (_result.IsEmpty && _error.IsEmpty)) return Refused("\"method\" is missing");
        if (!_result.IsEmpty && !_error.IsEmpty) return Refused("A response has either \"result\" or \"error\", not both");
        if (_id.IsAbsent && _error.IsEmpty) return Refused("A response needs the \"id\" of its request");
        return ReadResult.Read(new Envelope { Message = _message, Kind = MessageKind.Response, Id = _id, Result = _result, Error = _error });
    }

    private readonly ReadResult Call(string method)
    {
        if (!_result.IsEmpty || !_error.IsEmpty) return Refused("A message with \"method\" has neither \"result\" nor \"error\"");
        if (NameRule.Fault(method) is { } fault) return Refused($"\"method\" {fault}");
        var envelope = new Envelope
        {
            Message = _message,
            Kind = _hasId ? MessageKind.Request : MessageKind.Notification,
            Id = _id,
            Method = method,
            Params = _params,
        };
        return ParamsReader.Read(envelope);
    }

    private static string IdFault(long at) => $"\"id\" must be a string or an integer (byte {at})";

    private void Fault(string message, int code = ErrorCode.InvalidRequest) => _fault ??= new RpcError(code, message);

    private readonly ReadResult Refused(string message) => ReadResult.Refused(RpcError.InvalidRequest(message), _id);

    private static ReadResult Refuse(string message) => ReadResult.Refused(RpcError.InvalidRequest(message), default);
}
