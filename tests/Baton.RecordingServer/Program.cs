using Baton.RecordingServer;

// A stdio server for tests: writes every line it gets to the file named by the first argument, and answers.
var server = new RecordingServer(args[0], Console.OpenStandardInput(), Console.OpenStandardOutput());
return await server.RunAsync();
