using System.Net;
using Baton.Gateway.Pipeline;
using Baton.Gateway.Upstreams.Relays;
using Baton.Protocol.Messages;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace Baton.Gateway.Upstreams.Http;

/// <summary>
/// Posts a request and reads its answer, a JSON object or a stream of events, as far as the answer. Whatever goes wrong becomes a
/// reply that names it; a request is never sent twice, because the server may have done what it asked.
/// </summary>
internal sealed class HttpAsker(string server, HttpWire wire, RelayOptions options)
{
    private const int MostResumptions = 20;
    private readonly HttpFailure _failure = new(server, options.Time);

    /// <summary>The reply; null when the server does not know the session (2025-11-25, Session management) and has done nothing.</summary>
    public async ValueTask<Reply?> AskAsync(Question question, CancellationToken cancellationToken)
    {
        using var patience = new Patience(question.Silence, options.Time, cancellationToken, question.Ended);
        var hasAnswer = false;
        try
        {
            patience.Begin();
            using var response = await wire.SendAsync(HttpMethod.Post, question.Message, question.Headers, patience.Token);
            patience.Pause();
            hasAnswer = true;
            return await TakeAsync(question, response, patience);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (patience.Token.IsCancellationRequested)
        {
            return patience.IsOver ? _failure.Silent(patience.Length) : _failure.Closed();
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            options.Log($"baton: the server '{server}' failed: {failed.Message}");
            question.Call.NeverArrived = !hasAnswer && HttpFailure.IsBeforeSending(failed);
            return failed is InvalidDataException ? ServerReply.TooLarge(server, options.MaxMessageBytes, question.Call) : _failure.Of(failed);
        }
    }

    private async ValueTask<Reply?> TakeAsync(Question question, HttpResponseMessage response, Patience patience)
    {
        if (question.IsInSession && response.StatusCode == HttpStatusCode.NotFound) return null;
        if (response.Content.Headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return _failure.Nonsense("it is compressed, which was not asked for");
        }
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.IsSuccessStatusCode)
        {
            question.Began(response);
            if (string.Equals(type, "text/event-stream", StringComparison.OrdinalIgnoreCase)) return await EventsAsync(question, response, patience);
            if (response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.NoContent) return _failure.Nonsense($"HTTP {(int)response.StatusCode} to a request");
        }
        if (!string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return response.IsSuccessStatusCode ? _failure.Nonsense($"it has the type '{type ?? "none"}'") : _failure.Status(response);
        }
        return await WholeAsync(question, response, patience);
    }

    private async ValueTask<Reply?> WholeAsync(Question question, HttpResponseMessage response, Patience patience)
    {
        await using var body = await ServerBody.OpenAsync(response.Content, patience);
        if (response.IsSuccessStatusCode && await body.HoldAsync(LargeAnswer.From) && await LargeAsync(question, body.Text, patience.Token) is { } large)
        {
            using (large) return await PassOnAsync(large, body, patience);
        }
        if (body.SaysMoreThan(options.MaxMessageBytes) || await body.HoldAsync(options.MaxMessageBytes)) return ServerReply.TooLarge(server, options.MaxMessageBytes, question.Call);
        var read = MessageReader.Read(body.Text, options.MaxMessageBytes);
        if (!response.IsSuccessStatusCode)
        {
            // an error that is about no id in particular is about the only request there was
            if (read.Envelope is not { Kind: MessageKind.Response, Error.IsEmpty: false } refused || !(refused.Id.IsAbsent || refused.Id == question.Id)) return _failure.Status(response);
            if (question.IsInSession && LostSession.Is(response.StatusCode, refused.Error)) return null;
            return HttpFailure.IsAboutTheGateway(response) ? _failure.Status(response) : WithStatus(ServerReply.Of(question.Call, refused), question, response);
        }
        return Answer(question, read) ?? _failure.Nonsense("it is about another request");
    }

    private ValueTask<LargeAnswer?> LargeAsync(Question question, ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
        => LargeAnswer.BeginAsync(server, _ => (question.Call, question.Id), begun, cancellationToken);

    private static async ValueTask<Reply?> PassOnAsync(LargeAnswer large, ServerBody body, Patience patience)
    {
        while (await body.NextAsync() is { IsEmpty: false } part)
        {
            if (await large.AppendAsync(part, patience.Token) is { } problem) return problem;
        }
        return await large.EndAsync(patience.Token);
    }

    /// <summary>Clients tell by the status whether a server speaks their era (2026-07-28, Versioning, Backward compatibility).</summary>
    private static Reply WithStatus(Reply reply, Question question, HttpResponseMessage response)
        => reply is Reply.Failed failed && (response.StatusCode == HttpStatusCode.BadRequest || (response.StatusCode == HttpStatusCode.NotFound && question.Call.Session is null))
            ? failed with { HttpStatus = (int)response.StatusCode }
            : reply;

    private async ValueTask<Reply> EventsAsync(Question question, HttpResponseMessage response, Patience patience)
    {
        var events = new ServerEvents(options.MaxMessageBytes);
        var reply = await ReadAsync(events, question, response, patience);
        for (var resumed = 0; reply is null && events.LastId is { } last && question.Resume is { } headers && resumed < MostResumptions; resumed++)
        {
            await Task.Delay(events.Pause, options.Time, patience.Token);
            patience.Begin();
            using var again = await wire.SendAsync(HttpMethod.Get, default, [.. headers, new Header("Last-Event-ID", last)], patience.Token);
            patience.Pause();
            if (!again.IsSuccessStatusCode) break;
            reply = await ReadAsync(events, question, again, patience);
        }
        return reply ?? _failure.Ended();
    }

    /// <summary>Null when the stream ended, or broke off and may be taken up again.</summary>
    private async ValueTask<Reply?> ReadAsync(ServerEvents events, Question question, HttpResponseMessage response, Patience patience)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
            return await events.ReadAsync(
                stream, patience, read => TakeAsync(question, read, patience.Token), begun => LargeAsync(question, begun, patience.Token));
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException && question.Resume is not null && events.LastId is not null)
        {
            return null;
        }
    }

    private async ValueTask<Reply?> TakeAsync(Question question, ReadResult read, CancellationToken cancellationToken)
    {
        if (read.Envelope is not { Kind: not MessageKind.Response } aside) return Answer(question, read);
        await question.Aside(aside, cancellationToken);
        return null;
    }

    /// <summary>Null when that is not the answer.</summary>
    private Reply? Answer(Question question, ReadResult read)
    {
        if (read.TryGet(out var envelope, out var error))
        {
            return envelope.Kind == MessageKind.Response && envelope.Id == question.Id ? ServerReply.Of(question.Call, envelope) : null;
        }
        options.Log($"[{server}] said what is no message: {error.Message}");
        return read.Id.IsAbsent || read.Id == question.Id ? _failure.Nonsense(error.Message.TrimEnd('.')) : null;
    }
}
