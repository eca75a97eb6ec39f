using System.Text;
using System.Text.Json;
using Baton.Cli.Application;

namespace Baton.Cli.Tests.Policies;

/// <summary>What the commands about policies take: both forms, from files and standard input, and what has no end.</summary>
public sealed class PolicyInputTests
{
    private const string Json = """{"version":"1","default":"deny","tools":{"t":{"require":[{"conditions":[{"path":"caller.grant","op":"eq","value":"ci"}]}]}}}""";
    private const string Yaml = "version: \"1\"\ndefault: deny\ntools:\n  t:\n    require:\n      - conditions:\n          - {path: caller.grant, op: eq, value: ci}\n";

    [Theory]
    [InlineData("policy check -", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    [InlineData("policy test -", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    [InlineData("policy explain - --tool t", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    [InlineData("policy diff p.json -", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    [InlineData("policy import -", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    [InlineData("policy check p.json --tools -", "standard input has more than 64 MiB, which no policy and no list of tools has.")]
    public async Task Run_InputWithoutEnd_EndsAndIsWrongUsage(string line, string says)
    {
        using var cli = new CliHarness { OpenInput = () => new Endless() };
        cli.Write("p.json", Json);
        var result = await cli.RunAsync(line.Split(' '));
        result.Code.ShouldBe(ExitCode.Usage, result.ToString());
        result.Error.ShouldContain(says);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_DocumentOverItsBound_IsToldItsSize()
    {
        using var cli = new CliHarness();
        cli.Write("p.json", $$"""{"version":"1","default":"deny","description":"{{new string('x', 1024 * 1024)}}"}""");
        var result = await cli.RunAsync("policy", "check", "p.json");
        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldContain("p.json:1:1: error too_large: The document has 1048625 bytes, more than 1048576: use globs and classes in place of repeated entries.");
    }

    [Theory]
    // The caller, as it is said and as the policy sees it.
    [InlineData("", "deny")]
    [InlineData("--caller grant=ci", "allow")]
    [InlineData("--caller ci", "allow")]
    [InlineData("--caller grant=CI", "deny")]
    [InlineData("--caller principal=ci", "deny")]
    [InlineData("--caller grant=x --caller grant=ci", "allow")]
    [InlineData("--caller session=s --caller grant=ci --caller principal=a=b", "allow")]
    public async Task Explain_Caller_IsWhoIsSaid(string flags, string outcome)
    {
        using var cli = new CliHarness();
        cli.Write("p.json", Json);
        cli.Write("p.yml", Yaml);
        foreach (var file in new[] { "p.json", "p.yml" })
        {
            var result = await cli.RunAsync(["policy", "explain", file, "--tool", "t", "--json", .. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            using var said = JsonDocument.Parse(result.Out);
            said.RootElement.GetProperty("outcome").GetString().ShouldBe(outcome);
        }
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Yaml)]
    [InlineData("\uFEFF" + Json)]
    [InlineData("\n\t " + Json)]
    public async Task Check_StandardInput_IsKnownByItsFirstLetter(string text)
    {
        using var cli = new CliHarness { Input = Encoding.UTF8.GetBytes(text) };
        var result = await cli.RunAsync("policy", "check", "-");
        (result.Code, result.Out).ShouldBe((ExitCode.Done, "0 errors, 0 warnings.\n"), result.ToString());
    }

    [Theory]
    // What each wrong document says on one line: file, line, column, code, place.
    [InlineData("tools: {yes: {}}", "p.yaml:3:9: error yaml_ambiguous at /tools/yes: `yes` means different things to different YAML readers")]
    [InlineData("tools: {<<: {a: {}}}", "p.yaml:3:9: error yaml_merge at /tools/<<: `<<` merges another mapping in some YAML readers")]
    [InlineData("tools: &a {}", "p.yaml:3:8: error yaml_anchor at /tools: Anchors and aliases are not read in a policy")]
    [InlineData("tools: !x {}", "p.yaml:3:8: error yaml_tag at /tools: The tag !x is not read in a policy")]
    [InlineData("default: allow", "p.yaml:3:1: error duplicate_key at /default: `default` stands here a second time: remove one of the two.")]
    [InlineData("tools: {t: {limits: [{counter: c, window: day, max: 1e400000}]}}", "p.yaml:3:53: error number at /tools/t/limits/0/max: A number may have 64 digits and an exponent of 400 at most.")]
    [InlineData("description: \"\\uDC00\\uD800\"", "p.yaml:3:")]
    public async Task Check_Yaml_SaysThePlaceOfEachError(string line, string says)
    {
        using var cli = new CliHarness();
        cli.Write("p.yaml", $"version: \"1\"\ndefault: deny\n{line}\n");
        var result = await cli.RunAsync("policy", "check", "p.yaml");
        result.Code.ShouldBe(ExitCode.No);
        result.Out.ShouldContain(says);
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)' ');
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }
}
