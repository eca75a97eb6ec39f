using System.Text;
using Baton.Policy.Compilation;
using Baton.Policy.Decisions;
using Baton.Policy.Documents;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Approvals;

/// <summary>
/// An approval is for one fingerprint: grant, server, tool, the arguments in canonical JSON, the definition's hash and the policy's
/// revision. What is the same call has the same one, and nothing else has.
/// </summary>
public sealed class FingerprintTests
{
    private static readonly CompiledPolicy Policy = Given.Entry("""{"approval":{}}""");

    [Theory]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"a":{"x":1,"y":[{"p":1,"q":2}]}}""", """{"a":{"y":[{"q":2,"p":1}],"x":1}}""")]
    [InlineData("""{"a":1}""", """ { "a" : 1 } """)]
    [InlineData("""{"a":1}""", "{\r\n\t\"a\":1\n}")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":1}""", """{"a":1e0}""")]
    [InlineData("""{"a":1}""", """{"a":0.1E+1}""")]
    [InlineData("""{"a":1}""", """{"a":10e-1}""")]
    [InlineData("""{"a":0}""", """{"a":-0}""")]
    [InlineData("""{"a":0}""", """{"a":0.000}""")]
    [InlineData("""{"a":0}""", """{"a":0e400}""")]
    [InlineData("""{"a":12345678901234567890123456789012345678}""", """{"a":12345678901234567890123456789012345678.00}""")]
    [InlineData("""{"a":"b"}""", """{"\u0061":"\u0062"}""")]
    [InlineData("""{"a":"é"}""", """{"a":"\u00E9"}""")]
    [InlineData("""{"a":"😀"}""", """{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"/"}""", """{"a":"\/"}""")]
    [InlineData("{}", "")]
    public void FingerprintOf_SameArguments_IsTheSame(string one, string other) => Of(Given.Call(other)).ShouldBe(Of(Given.Call(one)));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":true}""")]
    [InlineData("""{"a":1}""", """{"A":1}""")]
    [InlineData("""{"a":1}""", """{"a":[1]}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[1,[2]]}""", """{"a":[[1],2]}""")]
    [InlineData("""{"a":null}""", "{}")]
    [InlineData("""{"a":{}}""", """{"a":[]}""")]
    [InlineData("""{"a":""}""", """{"a":null}""")]
    [InlineData("""{"a":"x "}""", """{"a":"x"}""")]
    [InlineData("""{"a":"é"}""", """{"a":"e\u0301"}""")]
    [InlineData("""{"a":"a\u200bb"}""", """{"a":"ab"}""")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""")]
    [InlineData("""{"a":0.1}""", """{"a":0.10000000000000000001}""")]
    [InlineData("""{"a":1e-400}""", """{"a":0}""")]
    [InlineData("""{"a":"b","c":"d"}""", """{"a":"d","c":"b"}""")]
    [InlineData("""{"a":"\",\"b\":\""}""", """{"a":"","b":""}""")]
    public void FingerprintOf_OtherArguments_IsAnother(string one, string other) => Of(Given.Call(other)).ShouldNotBe(Of(Given.Call(one)));

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":12345678901234567890123456789012345678901234567890123456789012345}""")]
    [InlineData("""{"a":1e401}""")]
    public void FingerprintOf_MalformedArguments_IsNone(string arguments)
    {
        Policy.FingerprintOf(Given.Call(arguments)).ShouldBeNull();
        var decision = Policy.Decide(Given.Call(arguments));
        (decision.Outcome, decision.Code).ShouldBe((DecisionOutcome.Deny, "malformed"));
    }

    // Each part on its own, and no part may run into the next one.
    [Fact]
    public void FingerprintOf_AnyOtherPart_IsAnother()
    {
        var call = Given.Call("""{"a":1}""");
        CallFacts[] calls =
        [
            call,
            call with { Grant = "g2" },
            call with { Grant = "gs", Server = "rv" },
            call with { Server = "srv2" },
            call with { Grant = "g", Server = "srvt", Tool = new ToolFacts("") },
            call with { Tool = new ToolFacts("t2") },
            call with { Tool = new ToolFacts("t", ToolCategory.Other, "h1") },
            call with { Tool = new ToolFacts("t", ToolCategory.Other, "h2") },
            call with { CarriedBy = "c1" },
            call with { CarriedBy = "c2" },
        ];
        calls.Select(Of).Distinct().Count().ShouldBe(calls.Length);
        calls.Select(Of).ShouldAllBe(fingerprint => fingerprint.Length == 64 && fingerprint.All(char.IsAsciiHexDigitLower));
        var edited = Given.Entry("""{"approval":{"timeout":"5m"}}""");
        edited.FingerprintOf(call).ShouldNotBe(Of(call));
    }

    // Who carries the grant, in which session, when and what the catalogue calls the tool make no other call.
    [Fact]
    public void FingerprintOf_WhatIsNoPartOfIt_ChangesNothing()
    {
        var call = Given.Call("""{"a":1}""");
        Of(call with { Principal = "someone" }).ShouldBe(Of(call));
        Of(call with { Session = null }).ShouldBe(Of(call));
        Of(call with { Now = Given.Noon.AddDays(3) }).ShouldBe(Of(call));
        Of(call with { Tool = new ToolFacts("t", ToolCategory.Financial) }).ShouldBe(Of(call));
        Of(call with { Listing = Listing.Absent }).ShouldBe(Of(call));
    }

    [Fact]
    public void Decide_ApprovalForEachSpellingOfTheCall_IsOneApproval()
    {
        var asked = Policy.Decide(Given.Call("""{"amount":100,"to":"a"}""")).Approval!.Fingerprint;
        foreach (var same in new[] { """{"to":"a","amount":1e2}""", """{"amount":100.00,"to":"\u0061"}""" })
        {
            Policy.Decide(Given.Call(same) with { Approval = new ApprovalFact(ApprovalStatus.Approved, asked) }).Outcome.ShouldBe(DecisionOutcome.Allow);
        }
        foreach (var other in new[] { """{"to":"a","amount":1000}""", """{"amount":100,"to":"b"}""", """{"amount":100,"to":"a","cc":"b"}""" })
        {
            Policy.Decide(Given.Call(other) with { Approval = new ApprovalFact(ApprovalStatus.Approved, asked) }).Outcome.ShouldBe(DecisionOutcome.Ask);
        }
    }

    // The arguments of a call may be large: what named them must not hold on to them.
    [Fact]
    public void FingerprintOf_LargeArguments_AreLetGo()
    {
        var held = Large();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        held.IsAlive.ShouldBeFalse();

        static WeakReference Large()
        {
            var bytes = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 200_000)}}"}""");
            Policy.FingerprintOf(Given.Call() with { Arguments = bytes }).ShouldNotBeNull();
            return new WeakReference(bytes);
        }
    }

    private static string Of(CallFacts call) => Policy.FingerprintOf(call).ShouldNotBeNull();
}
