using Baton.Protocol.Messages;

namespace Baton.Gateway.MetaTools;

/// <summary>A tool that calls other tools by their names, and where in its arguments it says which, with what.</summary>
/// <param name="Tool">Its own name.</param>
/// <param name="NameKey">The argument that names the tool; null for any of the usual ones.</param>
/// <param name="ArgumentsKey">The argument that holds the other tool's arguments; null for any of the usual ones.</param>
public sealed record MetaTool(string Tool, string? NameKey = null, string? ArgumentsKey = null)
{
    /// <summary>Those that are known without being configured.</summary>
    public static IReadOnlyList<MetaTool> Known { get; } = [new("m3_call"), new("call_tool"), new("invoke_tool")];

    /// <summary>Reads <c>TOOL</c> or <c>TOOL=NAMEKEY,ARGUMENTSKEY</c>; null when it is neither.</summary>
    public static MetaTool? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var divide = text.IndexOf('=', StringComparison.Ordinal);
        var tool = divide < 0 ? text : text[..divide];
        if (NameRule.Fault(tool) is not null) return null;
        if (divide < 0) return new MetaTool(tool);
        var keys = text[(divide + 1)..].Split(',');
        return keys.Length == 2 && keys.All(key => NameRule.Fault(key) is null) ? new MetaTool(tool, keys[0], keys[1]) : null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => NameKey is null ? Tool : $"{Tool}={NameKey},{ArgumentsKey}";
}
