using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation;

/// <summary>Registers the engines that are configured, who chooses among them, and what has words translated.</summary>
internal static class TranslationServices
{
    public static IServiceCollection AddTranslation(this IServiceCollection services, TranslationOptions options)
    {
        services.AddSingleton(options).AddSingleton<Translator>();
        services.AddSingleton<TranslationAsks>().AddSingleton<LiveGlossary>().AddScoped<TranslationQueries>().AddScoped<TranslationService>().AddScoped<TranslationJobs>();
        services.AddScoped<Corrector>().AddScoped<CorrectionQueries>().AddScoped<SuggestionService>().AddScoped<TranslationReportService>().AddScoped<TranslationDeskQueries>();
        services.AddHostedService<TranslationAsker>().AddHostedService<TranslationWorker>();
        if (options.LibreTranslate is { } libre)
            services.AddSingleton<ITranslationEngine>(sp => new LibreTranslateEngine(libre, options.Timeout, sp.GetRequiredService<TimeProvider>()));
        if (options.Chat is { } chat)
            services.AddSingleton<ITranslationEngine>(sp => new ChatEngine(chat, options.Timeout, sp.GetRequiredService<TimeProvider>()));
        if (options.Apertium is { } apertium)
            services.AddSingleton<ITranslationEngine>(sp => new ApertiumEngine(apertium, options.Timeout, sp.GetRequiredService<TimeProvider>()));
        return services;
    }
}
