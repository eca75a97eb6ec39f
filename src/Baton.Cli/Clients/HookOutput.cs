using Baton.Cli.Output;

namespace Baton.Cli.Clients;

/// <summary>What a hook says, in the words each client reads.</summary>
internal static class HookOutput
{
    private const string Reminder =
        "The conversation is about to be compacted: save what must not be lost with Baton's `handoff_save` or `memory_save` first.";

    /// <summary>Text for the model at the start of a session.</summary>
    public static void WriteContext(TextWriter output, string client, string text)
    {
        switch (client)
        {
            case "gemini":
                JsonLine.Write(output, json =>
                {
                    json.WriteStartObject("hookSpecificOutput");
                    json.WriteString("hookEventName", "SessionStart");
                    json.WriteString("additionalContext", text);
                    json.WriteEndObject();
                });
                break;
            case "cursor":
                JsonLine.Write(output, json => json.WriteString("additional_context", text));
                break;
            default:
                output.WriteLine(text);
                break;
        }
    }

    /// <summary>The reminder before compaction; a client's own field shows it to the user where the model cannot be told.</summary>
    public static void WriteReminder(TextWriter output, string? client, bool asJson)
    {
        switch (client)
        {
            case "cursor":
                JsonLine.Write(output, json => json.WriteString("user_message", Reminder));
                break;
            case null when asJson:
                JsonLine.Write(output, json => json.WriteString("message", Reminder));
                break;
            case null:
                output.WriteLine(Reminder);
                break;
            default:
                JsonLine.Write(output, json => json.WriteString("systemMessage", Reminder));
                break;
        }
    }
}
