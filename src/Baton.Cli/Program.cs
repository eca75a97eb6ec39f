using Baton.Cli.Application;

return await CliProcess.RunAsync(args);
