using Baton.RecordingServer;

// A stdio server for tests: writes every line it gets to the file named by the first argument, and answers. Lists come from the file
// named by the second, if any, as it is at that moment: an object with a result by method.
var server = new RecordingServer(args[0], args.ElementAtOrDefault(1), Console.OpenStandardInput(), Console.OpenStandardOutput());
return await server.RunAsync();
