using System.Security.Cryptography;
using System.Text;
using Baton.Memory.Bundles;
using Baton.Memory.Operations;
using Baton.Memory.Tests.Support;
using Baton.Memory.Transfer;

namespace Baton.Memory.Tests.Bundles;

/// <summary>A bundle carries the links between its records, and names those that lead out of it.</summary>
public sealed class BundleLinkTests
{
    private static readonly BundleKey Alice = Key("alice");
    private static readonly BundleKey Bob = Key("bob");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_OfABundleWithLinks_MakesThemAsTheyWere(bool encrypted)
    {
        await using var here = await Room.OpenAsync();
        var (handoff, one, other) = await SaveAsync(here);
        await here.DoneAsync("memory_link", $"{{'id':'{one}','to':'{other}','relation':'supports'}}");
        here.Clock.Advance(TimeSpan.FromSeconds(1));
        await here.DoneAsync("memory_link", $"{{'id':'{one}','to':'{handoff}','relation':'about'}}");
        var made = await MakeAsync(here, handoff, encrypted ? Bob.Identity : null);
        (made.Records, made.Links, made.Outside.Count).ShouldBe((3, 2, 0));

        await using var there = await Room.OpenAsync();
        var report = await OpenAsync(there, made);
        (report.Links, report.Failed, report.Outside.Count).ShouldBe((2, 0, 0));
        foreach (var id in (string[])[handoff, one, other])
        {
            (await there.DoneAsync("memory_link", $"{{'id':'{id}','depth':3}}")).At("links").ToString().ShouldBe((await here.DoneAsync("memory_link", $"{{'id':'{id}','depth':3}}")).At("links").ToString());
        }
        (await OpenAsync(there, made)).Links.ShouldBe(0);
    }

    [Fact]
    public async Task Open_OfABundleWhoseLinksPointOutside_NamesThem_AndMakesThemOnceTheOtherEndIsHere()
    {
        await using var here = await Room.OpenAsync();
        var (handoff, one, _) = await SaveAsync(here);
        var left = (await here.DoneAsync("memory_save", "{'content':'kept at home'}")).Text("memories.0.id");
        await here.DoneAsync("memory_link", $"{{'id':'{one}','to':'{left}','relation':'about'}}");
        var made = await MakeAsync(here, handoff, null);
        made.Outside.ShouldHaveSingleItem().To.ShouldBe(left);
        Encoding.UTF8.GetString(made.File.Span).ShouldNotContain("kept at home");

        await using var there = await Room.OpenAsync();
        var report = await OpenAsync(there, made);
        (report.Links, report.Failed, report.Outside.ShouldHaveSingleItem().Relation).ShouldBe((0, 0, "about"));
        (await there.DoneAsync("memory_link", $"{{'id':'{one}'}}")).At("links").GetArrayLength().ShouldBe(0);

        await here.DoneAsync("handoff_save", $"{{'key':'second','summary':'the rest','refs':['{left}']}}");
        report = await OpenAsync(there, await MakeAsync(here, "second", null));
        (report.Links, report.Outside.Count).ShouldBe((1, 0));
        (await there.DoneAsync("memory_link", $"{{'id':'{one}'}}")).Text("links.0.to").ShouldBe(left);
        report = await OpenAsync(there, made);
        (report.Links, report.Outside.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Make_DoesNotName_WhatItsMakerMayNotSee_NorALinkThatWasTakenAway()
    {
        await using var here = await Room.OpenAsync();
        var (handoff, one, other) = await SaveAsync(here);
        var hidden = (await here.DoneAsync("memory_save", "{'content':'of eve alone','visibility':'private'}", here.Caller("eve"))).Text("memories.0.id");
        await here.DoneAsync("memory_link", $"{{'id':'{hidden}','to':'{one}','relation':'about'}}", here.Caller("eve"));
        await here.DoneAsync("memory_link", $"{{'id':'{one}','to':'{other}','relation':'supports'}}");
        await here.DoneAsync("memory_link", $"{{'id':'{one}','to':'{other}','relation':'supports','remove':true}}");
        var made = await MakeAsync(here, handoff, null);
        (made.Links, made.Outside.Count).ShouldBe((0, 0));
    }

    private static BundleKey Key(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name + " signs")), SHA256.HashData(Encoding.UTF8.GetBytes(name + " agrees")));

    private static async Task<(string Handoff, string One, string Other)> SaveAsync(Room room)
    {
        var one = (await room.DoneAsync("memory_save", "{'content':'tabs are read aloud better'}")).Text("memories.0.id");
        var other = (await room.DoneAsync("memory_save", "{'content':'we decided on tabs'}")).Text("memories.0.id");
        return ((await room.DoneAsync("handoff_save", $"{{'key':'work','summary':'go on','refs':['{one}','{other}']}}")).Text("handoff.id"), one, other);
    }

    private static async Task<MadeBundle> MakeAsync(Room room, string named, BundleIdentity? recipient)
    {
        var handoff = named.StartsWith("h_", StringComparison.Ordinal) ? new RecordRef(named) : new RecordRef(null, named);
        return (await new HandoffBundles(room.Store, room.Clock).MakeAsync(room.Caller(), handoff, Alice, recipient, default)).Value;
    }

    private static async Task<TransferReport> OpenAsync(Room room, MadeBundle made)
        => (await new HandoffBundles(room.Store, room.Clock).OpenAsync(made.File, Bob, Alice.Identity, keep: true, default)).Value;
}
