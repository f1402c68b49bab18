using ActorSearch.LiteDb.Tests.Processes;

return args is [WriterProcess.Word, var store]
    ? await WriterProcess.RunAsync(store)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
