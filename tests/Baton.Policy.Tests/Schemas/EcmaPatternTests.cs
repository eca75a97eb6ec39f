using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Schemas;

/// <summary>ECMA-262's syntax, which JSON Schema's <c>pattern</c> is in, where it differs from RE2's and .NET's.</summary>
public sealed class EcmaPatternTests
{
    [Theory]
    // A dot is any character but a line's end; there are four.
    [InlineData("^.$", "a", true)]
    [InlineData("^.$", "\\n", false)]
    [InlineData("^.$", "\\r", false)]
    [InlineData("^.$", "\\u2028", false)]
    [InlineData("^.$", "\\u2029", false)]
    [InlineData("^.$", "\\u0085", true)]
    [InlineData("^(?=.)(.)$", "\\r", false)]
    [InlineData("^(?=.)..$", "ab", true)]
    [InlineData("^[.]$", "a", false)]
    // Classes: a bracket inside one is a letter, an empty one holds nothing, its opposite everything.
    [InlineData("^[[:alpha:]]$", "a]", true)]
    [InlineData("^[[:alpha:]]$", "a", false)]
    [InlineData("^[^]$", "\\n", true)]
    [InlineData("^[^]$", "", false)]
    [InlineData("^[^]+x$", "a]x", true)]
    [InlineData("[]", "]", false)]
    [InlineData("^a[]|b$", "b", true)]
    [InlineData("^[a[b]$", "[", true)]
    [InlineData("^[\\\\]]$", "]", true)]
    [InlineData("^[\\\\s\\\\S]$", "\\u0085", true)]
    [InlineData("^[\\\\s\\\\S]$", "\\ufeff", true)]
    [InlineData("^[\\\\s\\\\S]+$", "a\\n\\u00a0", true)]
    [InlineData("^[^\\\\s]$", "\\ufeff", false)]
    [InlineData("^[^\\\\S]$", "\\ufeff", true)]
    [InlineData("^[\\\\S]$", "\\u0085", true)]
    [InlineData("^(?=.)[\\\\D]$", "٣", true)]
    [InlineData("^(?=.)[\\\\W]$", "é", true)]
    [InlineData("^(?!x)[\\\\w.-]+$", "a.b-c", true)]
    [InlineData("^(?!x)[\\\\w.-]+$", "é", false)]
    [InlineData("^[\\\\d\\\\-]+$", "1-2", true)]
    // White space is Unicode's.
    [InlineData("^\\\\s$", "\\u1680", true)]
    [InlineData("^\\\\s$", "\\u2028", true)]
    [InlineData("^\\\\s$", "\\u3000", true)]
    [InlineData("^\\\\s$", "\\u200b", false)]
    [InlineData("^\\\\s$", "\\u180e", false)]
    [InlineData("^\\\\s$", "\\u000b", true)]
    // Escapes.
    [InlineData("^\\\\u{1F600}$", "\\ud83d\\ude00", true)]
    [InlineData("^\\\\u{61}+$", "aa", true)]
    [InlineData("^\\\\uD83D\\\\uDE00$", "\\ud83d\\ude00", true)]
    [InlineData("^[\\\\u{1F600}-\\\\u{1F64F}]$", "\\ud83d\\ude02", true)]
    [InlineData("^[\\\\u00e0-\\\\u00ff]$", "é", true)]
    [InlineData("^\\\\x41$", "A", true)]
    [InlineData("^\\\\cJ$", "\\n", true)]
    [InlineData("^\\\\0$", "\\u0000", true)]
    [InlineData("^\\\\t\\\\n\\\\v\\\\f\\\\r$", "\\t\\n\\u000b\\f\\r", true)]
    [InlineData("^[\\\\b]$", "\\b", true)]
    [InlineData("^\\\\/\\\\.\\\\-$", "/.-", true)]
    [InlineData("^\\\\$\\\\^$", "$^", true)]
    // Properties by their long names too.
    [InlineData("^\\\\p{Letter}cole", "École", true)]
    [InlineData("^\\\\p{Letter}+$", "1", false)]
    [InlineData("^\\\\p{Lowercase_Letter}$", "é", true)]
    [InlineData("^\\\\p{Decimal_Number}+$", "١٢", true)]
    [InlineData("^\\\\p{digit}+$", "42", true)]
    [InlineData("^\\\\p{Script=Greek}+$", "αβγ", true)]
    [InlineData("^\\\\p{sc=Greek}+$", "abc", false)]
    [InlineData("^\\\\p{General_Category=Uppercase_Letter}$", "É", true)]
    [InlineData("^\\\\p{gc=Lu}$", "é", false)]
    [InlineData("^\\\\P{L}$", "1", true)]
    // Words are ASCII, with lookarounds and without.
    [InlineData("\\\\bcaf\\\\b", "café", true)]
    [InlineData("^(?=c)caf\\\\b", "café", true)]
    [InlineData("^\\\\W$", "é", true)]
    [InlineData("^(?!x)\\\\d+$", "٣", false)]
    // Characters, not their halves.
    [InlineData("^(?!x).$", "\\ud83d\\ude00", true)]
    [InlineData("^..$", "\\ud83d\\ude00", false)]
    [InlineData("^[^a]$", "\\ud83d\\ude00", true)]
    [InlineData("^🐲*$", "🐲🐲", true)]
    [InlineData("^🐲*$", "🐉", false)]
    // Lookarounds, back references, names.
    [InlineData("^(?!admin$)[a-z]+$", "admin", false)]
    [InlineData("^(?!admin$)[a-z]+$", "admins", true)]
    [InlineData("^[a-z]+(?<!_test)$", "x", true)]
    [InlineData("(?<=\\\\$)\\\\d+", "$5", true)]
    [InlineData("^(?<q>['\\\"]).*\\\\k<q>$", "'x'", true)]
    [InlineData("^(?<q>['\\\"]).*\\\\k<q>$", "'x\\\"", false)]
    [InlineData("^(a)(b)\\\\2\\\\1$", "abba", true)]
    // The very end.
    [InlineData("^a$", "a\\n", false)]
    [InlineData("^(?=a)a$", "a\\n", false)]
    [InlineData("a$|b", "xb", true)]
    // What real servers send: addresses, identifiers, dates.
    [InlineData("^(?!\\\\.)(?!.*\\\\.\\\\.)([A-Za-z0-9_'+\\\\-\\\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\\\-]*\\\\.)+[A-Za-z]{2,}$", "a.b@x.test", true)]
    [InlineData("^(?!\\\\.)(?!.*\\\\.\\\\.)([A-Za-z0-9_'+\\\\-\\\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\\\-]*\\\\.)+[A-Za-z]{2,}$", "a..b@x.test", false)]
    [InlineData("^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000)$", "123e4567-e89b-12d3-a456-426614174000", true)]
    [InlineData("^[^\\\\x00-\\\\x1F]+$", "a\\u0001", false)]
    [InlineData("^s3://([^/]+)/(.*?([^/]+)/?)$", "s3://bucket/a/b", true)]
    [InlineData("^\\\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\\\d|3[01])$", "2026-13-01", false)]
    public void Validate_Pattern_MeansWhatEcmaSays(string pattern, string text, bool found)
        => (Schema.Validate($$"""{"pattern":"{{pattern}}"}""", $"\"{text}\"") is null).ShouldBe(found);

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("(?<n>a")]
    [InlineData("\\\\p{Elvish}")]
    [InlineData("[b-a]")]
    [InlineData("a{2,1}")]
    public void Compile_PatternThatIsNone_IsRefused(string pattern)
        => Schema.Refused($$"""{"pattern":"{{pattern}}"}""").Message.ShouldBe($"the pattern {pattern.Replace("\\\\", "\\", StringComparison.Ordinal)} cannot be read");

    [Theory]
    // Names of members are matched as values are.
    [InlineData("^[^]$", "\\n", false)]
    [InlineData("^\\\\p{Letter}$", "é", false)]
    [InlineData("^.$", "\\r", true)]
    public void Validate_PatternProperties_MeanTheSame(string pattern, string name, bool valid)
        => (Schema.Validate($$"""{"patternProperties":{"{{pattern}}":false} }""", $$"""{"{{name}}":1}""") is null).ShouldBe(valid);
}
