using System.Globalization;
using Baton.Bench.Gateway.Measuring;
using Baton.Bench.Gateway.Serving;

// The gateway beside a bare pass-through (Kestrel and HttpMessageInvoker), mcp-proxy and supergateway, in front of the same
// server and in one run; every reply is looked at.
//   build/publish artifacts/baton && build/install-test-services
//   dotnet run -c Release --project bench/Baton.Bench.Gateway               latency, processor time and memory (about 10 minutes)
//   dotnet run -c Release --project bench/Baton.Bench.Gateway -- --quick    the same with a tenth of the calls
//   dotnet run -c Release --project bench/Baton.Bench.Gateway -- --speed    without memory
//   dotnet run -c Release --project bench/Baton.Bench.Gateway -- --memory   memory only
//   dotnet run -c Release --project bench/Baton.Bench.Gateway -- --speed --only "HTTP, Baton" --rounds 3    part of it, when something is tried
switch (args)
{
    case ["serve-http"]:
        await HttpResponder.RunAsync();
        return;
    case ["serve-stdio"]:
        await StdioResponder.RunAsync();
        return;
    case ["pass", var target]:
        await PassThrough.RunAsync(new Uri(target));
        return;
}
var only = After("--only") ?? "";
var rounds = int.Parse(After("--rounds") ?? "10", CultureInfo.InvariantCulture);
var factor = args.Contains("--quick") ? 10 : 1;
if (!args.Contains("--memory")) await Speed.RunAsync(only, rounds, perRound: 2_000 / factor, warmUp: 5_000 / factor);
if (!args.Contains("--speed")) await Memory.RunAsync(calls: 100_000 / factor, streams: 10_000 / factor);

string? After(string option) => args.SkipWhile(arg => arg != option).Skip(1).FirstOrDefault();
