using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.Memory.Operations;
using Baton.Memory.Outcomes;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Bundles;

public sealed class HandoffBundleTests
{
    private static readonly BundleKey Alice = Key("alice");
    private static readonly BundleKey Bob = Key("bob");
    private static readonly BundleKey Eve = Key("eve");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bundle_BringsTheHandoffAndWhatItRefersTo_WithTheSameBytes_AndTwiceChangesNothing(bool encrypted)
    {
        await using var here = await Room.OpenAsync();
        var id = await SaveAsync(here);
        var file = await MakeAsync(here, id, encrypted ? Bob.Identity : null);
        Encoding.UTF8.GetString(file).Contains("decided", StringComparison.Ordinal).ShouldBeFalse();

        await using var there = await Room.OpenAsync();
        (await OpenAsync(there, file, Bob, Alice.Identity, keep: false)).Value.Records.ShouldBe(3);
        await there.RefusedAsync(FailureCode.NotFound, "handoff_load", $"{{'id':'{id}'}}");
        var report = (await OpenAsync(there, file, Bob, Alice.Identity)).Value;
        (report.Records, report.Versions, report.Failed).ShouldBe((3, 4, 0));
        var loaded = await there.DoneAsync("handoff_load", $"{{'id':'{id}'}}");
        loaded.Text("handoff.body").ShouldBe("body 🔑\r\n");
        loaded.Text("handoff.created_by.principal").ShouldBe("ada");
        (await there.DoneAsync("memory_get", $"{{'id':'{loaded.Text("handoff.refs.0")}'}}")).Text("memory.content").ShouldBe("we decided on tabs");
        (await there.DoneAsync("handoff_load", $"{{'id':'{loaded.Text("handoff.refs.1")}'}}")).Text("handoff.summary").ShouldBe("earlier work");
        var again = (await OpenAsync(there, file, Bob, Alice.Identity)).Value;
        (again.Records, again.Versions, again.Failed).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Bundle_HoldsNothingElse()
    {
        await using var here = await Room.OpenAsync();
        var id = await SaveAsync(here);
        await here.DoneAsync("memory_save", "{'content':'a secret of another project','project':'other'}");
        await using var there = await Room.OpenAsync();
        (await OpenAsync(there, await MakeAsync(here, id, null), Bob, Alice.Identity)).Value.Records.ShouldBe(3);
        (await there.DoneAsync("memory_search", "{'query':'secret project'}")).At("results").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task WithoutAnExpectedSigner_NothingIsRead_AndTheKeyIsSaid()
    {
        await using var here = await Room.OpenAsync();
        var refused = (await OpenAsync(here, await MakeAsync(here, await SaveAsync(here), null), Bob, null)).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe(FailureCode.ConfirmRequired);
        refused.Message.ShouldContain(Alice.Identity.ToString());
    }

    [Fact]
    public async Task AnotherSigner_IsRefused()
    {
        await using var here = await Room.OpenAsync();
        await using var there = await Room.OpenAsync();
        var file = await MakeAsync(here, await SaveAsync(here), null);
        var refused = (await OpenAsync(there, file, Bob, Eve.Identity)).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe(FailureCode.Forbidden);
        refused.Message.ShouldContain(Alice.Identity.ToString());
        (await there.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task AnotherRecipient_CannotReadIt()
    {
        await using var here = await Room.OpenAsync();
        await using var there = await Room.OpenAsync();
        var file = await MakeAsync(here, await SaveAsync(here), Bob.Identity);
        var refused = (await OpenAsync(there, file, Eve, Alice.Identity)).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe(FailureCode.Forbidden);
        refused.Message.ShouldContain(Bob.Identity.ToString());
        (await there.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Theory]
    [InlineData("\"contents\":\"", 30)]
    [InlineData("\"signature\":\"", 20)]
    [InlineData("\"signer\":\"", 20)]
    [InlineData("\"recipient\":\"", 20)]
    public async Task AnyChange_IsNoticed_AndNothingIsWritten(string member, int after)
    {
        await using var here = await Room.OpenAsync();
        await using var there = await Room.OpenAsync();
        var file = await MakeAsync(here, await SaveAsync(here), Bob.Identity);
        var place = Encoding.UTF8.GetString(file).IndexOf(member, StringComparison.Ordinal) + member.Length + after;
        file[place] = file[place] == (byte)'A' ? (byte)'B' : (byte)'A';
        var refused = (await OpenAsync(there, file, Bob, Alice.Identity)).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe(FailureCode.Invalid);
        refused.Message.ShouldStartWith("The bundle");
        (await there.DoneAsync("handoff_list")).Number("total").ShouldBe(0);
    }

    [Fact]
    public async Task ContentsOfOneBundle_UnderTheSignatureOfAnother_AreRefused()
    {
        await using var here = await Room.OpenAsync();
        var file = Encoding.UTF8.GetString(await MakeAsync(here, await SaveAsync(here), null));
        await here.DoneAsync("handoff_save", "{'key':'other','summary':'other'}");
        var other = Encoding.UTF8.GetString(await MakeAsync(here, "other", null));
        static string Member(string text, string name) => text[text.IndexOf($"\"{name}\":", StringComparison.Ordinal)..].Split('"')[3];
        var mixed = file.Replace(Member(file, "contents"), Member(other, "contents"), StringComparison.Ordinal);
        (await OpenAsync(here, Encoding.UTF8.GetBytes(mixed), Bob, Alice.Identity)).Failure.ShouldNotBeNull().Message.ShouldContain("signature");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task TruncatedFile_IsSaid(double share)
    {
        await using var here = await Room.OpenAsync();
        var file = await MakeAsync(here, await SaveAsync(here), null);
        var refused = (await OpenAsync(here, file[..(int)(file.Length * share)], Bob, Alice.Identity)).Failure.ShouldNotBeNull();
        refused.Code.ShouldBe(FailureCode.Invalid);
        refused.Message.ShouldContain("cut off");
    }

    [Theory]
    [InlineData("{}", "no handoff bundle")]
    [InlineData("[1]", "no handoff bundle")]
    [InlineData("{\"baton_bundle\":2}", "format 2")]
    [InlineData("{\"baton_bundle\":1}", "cannot be read")]
    [InlineData("{\"baton_bundle\":1,\"signer\":\"x\",\"contents\":\"\",\"signature\":\"\"}", "signer is no key")]
    public async Task WhatIsNoBundle_IsSaid(string text, string why)
    {
        await using var room = await Room.OpenAsync();
        (await OpenAsync(room, Encoding.UTF8.GetBytes(text), Bob, Alice.Identity)).Failure.ShouldNotBeNull().Message.ShouldContain(why);
    }

    [Fact]
    public async Task Bundle_ThatMeetsAnotherRecordHere_ChangesNothing()
    {
        await using var here = await Room.OpenAsync();
        await using var there = await Room.OpenAsync();
        var file = await MakeAsync(here, await SaveAsync(here), null);
        await there.DoneAsync("handoff_save", "{'key':'work','project':'default','summary':'my own work'}");
        var report = (await OpenAsync(there, file, Bob, Alice.Identity)).Value;
        report.Failed.ShouldBeGreaterThan(0);
        (await there.DoneAsync("handoff_load", "{'key':'work'}")).Text("handoff.summary").ShouldBe("my own work");
        (await there.DoneAsync("handoff_list")).Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task UnknownHandoff_IsNotFound()
    {
        await using var here = await Room.OpenAsync();
        (await Bundles(here).MakeAsync(here.Caller(), new RecordRef(null, "nothing"), Alice, null, default)).Failure.ShouldNotBeNull().Code.ShouldBe(FailureCode.NotFound);
    }

    [Fact]
    public void Identity_IsReadAsItWasWritten_AndNothingElseIs()
    {
        BundleIdentity.Parse(Alice.Identity.ToString()).ShouldBe(Alice.Identity);
        BundleIdentity.Parse($"  {Alice.Identity}\n").ShouldBe(Alice.Identity);
        BundleIdentity.Parse(Alice.Identity.ToString()[..^2]).ShouldBeNull();
        BundleIdentity.Parse("baton1-!!").ShouldBeNull();
        BundleIdentity.Parse("ssh-ed25519 AAAA").ShouldBeNull();
        Alice.Identity.ShouldNotBe(Bob.Identity);
        Key("alice").Identity.ShouldBe(Alice.Identity);
    }

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));

    private static HandoffBundles Bundles(Room room) => new(room.Store, room.Clock);

    private static async Task<string> SaveAsync(Room room)
    {
        var memory = (await room.DoneAsync("memory_save", "{'content':'we decided on tabs'}")).Text("memories.0.id");
        var earlier = (await room.DoneAsync("handoff_save", "{'key':'earlier','summary':'earlier work'}")).Text("handoff.id");
        await room.DoneAsync("handoff_save", "{'key':'work','summary':'first'}");
        return (await room.CallAsync("handoff_save", $"{{'key':'work','summary':'work to hand on','body':'body 🔑\\r\\n','refs':['{memory}','{earlier}']}}")).Content.Text("handoff.id");
    }

    private static async Task<byte[]> MakeAsync(Room room, string named, BundleIdentity? recipient)
        => (await Bundles(room).MakeAsync(room.Caller(), named.StartsWith("h_", StringComparison.Ordinal) ? new RecordRef(named) : new RecordRef(null, named), Alice, recipient, default)).Value.File.ToArray();

    private static ValueTask<Outcome<TransferReport>> OpenAsync(Room room, byte[] file, BundleKey key, BundleIdentity? from, bool keep = true)
        => Bundles(room).OpenAsync(file, key, from, keep, default);
}
