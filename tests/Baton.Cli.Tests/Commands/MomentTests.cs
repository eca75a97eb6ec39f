using System.Globalization;
using Baton.Cli.Application;
using Baton.Cli.Commands;

namespace Baton.Cli.Tests.Commands;

/// <summary>Moments as operators write them.</summary>
public sealed class MomentTests : IDisposable
{
    private readonly CliHarness _cli = new();

    // The harness stands at 2026-03-01T12:00:00Z.
    [Theory]
    [InlineData("10m", "2026-03-01T11:50:00.000Z")]
    [InlineData("2h", "2026-03-01T10:00:00.000Z")]
    [InlineData("7d", "2026-02-22T12:00:00.000Z")]
    [InlineData("1w", "2026-02-22T12:00:00.000Z")]
    [InlineData("90s", "2026-03-01T11:58:30.000Z")]
    [InlineData("0s", "2026-03-01T12:00:00.000Z")]
    [InlineData("2026-02-28", "2026-02-28T00:00:00.000Z")]
    [InlineData("2026-02-28T10:30Z", "2026-02-28T10:30:00.000Z")]
    [InlineData("2026-02-28 10:30:15Z", "2026-02-28T10:30:15.000Z")]
    [InlineData("2026-02-28T10:30:15.5Z", "2026-02-28T10:30:15.500Z")]
    [InlineData("2026-02-28T10:30:15+02:00", "2026-02-28T08:30:15.000Z")]
    public void Read_Moment_IsBeforeNowOrAsWritten(string text, string moment)
    {
        using var nowhere = new StringWriter();
        var context = _cli.Context(nowhere, nowhere);
        var run = new CommandRun(context, CliRoot.Create(context).Parse([]), CancellationToken.None);
        Moments.Read(run, "--since", text).ShouldBe(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
        Moments.Read(run, "--since", null).ShouldBeNull();
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("12:30")]
    [InlineData("1/2/2026")]
    [InlineData("March 1")]
    [InlineData("2026-02-30")]
    [InlineData("2026-3-1")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("5y")]
    [InlineData("")]
    [InlineData("2026-02-28T10:30:15 PM")]
    [InlineData("20260301")]
    [InlineData("2026")]
    [InlineData("90")]
    [InlineData("2026-02-28T10:30")]
    [InlineData("2026-02-28 10:30:15")]
    [InlineData("99999999999d")]
    public async Task Query_SinceWhatIsNoMoment_SaysHowToWriteOne(string text)
    {
        var result = await _cli.RunAsync("audit", "query", "--since", text);
        result.Code.ShouldBe(2, result.ToString());
        result.Error.ShouldContain("--since");
        result.Error.ShouldContain("2026-03-01T12:00:00Z");
    }

    // The same words mean the same moment wherever a moment is asked for.
    [Theory]
    [InlineData("rewind --grant local --since MOMENT", "--since")]
    [InlineData("rewind --grant local --since 2020-01-01 --until MOMENT", "--until")]
    [InlineData("purge --expired-before MOMENT", "--expired-before")]
    [InlineData("purge --deleted-before MOMENT", "--deleted-before")]
    [InlineData("audit query --since MOMENT", "--since")]
    [InlineData("audit export --until MOMENT", "--until")]
    [InlineData("audit prune --before MOMENT", "--before")]
    [InlineData("agent list --since MOMENT", "--since")]
    public async Task Run_MomentOfAnyCommand_IsReadByTheSameRules(string line, string option)
    {
        foreach (var good in new[] { "10m", "2026-03-01T11:00:00Z", "2026-02-28", "2026-03-01T11:00:00+05:30" })
        {
            var result = await _cli.RunAsync([.. line.Split(' ').Select(word => word == "MOMENT" ? good : word)]);
            result.Code.ShouldBe(ExitCode.Done, $"{good}: {result}");
        }
        foreach (var bad in new[] { "20260301", "yesterday", "2026-02-30", "2026-02-28T10:30:00" })
        {
            var result = await _cli.RunAsync([.. line.Split(' ').Select(word => word == "MOMENT" ? bad : word)]);
            result.Code.ShouldBe(ExitCode.Usage, $"{bad}: {result}");
            result.Error.ShouldStartWith($"baton: {option}: '{bad}' ");
        }
    }

    [Fact]
    public async Task Run_MomentWithoutAnOffset_SaysHowToEndIt()
        => (await _cli.RunAsync("rewind", "--grant", "local", "--since", "2026-02-28T10:30:00")).Error.ShouldContain("has no offset: end it with Z or +hh:mm");

    public void Dispose() => _cli.Dispose();
}
