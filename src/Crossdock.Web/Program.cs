using Crossdock.Web.Commands;

return await CommandTree.RunAsync(args);
