using Baton.Cli.Application;

namespace Baton.Cli.Output;

/// <summary>Writes a failure: <c>baton: message</c> and its hint, or with <c>--json</c> one object.</summary>
internal static class FailureWriter
{
    public static void Write(TextWriter error, CliFailure failure, bool json)
    {
        if (json)
        {
            WriteJson(error, failure);
            return;
        }
        error.WriteLine($"baton: {Printable.Safe(failure.Message)}");
        if (failure.Hint is { } hint) error.WriteLine($"       {Printable.Safe(hint)}");
    }

    private static void WriteJson(TextWriter error, CliFailure failure) => JsonLine.Write(error, json =>
    {
        json.WriteStartObject("error");
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        if (failure.Path is { } path) json.WriteString("path", path);
        if (failure.Limit is { } limit) json.WriteNumber("limit", limit);
        if (failure.Hint is { } hint) json.WriteString("hint", hint);
        if (failure.DetailsJson is { } details)
        {
            json.WritePropertyName("details");
            json.WriteRawValue(details);
        }
        json.WriteEndObject();
    });
}
