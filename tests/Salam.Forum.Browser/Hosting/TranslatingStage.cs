using System.Text.RegularExpressions;
using Salam.Forum.Tests.Translation;

namespace Salam.Forum.Browser.Hosting;

/// <summary>A forum with a real engine on this machine; and for Arabic, which that does not have, with a server that speaks an engine's format and is slow when it is told to.</summary>
public sealed partial class TranslatingStage : Stage
{
    private static readonly string[] Arabic =
        ["السلام", "كتاب", "بيت", "صباح", "مسجد", "طريق", "نهر", "سؤال", "جار", "خبز", "قلب", "سفر", "باب", "ليل", "شجرة", "رسالة", "مدينة", "حديقة", "صديق", "كلمة", "نور", "ماء", "يوم", "عمل", "درس", "جبل", "بحر"];

    private readonly ApertiumPeer engine = new();
    private EngineServer? arabic;

    /// <summary>Let go once the engine for Arabic may answer.</summary>
    public TaskCompletionSource Answering { get; private set; } = Done();

    /// <inheritdoc/>
    protected override (string Name, string Value)[] Settings =>
    [
        ("Forum__Translation__Apertium__Url", engine.Url), ("Forum__Translation__LibreTranslate__Url", arabic!.Url),
        ("Forum__Translation__Order", "Apertium"), ("Forum__Translation__Pairs__en_ar", "LibreTranslate"),
    ];

    /// <summary>Has the engine for Arabic wait with its answers.</summary>
    public void Hold() => Answering = new TaskCompletionSource();

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await engine.InitializeAsync();
        arabic = await Documented.LibreTranslateAsync();
        arabic.Say = (_, text) =>
        {
            Answering.Task.GetAwaiter().GetResult();
            return InArabic(text);
        };
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        Answering.TrySetResult();
        await base.DisposeAsync();
        await arabic!.DisposeAsync();
        await engine.DisposeAsync();
    }

    /// <summary>Arabic words, as many as there were, with every mark in its place.</summary>
    private static string InArabic(string text)
    {
        var number = text.Length;
        return Word().Replace(text, word => word.Value[0] == '⟦' ? word.Value : Arabic[number++ % Arabic.Length]);
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    [GeneratedRegex("⟦[^⟧]*⟧|[A-Za-z']+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
