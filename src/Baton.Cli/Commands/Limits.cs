using System.CommandLine;
using System.Globalization;

namespace Baton.Cli.Commands;

/// <summary>The option <c>--limit</c>.</summary>
internal static class Limits
{
    public static Option<int> Option(int otherwise)
    {
        var limit = new Option<int>("--limit") { HelpName = "N", DefaultValueFactory = _ => otherwise, Description = "At most so many." };
        return Positive(limit);
    }

    /// <summary>The same where nothing given means all.</summary>
    public static Option<int?> Optional(string description) => Positive(new Option<int?>("--limit") { HelpName = "N", Description = description });

    private static Option<T> Positive<T>(Option<T> limit)
    {
        limit.Validators.Add(result =>
        {
            // A text that is no number has its own error already.
            if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError("--limit must be at least 1.");
            }
        });
        return limit;
    }
}
