using System.Collections.Immutable;
using Baton.Gateway.MetaTools;
using Baton.Gateway.Servers;
using Baton.TestSupport.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Servers;

public sealed class ServerConfigTextTests
{
    private static readonly Gen<string> Word = Gen.Elements("", "a", "b", "ab", "1:a", "0:", "stdio", "=");

    private static readonly Gen<ServerConfig.Stdio> Children =
        from command in Word
        from folder in Gen.Elements<string?>(null, "a", "0:")
        from arguments in Word.ListOf()
        from variables in Gen.Zip(Word, Word).ListOf()
        select new ServerConfig.Stdio
        {
            Name = "s", Command = command, WorkingFolder = folder, Arguments = [.. arguments.Take(3)],
            Variables = variables.Take(3).DistinctBy(pair => pair.Item1).ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2),
        };

    [Fact]
    public void Text_OfTwoChildren_IsEqualExactlyWhenTheyAreReachedAlike()
        => Prop.ForAll(Children.ToArbitrary(), Children.ToArbitrary(), static (one, other) => (one.Text() == other.Text()).ShouldBe(IsSame(one, other)))
            .Check(Repeatable.Config.WithMaxTest(500));

    [Fact]
    public void Text_OfAnotherNameReviewOrMetaTool_IsTheSame()
    {
        var server = new ServerConfig.Stdio { Name = "s", Command = "npx" };
        (server with { Name = "t", Review = ServerReview.First, MetaTools = [new MetaTool("run")] }).Text().ShouldBe(server.Text());
    }

    [Fact]
    public void Text_OfAHeaderOrAnAddress_MakesAnotherConnection()
    {
        var server = new ServerConfig.Http { Name = "s", Url = new Uri("https://a.example/mcp") };
        var other = server with { Headers = server.Headers.Add("A", "1").Add("B", "2") };
        string[] texts = [server.Text(), other.Text(), (other with { Headers = server.Headers.Add("A", "2").Add("B", "1") }).Text(), (server with { Url = new Uri("https://a.example/mcp/") }).Text()];
        texts.ShouldBeUnique();
        (server with { Headers = server.Headers.Add("B", "2").Add("A", "1") }).Text().ShouldBe(other.Text());
    }

    /// <summary>A folder that is not named is the gateway's own, as an empty one would be.</summary>
    private static bool IsSame(ServerConfig.Stdio one, ServerConfig.Stdio other)
        => one.Command == other.Command && (one.WorkingFolder ?? "") == (other.WorkingFolder ?? "") && one.Arguments.SequenceEqual(other.Arguments)
           && one.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(other.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
