using Salam.Forum;
using Salam.Forum.Web.Hosting;

try
{
    // Before anything is built: judging a file needs neither the web nor a database, and starts at once.
    if (FilterCommand.Is(args))
        return await FilterCommand.RunAsync(args, Console.OpenStandardOutput());
    var builder = WebApplication.CreateBuilder(args);
    var options = builder.AddForumWeb();
    await using var app = builder.Build();
    if (Commands.IsCommand(args))
        return await Commands.RunAsync(app.Services, args);
    app.UseForumWeb(options);
    await app.PrepareForumAsync(options);
    await app.ListenAsync();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

/// <summary>The forum's web application; public so that tests can start it.</summary>
public partial class Program;
