using Baton.Policy.Decisions;
using Baton.Policy.Tests.Support;

namespace Baton.Policy.Tests.Decisions;

public sealed class CostOfDecisionTests
{
    [Fact]
    public void Decide_ThreeRulesTwoLimits_AllocatesTheDecisionOnly()
    {
        var policy = Given.Policy("""
            {"version":"1","default":"deny","all_tools":{"limits":[{"counter":"calls","window":"minute","max":60}]},
             "tools":{"t":{
               "require":[{"when":[{"path":"args.currency","op":"eq","value":"USD"}],"conditions":[{"path":"args.amount","op":"lte","value":500}]},
                          {"conditions":[{"path":"args.currency","op":"in","value":["USD","EUR"]}]}],
               "deny_if":[{"conditions":[{"path":"args.note","op":"contains","value":"test"}]}],
               "limits":[{"counter":"spend","window":"day","max":1000,"cost":{"path":"args.amount"}}]}}}
            """);
        var facts = Given.Call("""{"amount":49.90,"currency":"USD","note":"the customer asked for it","metadata":{"ticket":"4711"}}""");
        for (var run = 0; run < 100; run++) policy.Decide(facts).Outcome.ShouldBe(DecisionOutcome.Allow);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 1000; run++) policy.Decide(facts);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0;

        // The decision object and its array of two reservations.
        each.ShouldBeLessThan(400);
    }
}
