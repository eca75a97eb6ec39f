using System.Buffers;
using System.Text.Json;
using Baton.Gateway.Governance;
using Baton.Gateway.Pipeline;
using Baton.Policy.Results;
using Baton.Protocol.Errors;
using Baton.Protocol.Json;
using Baton.Protocol.Messages;

namespace Baton.Gateway.Inspection;

/// <summary>
/// Carries out what a policy says of answers (<c>result</c>): too large or forbidden ones are refused, secrets are blanked out,
/// in errors as in results.
/// </summary>
internal static class ResultRule
{
    private const string Step = "inspect";

    /// <summary>The id of the rule that looks at the call's answer; null for none.</summary>
    public static string? RuleOf(Call call) => call.Verdict is PolicyVerdict { Decision.Result: not null } verdict ? IdOf(verdict) : null;

    public static Reply Apply(Call call, Reply reply) => call.Verdict is PolicyVerdict { Decision.Result: { } plan } verdict
        ? reply switch
        {
            Reply.Completed completed => Of(verdict, ResultInspector.Inspect(plan, completed.Json), reply, clean => completed with { Json = clean }),
            Reply.Failed failed => Of(verdict, ResultInspector.Inspect(plan, Written(failed.Error)), reply, clean => failed with { Error = Read(failed.Error, clean) }),
            _ => reply,
        }
        : reply;

    private static Reply Of(PolicyVerdict verdict, ResultVerdict found, Reply reply, Func<byte[], Reply> replaced)
    {
        if (found.IsDenied)
        {
            return new Reply.Refused(new Refusal(Step, RefusalKind.Denied, found.Code!, found.Message!)
            {
                Rule = IdOf(verdict),
                HasOutputSchema = verdict.HasOutputSchema,
            });
        }
        return found.Replacement is { } clean ? replaced(clean) : reply;
    }

    private static string IdOf(PolicyVerdict verdict) => $"{verdict.Decision.Entry}/result";

    private static ReadOnlyMemory<byte> Written(RpcError error)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteString("message"u8, error.Message);
            if (!error.Data.IsEmpty)
            {
                json.WritePropertyName("data"u8);
                json.WriteRawValue(error.Data.Span, skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        return output.WrittenMemory;
    }

    private static RpcError Read(RpcError error, byte[] written)
        => error with { Message = JsonMembers.Text(written, "message"u8)!, Data = JsonMembers.Find(written, "data"u8) };
}
