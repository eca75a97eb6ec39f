using System.CommandLine;

namespace Baton.Cli.Application;

/// <summary>The flags every command understands.</summary>
public sealed class CommonOptions
{
    public Option<string?> Data { get; } = new("--data")
    {
        HelpName = "DIR", Recursive = true, Description = "The data folder (BATON_DATA; else the platform's).",
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Recursive = true, Description = "Answer in JSON: one object, or one object a line for lists.",
    };

    public Option<string?> Url { get; } = new("--baton-url")
    {
        HelpName = "URL", Recursive = true, Description = "Ask a running Baton instead of opening the data folder (BATON_URL).",
    };

    public Option<string?> Token { get; } = new("--baton-token")
    {
        HelpName = "TOKEN", Recursive = true, Description = "The grant's token for --baton-url (BATON_TOKEN).",
    };

    internal void AddTo(Command root)
    {
        root.Options.Add(Data);
        root.Options.Add(Json);
        root.Options.Add(Url);
        root.Options.Add(Token);
    }
}
