using System.Collections.Immutable;
using Baton.Gateway.Grants;
using Baton.Memory.Outcomes;
using Baton.TestSupport.Properties;
using Baton.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Baton.Gateway.Tests.Grants;

/// <summary>Which of all tokens ever issued open a grant, beside a list of their ends kept by hand.</summary>
public sealed class GrantRotationTests
{
    private static readonly Gen<(int Step, int Seconds)[]> Histories = Gen.Zip(Gen.Choose(0, 5), Gen.Choose(0, 90)).ArrayOf();

    [Fact]
    public void Tokens_AfterAnyRotationsAndTimes_OpenExactlyUntilTheirEnd()
        => Prop.ForAll(Histories.ToArbitrary(), history => CheckAsync(history).GetAwaiter().GetResult()).Check(Repeatable.Config.WithMaxTest(200));

    private static async Task CheckAsync((int Step, int Seconds)[] history)
    {
        var time = new ManualTimeProvider();
        var grants = new OneGrant();
        var office = new GrantOffice(grants, time);
        var ends = new Dictionary<string, DateTimeOffset>();
        var draft = new GrantDraft { Label = "ci", Servers = ImmutableDictionary<string, string>.Empty, Lifetime = TimeSpan.FromSeconds(400) };
        var current = (await office.AddAsync(draft, default)).Value.Token;
        ends[current] = DateTimeOffset.MaxValue;
        var expires = time.GetUtcNow().AddSeconds(400);
        foreach (var (step, seconds) in history)
        {
            if (step < 3) time.Advance(TimeSpan.FromSeconds(seconds));
            else
            {
                var overlap = TimeSpan.FromSeconds(step == 3 ? 0 : seconds);
                var rotated = await office.RotateAsync("ci", overlap, default);
                if (time.GetUtcNow() >= expires)
                {
                    rotated.Failure!.Message.ShouldBe($"The grant 'ci' expired on {expires:u}, so a new token would open nothing; revoke it and make a new one.");
                    continue;
                }
                var end = time.GetUtcNow() + overlap;
                foreach (var (token, until) in ends.ToList()) ends[token] = until < end ? until : end;
                ends[rotated.Value.Token] = DateTimeOffset.MaxValue;
            }
            foreach (var (token, until) in ends)
            {
                var opens = await new GrantResolver(grants, time).ResolveAsync($"Bearer {token}", false, default) is not null;
                opens.ShouldBe(time.GetUtcNow() < until && time.GetUtcNow() < expires);
            }
        }
        grants.Grant!.Secrets.Length.ShouldBeLessThanOrEqualTo(ends.Count);
    }

    private sealed class OneGrant : IGrantRegistry
    {
        public Grant? Grant { get; private set; }

        public ValueTask<Outcome<Grant>> AddAsync(Grant grant, CancellationToken cancellationToken)
        {
            Grant = grant;
            return new(grant);
        }

        public ValueTask<Outcome<Grant>> ChangeAsync(string label, Func<Grant, Outcome<Grant>> change, CancellationToken cancellationToken)
        {
            var changed = change(Grant!);
            if (changed.Succeeded) Grant = changed.Value;
            return new(changed);
        }

        public ValueTask<Grant?> FindAsync(string id, CancellationToken cancellationToken) => new(id == Grant?.Id ? Grant : null);

        public ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<Grant?> LocalAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> AnyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
