using System.Diagnostics;
using Baton.Bench.Catalog;
using Baton.Catalog.Tests.Corpus;

// dotnet run --project bench/Baton.Bench.Catalog -c Release [-- --misses]
// --misses lists the disagreements of the train part; those of the part that was set aside are never listed.
var folder = Path.Combine(Checkout.Root, "tests", "Baton.Catalog.Tests", "Corpus");
var servers = LabelledCorpus.Read(folder);
var watch = Stopwatch.StartNew();
var judged = Agreement.Judge(servers);
watch.Stop();

foreach (var (title, setAside) in new[] { ("train", false), ("set aside", true) })
{
    var part = judged.Where(one => one.SetAside == setAside).ToArray();
    Report.Print(title, part, servers.Count(server => server.SetAside == setAside));
    if (!setAside && args.Contains("--misses")) Report.PrintMisses(part);
}
Console.WriteLine($"{judged.Length} tools judged in {watch.Elapsed.TotalMilliseconds:F0} ms ({watch.Elapsed.TotalMicroseconds / judged.Length:F0} us each, cold)");
