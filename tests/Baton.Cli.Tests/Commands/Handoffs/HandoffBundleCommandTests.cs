using Baton.Cli.Application;

namespace Baton.Cli.Tests.Commands.Handoffs;

/// <summary>A handoff from one machine to another, as a signed file: who signed is checked before anything is read.</summary>
public sealed class HandoffBundleCommandTests : IDisposable
{
    private readonly CliHarness _here = new();
    private readonly CliHarness _there = new();

    [Fact]
    public async Task BundleThenOpen_OnAnotherMachine_BringsTheHandoffWithWhatItRefersTo()
    {
        var key = await BundleAsync();

        var answer = (await _there.JsonAsync("handoff", "open", _here.At("login.baton"), "--from", key)).Single();

        (answer.Text("imported"), answer.Text("records"), answer.Text("failed")).ShouldBe(("True", "2", "0"));
        (await _there.RunAsync("handoff", "show", "login", "--project", "shop", "--body")).Out.ShouldBe("the body\r\n");
        (await _there.JsonAsync("memory", "show", "grammar", "--project", "shop")).Single().GetProperty("memory").Text("content").ShouldBe("the grammar is LL(1)");
    }

    [Fact]
    public async Task Bundle_Json_SaysWhatWasWrittenAndWhoSigned()
    {
        await SaveAsync();
        var answer = (await _here.JsonAsync("handoff", "bundle", "login", "--project", "shop", "--out", "login.baton")).Single();

        answer.Text("file").ShouldBe(_here.At("login.baton"));
        answer.Text("bytes").ShouldBe(new FileInfo(_here.At("login.baton")).Length.ToString());
        answer.Text("signer").ShouldBe((await _here.JsonAsync("handoff", "key")).Single().Text("key"));
        (answer.Text("encrypted"), answer.Text("records")).ShouldBe(("False", "2"));
        answer.GetProperty("outside_links").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Key_IsTheSameEveryTimeAndAnotherOnAnotherMachine()
    {
        var key = (await _here.RunAsync("handoff", "key")).Out.Trim();

        key.ShouldStartWith("baton1-");
        (await _here.RunAsync("handoff", "key")).Out.Trim().ShouldBe(key);
        (await _there.RunAsync("handoff", "key")).Out.Trim().ShouldNotBe(key);
    }

    [Fact]
    public async Task Open_SignedBySomebodyElse_BringsInNothing()
    {
        await BundleAsync();
        var theirs = (await _there.RunAsync("handoff", "key")).Out.Trim();

        var result = await _there.RunAsync("handoff", "open", _here.At("login.baton"), "--from", theirs);

        result.Code.ShouldBe(ExitCode.No, result.ToString());
        (await _there.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_WithoutSayingWhoMustHaveSigned_NamesTheSignerAndReadsNothing()
    {
        var key = await BundleAsync();

        var result = await _there.RunAsync("handoff", "open", _here.At("login.baton"));

        result.Code.ShouldBe(ExitCode.No, result.ToString());
        result.Error.ShouldContain(key);
        (await _there.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    // One bit anywhere in the file: in the signature, the names, the bodies.
    [Fact]
    public async Task Open_OneBitChanged_BringsInNothing()
    {
        var key = await BundleAsync();
        var bytes = await File.ReadAllBytesAsync(_here.At("login.baton"));
        for (var at = 0; at < bytes.Length; at += Math.Max(1, bytes.Length / 12))
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(_there.At("changed.baton"), changed);

            (await _there.RunAsync("handoff", "open", "changed.baton", "--from", key)).Code.ShouldNotBe(ExitCode.Done, $"byte {at}");
        }
        (await _there.JsonAsync("handoff", "list")).ShouldBeEmpty();
        (await _there.JsonAsync("memory", "search", "grammar")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_EncryptedToMe_OpensHereAndNowhereElse()
    {
        var recipient = (await _there.RunAsync("handoff", "key")).Out.Trim();
        var key = await BundleAsync("--to", recipient);

        (await File.ReadAllTextAsync(_here.At("login.baton"))).ShouldNotContain("the body");
        using var third = new CliHarness();
        (await third.RunAsync("handoff", "open", _here.At("login.baton"), "--from", key)).Code.ShouldBe(ExitCode.No);
        (await _there.RunAsync("handoff", "open", _here.At("login.baton"), "--from", key)).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Open_DryRun_SaysWhatWouldHappenAndWritesNothing()
    {
        var key = await BundleAsync();

        var result = await _there.RunAsync("handoff", "open", _here.At("login.baton"), "--from", key, "--dry-run");

        result.Out.ShouldStartWith("Would import 2 records in 2 versions");
        (await _there.JsonAsync("handoff", "list")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_Twice_AddsNothingTheSecondTime()
    {
        var key = await BundleAsync();
        await _there.RunAsync("handoff", "open", _here.At("login.baton"), "--from", key);

        var again = (await _there.JsonAsync("handoff", "open", _here.At("login.baton"), "--from", key)).Single();

        again.Text("records").ShouldBe("0");
        (await _there.JsonAsync("handoff", "list")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("handoff open nosuch.baton", ExitCode.Usage, "There is no file")]
    [InlineData("handoff open junk --from nokey", ExitCode.Usage, "--from: that is no key.")]
    [InlineData("handoff bundle x --out y --to nokey", ExitCode.Usage, "--to: that is no key.")]
    [InlineData("handoff bundle nosuch --out y", ExitCode.No, "nosuch")]
    public async Task AnyOfThem_WhatCannotBe_SaysSo(string line, int code, string says)
    {
        _here.Write("junk", "not a bundle");
        var result = await _here.RunAsync(line.Split(' '));

        result.Code.ShouldBe(code, result.ToString());
        result.Error.ShouldContain(says);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a bundle")]
    [InlineData("{}")]
    public async Task Open_FileThatIsNoBundle_SaysSo(string text)
    {
        var key = (await _here.RunAsync("handoff", "key")).Out.Trim();
        _here.Write("junk", text);

        var result = await _here.RunAsync("handoff", "open", "junk", "--from", key);

        result.Code.ShouldBeOneOf(ExitCode.No, ExitCode.Usage);
        result.Error.ShouldStartWith("baton: ");
    }

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private async Task<string> BundleAsync(params string[] options)
    {
        await SaveAsync();
        (await _here.RunAsync(["handoff", "bundle", "login", "--project", "shop", "--out", "login.baton", .. options])).Code.ShouldBe(ExitCode.Done);
        return (await _here.RunAsync("handoff", "key")).Out.Trim();
    }

    private async Task SaveAsync()
    {
        var memory = (await _here.JsonAsync("memory", "save", "the grammar is LL(1)", "--key", "grammar", "--project", "shop")).Single().GetProperty("memories")[0].Text("id");
        (await _here.RunAsync("handoff", "save", "login works", "--key", "login", "--project", "shop", "--body", "the body\r\n", "--ref", memory)).Code.ShouldBe(ExitCode.Done);
    }
}
