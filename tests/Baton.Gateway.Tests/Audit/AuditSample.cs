using Baton.Gateway.Audit;
using Baton.Gateway.Keys;

namespace Baton.Gateway.Tests.Audit;

/// <summary>A log in memory, made with the same chain as the stores'.</summary>
internal sealed class AuditSample
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public AuditSample(int rows)
    {
        for (var number = 1; number <= rows; number++) Append(Entry(number));
    }

    public AuditKeys Keys { get; } = new(new KeyMaterial(Enumerable.Repeat((byte)7, KeyMaterial.Bytes).ToArray()));

    public AuditChainId Id { get; } = new(Enumerable.Repeat((byte)1, 16).ToArray());

    public List<AuditRow> Rows { get; } = [];

    public AuditHead Head => HeadAt(Rows[^1]);

    public AuditHead HeadAt(AuditRow row) => AuditHead.Sign(Keys, Id.ToString(), row.Sequence, row.Mac.Span, Start);

    public AuditVerdict Verify(IEnumerable<AuditRow> rows, AuditCheckpoint? checkpoint = null, params AuditHead[] heads)
    {
        var verifier = new AuditVerifier(Keys, Id, checkpoint, heads);
        foreach (var row in rows)
        {
            if (!verifier.Accept(row)) break;
        }
        return verifier.Finish();
    }

    /// <summary>The log as it would be, had its end been cut off after some rows and others come since.</summary>
    public List<AuditRow> Grown(int kept, int rows)
    {
        var grown = new AuditSample(0);
        grown.Rows.AddRange(Rows.Take(kept));
        for (var number = kept + 1; number <= rows; number++) grown.Append(Entry(number + 1000));
        return grown.Rows;
    }

    public static AuditEntry Entry(int number) => new()
    {
        Kind = number % 2 == 0 ? AuditKind.Outcome : AuditKind.Intent,
        Outcome = "allow",
        Grant = "ci",
        Server = "memory",
        Tool = $"tool_{number % 3}",
        RequestId = $"r{number}",
    };

    private void Append(AuditEntry entry)
    {
        var chain = new AuditChain(Keys, Id);
        var sequence = Rows.Count + 1;
        var time = Start.AddSeconds(sequence);
        var text = AuditBody.Write(entry);
        var body = new byte[text.Length + AuditBody.HeadBytes];
        Array.Resize(ref body, AuditBody.Join(sequence, time, text, body));
        var mac = new byte[AuditChain.MacBytes];
        chain.Mac(Rows.Count == 0 ? chain.Genesis : Rows[^1].Mac.Span, body, mac);
        Rows.Add(new AuditRow(sequence, time, body, mac) { Index = AuditIndex.Of(entry) });
    }
}
