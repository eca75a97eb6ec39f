using System.Globalization;
using Baton.Bench.Search;

// Measures search beside raw FTS5 on the same file. Arguments: sizes such as 10000 or 100000 (memories in one project), and
// --million for one million in twenty projects,
// --vectors for the scan of vectors.
var sizes = args.Where(arg => arg.All(char.IsAsciiDigit)).Select(arg => int.Parse(arg, CultureInfo.InvariantCulture)).ToList();
if (sizes.Count == 0) sizes = [10_000, 100_000];
Console.WriteLine(SearchTiming.Header);
foreach (var size in sizes) await Measurement.OneProjectAsync(size);
if (args.Contains("--million")) await Measurement.TwentyProjectsAsync(1_000_000);
if (args.Contains("--vectors"))
{
    Console.WriteLine(VectorScan.Header);
    foreach (var size in sizes) await VectorScan.MeasureAsync(size, dimensions: 768);
}
