namespace Baton.Policy.Regexes;

/// <summary>
/// Unicode's properties that a character has or has not (Unicode 17.0), by the names and short names that ECMA-262 gives them; the
/// framework knows none of them.
/// </summary>
internal static class BinaryProperties
{
    private const string Resource = "Baton.Policy.Regexes.properties.txt";

    private static readonly Lazy<Dictionary<string, Lazy<CodePoints>>> All = new(Read);

    /// <summary>The characters that have the property; null when there is none of that name.</summary>
    public static CodePoints? Find(string name) => All.Value.GetValueOrDefault(name)?.Value;

    // A line is `Name hex-hex hex`, or `Name=Short hex-hex hex`.
    private static Dictionary<string, Lazy<CodePoints>> Read()
    {
        var all = new Dictionary<string, Lazy<CodePoints>>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(BinaryProperties).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            var names = line.IndexOf(' ', StringComparison.Ordinal);
            var points = new Lazy<CodePoints>(() => CodePoints.Parse(line[(names + 1)..]));
            foreach (var name in line[..names].Split('=')) all[name] = points;
        }
        return all;
    }
}
