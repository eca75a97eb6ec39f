using Baton.Memory.Outcomes;
using Baton.Memory.Storage;

namespace Baton.StoreHammer;

/// <summary>Claims by compare-and-set: reads the version in force and writes the next, both in one transaction.</summary>
internal static class Claimer
{
    public static async Task<string> ClaimAsync(IMemoryStore store, string id, string agent)
    {
        var outcome = await store.WriteAsync<string>(async writer =>
        {
            var current = (await writer.GetAsync(Records.Scope(agent), id))!;
            if (current.Status != "open") return new Failure(FailureCode.Claimed, $"{current.By.Principal} {current.ClaimUntil:O}");
            var claim = Records.Next(current, agent, "claimed") with { Status = "claimed", ClaimUntil = TimeProvider.System.GetUtcNow().AddMinutes(30) };
            await writer.PutVersionAsync(claim);
            return $"won {agent} {claim.ClaimUntil:O}";
        }, default);
        return outcome.TryGet(out var won, out var failure) ? won : $"lost {failure.Message}";
    }
}
