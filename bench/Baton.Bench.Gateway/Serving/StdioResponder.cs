using System.Text;

namespace Baton.Bench.Gateway.Serving;

/// <summary>The server over standard streams.</summary>
internal static class StdioResponder
{
    public static async Task RunAsync()
    {
        using var lines = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        await using var output = Console.OpenStandardOutput();
        while (await lines.ReadLineAsync() is { } line)
        {
            if (Answers.To(Encoding.UTF8.GetBytes(line)).Answer is { } answer) await output.WriteAsync((byte[])[.. answer, (byte)'\n']);
        }
    }
}
