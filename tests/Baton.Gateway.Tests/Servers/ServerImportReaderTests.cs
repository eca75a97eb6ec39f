using System.Text;
using Baton.Gateway.Servers;

namespace Baton.Gateway.Tests.Servers;

/// <summary>The files in which clients keep their servers, as people have them: in every shape, and broken.</summary>
public sealed class ServerImportReaderTests
{
    [Theory]
    [InlineData("""{"mcpServers":{"files":{"command":"npx"}}}""")]
    [InlineData("""{"servers":{"files":{"type":"stdio","command":"npx"}}}""")]
    [InlineData("""{"mcp":{"servers":{"files":{"command":"npx"}}}}""")]
    [InlineData("""{"theme":"dark","mcpServers":{"files":{"command":"npx"}},"servers":{"other":{"command":"node"}}}""")]
    [InlineData("// written by hand\n{\"mcpServers\":{/* mine */\"files\":{\"command\":\"npx\",},},}")]
    public void Read_EveryShapeOfClients_FindsTheServer(string text)
    {
        var import = Read(text);

        var server = import.Servers.ShouldHaveSingleItem().ShouldBeOfType<ServerConfig.Stdio>();
        (server.Name, server.Command).ShouldBe(("files", "npx"));
        import.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Read_AChild_TakesEveryField()
    {
        var server = One("""{"command":"npx","args":["-y","pkg","a b"],"env":{"KEY":"v","PORT":8080,"DEBUG":true},"cwd":"/srv"}""").ShouldBeOfType<ServerConfig.Stdio>();

        server.Arguments.ShouldBe(["-y", "pkg", "a b"]);
        server.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}").ShouldBe(["DEBUG=true", "KEY=v", "PORT=8080"]);
        server.WorkingFolder.ShouldBe("/srv");
        server.Review.ShouldBe(ServerReview.OnUse);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("serverUrl")]
    [InlineData("httpUrl")]
    public void Read_AnAddress_IsTakenUnderEveryClientsName(string key)
    {
        var server = One($$"""{"{{key}}":"https://a.example/mcp?x=1","headers":{"Authorization":"Bearer t"},"command":"ignored"}""").ShouldBeOfType<ServerConfig.Http>();

        server.Url.AbsoluteUri.ShouldBe("https://a.example/mcp?x=1");
        server.Headers.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, string>("Authorization", "Bearer t"));
    }

    [Theory]
    [InlineData("", "The file is not JSON: line 1, byte 1: ")]
    [InlineData("{\n mcp", "The file is not JSON: line 2, byte 2: ")]
    [InlineData("{", "The file is not JSON: ")]
    [InlineData("""{"mcpServers":{}} x""", "The file is not JSON: ")]
    [InlineData("[]", "The file has no object \"mcpServers\" or \"servers\".")]
    [InlineData("null", "The file has no object \"mcpServers\" or \"servers\".")]
    [InlineData("""{"mcpServers":null}""", "The file has no object \"mcpServers\" or \"servers\".")]
    [InlineData("""{"mcpServers":[{"command":"npx"}]}""", "The file has no object \"mcpServers\" or \"servers\".")]
    [InlineData("""{"mcp":{"servers":"npx"}}""", "The file has no object \"mcpServers\" or \"servers\".")]
    public void Read_AFileWithoutServers_SaysWhatIsWrongWithIt(string text, string problem)
    {
        var import = Read(text);

        import.Servers.ShouldBeEmpty();
        import.Problems.ShouldHaveSingleItem().ShouldStartWith(problem);
    }

    [Theory]
    [InlineData("memory", """{"command":"npx"}""", "memory: not taken over: the name 'memory' is Baton's own server.")]
    [InlineData("files", "[]", "files: not taken over: it is not an object.")]
    [InlineData("files", "{}", "files: not taken over: it has neither \"command\" nor \"url\".")]
    [InlineData("files", """{"command":""}""", "files: not taken over: it has neither \"command\" nor \"url\".")]
    [InlineData("files", """{"command":7}""", "files: not taken over: it has neither \"command\" nor \"url\".")]
    [InlineData("files", """{"command":"npx","args":["--port",8080]}""", "files: not taken over: its \"args\" are not a list of strings.")]
    [InlineData("files", """{"command":"npx","args":"--port 8080"}""", "files: not taken over: its \"args\" are not a list of strings.")]
    [InlineData("files", """{"command":"npx","args":[["-y"],"pkg"]}""", "files: not taken over: its \"args\" are not a list of strings.")]
    [InlineData("files", """{"command":"npx","args":{"a":"b"}}""", "files: not taken over: its \"args\" are not a list of strings.")]
    [InlineData("files", """{"command":"npx","args":[null]}""", "files: not taken over: its \"args\" are not a list of strings.")]
    [InlineData("files", """{"url":"ftp://a.example"}""", "files: not taken over: 'ftp://a.example' is no http or https URL.")]
    [InlineData("files", """{"url":"https://me:pw@a.example"}""", "files: not taken over: 'https://me:pw@a.example' is no http or https URL.")]
    [InlineData("files", """{"url":"a.example/mcp","command":"npx"}""", "files: not taken over: 'a.example/mcp' is no http or https URL.")]
    [InlineData("files", """{"command":"npx","env":{"A=B":"1"}}""", "files: not taken over: 'A=B' is no variable's name.")]
    [InlineData("files", """{"command":"npx","args":["a\u0000b"]}""", "files: not taken over: An argument has a NUL character, which no program can be given.")]
    [InlineData("files", """{"url":"https://a.example","headers":{"X Y":"1"}}""", "files: not taken over: 'X Y' is no header's name.")]
    [InlineData("", """{"command":"npx"}""", "\"\": not taken over: no name can be made of it.")]
    [InlineData("..-", """{"command":"npx"}""", "..-: not taken over: no name can be made of it.")]
    [InlineData("日本", """{"command":"npx"}""", "日本: not taken over: no name can be made of it.")]
    public void Read_AnEntryThatCannotBe_IsAProblemAndTheOthersAreTaken(string name, string entry, string problem)
    {
        var import = Read($$$"""{"mcpServers":{"{{{name}}}":{{{entry}}},"good":{"command":"node"} } }""");

        import.Problems.ShouldBe([problem]);
        import.Servers.ShouldHaveSingleItem().Name.ShouldBe("good");
    }

    [Theory]
    [InlineData("My Files!", "My-Files-")]
    [InlineData(" @scope/pkg ", "scope-pkg")]
    [InlineData(".hidden", "hidden")]
    public void Read_ANameThatNoServerCanHave_IsTakenOverUnderAnother(string given, string name)
    {
        var import = Read($$$"""{"mcpServers":{"{{{given}}}":{"command":"npx"} } }""");

        import.Servers.ShouldHaveSingleItem().Name.ShouldBe(name);
        import.Problems.ShouldBe([$"{given}: taken over as '{name}'."]);
    }

    [Theory]
    [InlineData("""{"url":"https://a.example","command":"npx"}""", "files: it has a command and an address; the address was taken.")]
    [InlineData("""{"url":"https://a.example/sse","type":"sse"}""", "files: its type is \"sse\", a transport of 2024 that is not spoken here; 'baton server test files' says whether the address takes Streamable HTTP too.")]
    [InlineData("""{"command":"npx","disabled":true}""", "files: it is disabled in the client's file; taken over all the same, and reached by no grant until one names it.")]
    [InlineData("""{"command":"npx","envFile":".env"}""", "files: its envFile is not read; give the variables with 'baton server add --env'.")]
    public void Read_WhatIsAnotherHere_IsSaid(string entry, string note)
    {
        var import = Read($$$"""{"mcpServers":{"files":{{{entry}}} } }""");

        import.Servers.ShouldHaveSingleItem().Name.ShouldBe("files");
        import.Problems.ShouldBe([note]);
    }

    [Theory]
    [InlineData("""{"command":"npx","disabled":false,"envFile":null,"type":"sse"}""")]
    [InlineData("""{"url":"https://a.example","type":"streamable-http","command":null}""")]
    public void Read_WhatIsTheSameHere_IsNot(string entry)
        => Read($$$"""{"mcpServers":{"files":{{{entry}}} } }""").Problems.ShouldBeEmpty();

    [Fact]
    public void Read_AFileWithAByteOrderMark_IsReadAsOneWithout()
        => ServerImportReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. """{"mcpServers":{"files":{"command":"npx"}}}"""u8]).Servers.ShouldHaveSingleItem().Name.ShouldBe("files");

    [Fact]
    public void Read_TwoEntriesThatBecomeOneName_TakesTheFirstAndSaysSo()
    {
        var import = Read("""{"mcpServers":{"a b":{"command":"one"},"a-b":{"command":"two"},"a b":{"command":"three"}}}""");

        import.Servers.ShouldHaveSingleItem().ShouldBeOfType<ServerConfig.Stdio>().Command.ShouldBe("one");
        import.Problems.ShouldBe(
        [
            "a b: taken over as 'a-b'.",
            "a-b: not taken over: an entry before it has the name 'a-b'.",
            "a b: not taken over: an entry before it has the name 'a-b'.",
        ]);
    }

    [Fact]
    public void Read_AVariableGivenTwice_HasItsLastValue()
        => One("""{"command":"npx","env":{"KEY":"first","KEY":"last"}}""").ShouldBeOfType<ServerConfig.Stdio>().Variables["KEY"].ShouldBe("last");

    [Theory]
    [InlineData("""{"command":"npx","env":{"KEY":"${env:TOKEN}"}}""", "${env:TOKEN}")]
    [InlineData("""{"command":"${workspaceFolder}/run"}""", "${workspaceFolder}")]
    [InlineData("""{"command":"npx","args":["--token","${input:token}"]}""", "${input:token}")]
    [InlineData("""{"url":"https://a.example","headers":{"Authorization":"Bearer ${TOKEN}"}}""", "${TOKEN}")]
    [InlineData("""{"url":"https://a.example","headers":{"Authorization":"Bearer sk-secret-${PART}-rest"}}""", "${PART}")]
    [InlineData("""{"command":"npx","env":{"KEY":"${never closed"}}""", "${")]
    public void Read_APlaceholder_IsTakenOverAndPointedOut_WithoutWhatStandsBesideIt(string entry, string placeholder)
    {
        var import = Read($$$"""{"mcpServers":{"files":{{{entry}}} } }""");

        import.Servers.ShouldHaveSingleItem();
        import.Problems.ShouldHaveSingleItem().ShouldBe($"files: '{placeholder}' is a placeholder that only the client fills in; give the value with 'baton server add'.");
    }

    [Theory]
    [InlineData("""{"mcpServers":{"a":{"command":"\ud800"}}}""")]
    [InlineData("""{"mcpServers":{"\udc00":{"command":"x"}}}""")]
    [InlineData("""{"mcpServers":{"a":{"command":"x","args":["\ud800"]}}}""")]
    [InlineData("""{"mcpServers":{"a":{"url":"http://\ud800"}}}""")]
    [InlineData("""{"mcpServers":{"a":{"command":"x","env":{"K":"\udfff"}}}}""")]
    public void Read_ATextThatIsNoUnicode_IsAProblemAndNoException(string text)
    {
        var import = Read(text);

        import.Servers.ShouldBeEmpty();
        import.Problems.ShouldBe(["The file has a text that is no Unicode."]);
    }

    [Theory]
    [InlineData("""{"command":"npx","args":[]}""")]
    [InlineData("""{"command":"npx","args":null}""")]
    [InlineData("""{"command":"npx"}""")]
    public void Read_NoArguments_AreNone(string entry) => One(entry).ShouldBeOfType<ServerConfig.Stdio>().Arguments.ShouldBeEmpty();

    private static ServerConfig One(string entry) => Read($$$"""{"mcpServers":{"files":{{{entry}}} } }""").Servers.ShouldHaveSingleItem();

    private static ServerImport Read(string text) => ServerImportReader.Read(Encoding.UTF8.GetBytes(text));
}
