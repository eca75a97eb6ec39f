using System.Text;
using Baton.Gateway.Pins;

namespace Baton.Gateway.Tests.Pins;

/// <summary>What is wrong in a server's lists is told to the operator, once, and not without end.</summary>
public sealed class ListOdditiesTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Tell_WhatIsWrong_NamesServerKindAndEntry_Once()
    {
        var oddities = new ListOddities(_log.Add);

        for (var times = 0; times < 3; times++)
        {
            Tell(oddities, "files", PinKind.Tool, """{"tools":[{"name":"a","description":["x"]},{"name":"a"}]}""");
            Tell(oddities, "files", PinKind.Prompt, """{"prompts":[{"name":"a","description":7},{"title":"b"}]}""");
            Tell(oddities, "other", PinKind.Template, """{"resourceTemplates":{}}""");
        }

        _log.ShouldBe(
        [
            "baton: the server 'files' lists the tool 'a' wrongly: Its description is not a string: taken as absent.",
            "baton: the server 'files' lists the tool 'a' wrongly: The name appears twice: only the first definition is used, and the server may answer either.",
            "baton: the server 'files' lists the prompt 'a' wrongly: Its description is not a string: taken as absent.",
            "baton: the server 'files' lists prompts wrongly: Entry 1 has no name that is text: left out.",
            "baton: the server 'other' lists templates wrongly: No list: expected {\"resourceTemplates\": [...]}.",
        ]);
    }

    [Fact]
    public void Tell_AServerThatInventsFaults_IsCutShort()
    {
        var oddities = new ListOddities(_log.Add);

        for (var at = 0; at < 300; at++) Tell(oddities, "files", PinKind.Tool, $$"""{"tools":[{"name":"t{{at}}","description":7}]}""");
        Tell(oddities, "other", PinKind.Tool, """{"tools":[{"name":"a","description":7}]}""");

        _log.Count.ShouldBe(102);
        _log[100].ShouldBe("baton: the server 'files' lists more that is wrong; 'baton server test files' shows all of it.");
        _log[101].ShouldStartWith("baton: the server 'other' lists the tool 'a' wrongly");
    }

    private static void Tell(ListOddities oddities, string server, PinKind kind, string list) => oddities.Tell(server, kind, PinKinds.Read(kind, Encoding.UTF8.GetBytes(list)));
}
