using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

/// <summary>A server of each kind, and the forum's side of them, with a clock that stands still. What the forum logs is kept.</summary>
public sealed class EngineRig : IAsyncDisposable, ILoggerProvider, ILogger
{
    public const string Key = "sk-very-secret";

    private readonly List<ServiceProvider> services = [];

    public FakeClock Clock { get; } = new();

    public ConcurrentQueue<string> Log { get; } = [];

    public EngineServer LibreTranslate { get; private set; } = null!;

    public EngineServer Chat { get; private set; } = null!;

    public EngineServer Apertium { get; private set; } = null!;

    public static async Task<EngineRig> StartAsync() => new()
    {
        LibreTranslate = await Documented.LibreTranslateAsync(),
        Chat = await Documented.ChatAsync(),
        Apertium = await Documented.ApertiumAsync(),
    };

    /// <summary>The settings for all three servers, all of them the operator's own.</summary>
    public TranslationOptions Options => new()
    {
        LibreTranslate = new EngineOptions(LibreTranslate.Url, true) { ApiKey = Key },
        Chat = new ChatOptions(Chat.Url, true) { ApiKey = Key, Model = "m", Prompt = TranslationSettings.BuiltInPrompt() },
        Apertium = new EngineOptions(Apertium.Url, true),
        Order = ["LibreTranslate", "Chat", "Apertium"],
    };

    public EngineServer Server(string engine) => engine switch
    {
        "LibreTranslate" => LibreTranslate,
        "Chat" => Chat,
        _ => Apertium,
    };

    /// <summary>Everything as the forum puts it together.</summary>
    public IServiceProvider Build(Func<TranslationOptions, TranslationOptions>? adjust = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(log => log.ClearProviders().AddProvider(this).SetMinimumLevel(LogLevel.Trace));
        collection.AddSingleton<TimeProvider>(Clock).AddTranslation((adjust ?? (o => o))(Options));
        services.Add(collection.BuildServiceProvider());
        return services[^1];
    }

    public Translator Translator(Func<TranslationOptions, TranslationOptions>? adjust = null) => Build(adjust).GetRequiredService<Translator>();

    /// <summary>One engine, ready to be asked.</summary>
    public async Task<ITranslationEngine> EngineAsync(string name, Func<TranslationOptions, TranslationOptions>? adjust = null)
    {
        var engine = Build(adjust).GetServices<ITranslationEngine>().Single(e => e.Name == name);
        await engine.ReadyAsync(default);
        return engine;
    }

    /// <summary>Texts from English to Spanish, which all three have.</summary>
    public static EngineRequest Texts(params string[] texts) => new("en", "es", texts, Voice.Unknown);

    public int CallsInAll => LibreTranslate.Asked.Count + Chat.Asked.Count + Apertium.Asked.Count;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Log.Enqueue(formatter(state, exception) + exception);

    void IDisposable.Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in services)
            await provider.DisposeAsync();
        foreach (var server in new[] { LibreTranslate, Chat, Apertium })
            await server.DisposeAsync();
    }
}
