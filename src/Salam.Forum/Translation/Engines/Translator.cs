using Microsoft.Extensions.Logging;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// Whom the forum asks for translations: chooses among the engines, spares those in trouble, keeps within the day's characters, and gives what one circle
/// wrote to none but the operator's own.
/// </summary>
/// <param name="engines">All there are; without an order in the settings they are asked in this one.</param>
public sealed partial class Translator(IEnumerable<ITranslationEngine> engines, TranslationOptions options, TimeProvider time, ILogger<Translator> logger)
{
    private readonly List<Station> stations = [.. engines.Select(e => new Station(e, new Breaker(time)))];

    /// <summary>All engines and how they are, in the order they were registered in.</summary>
    public IReadOnlyList<EngineState> Engines => [.. stations.Select(s => new EngineState(s.Engine.Name, s.Engine.IsLocal, s.Breaker.RestsUntil?.UtcDateTime))];

    /// <summary>Whether there is any engine.</summary>
    public bool IsOn => stations.Count > 0;

    /// <summary>Whether anybody could be asked for this pair, now or after a rest.</summary>
    /// <param name="from">The code of a language.</param>
    /// <param name="to">The code of a language; there is nothing to translate into the same.</param>
    /// <param name="isPrivate">Whether the text is of one circle.</param>
    public bool Offers(string from, string to, bool isPrivate) => from != to && Line(from, to, isPrivate).Any(p => p.Engine.Offers(from, to));

    /// <summary>Has every engine get to know what it offers, so that the first page can say it. Never fails but for cancellation.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        foreach (var station in stations)
            await station.Engine.ReadyAsync(cancellation);
    }

    /// <summary>Asks the engines for this pair, one after the other, until one has translated everything. Never throws but for cancellation.</summary>
    /// <param name="request">What is to be translated. Same languages, or no texts, come back at once.</param>
    /// <param name="isPrivate">Whether the text is of one circle, so that it must not leave the operator's machines.</param>
    /// <param name="charactersLeft">How many characters may still be sent today; null for any number. The caller counts <see cref="EngineCall.Characters"/>.</param>
    /// <param name="accept">Says whether an answer can be used; if not, the next engine is asked. Null accepts all.</param>
    public async Task<TranslationResult> TranslateAsync(EngineRequest request, bool isPrivate, long? charactersLeft, CancellationToken cancellation, Func<IReadOnlyList<string>, bool>? accept = null)
    {
        if (request.From == request.To || request.Texts.Count == 0)
            return new TranslationResult(TranslationOutcome.Translated, []) { Texts = request.Texts };
        var line = Line(request.From, request.To, isPrivate).ToList();
        foreach (var station in line)
            await station.Engine.ReadyAsync(cancellation);
        line.RemoveAll(p => !p.Engine.Offers(request.From, request.To));
        var run = new Run(request, charactersLeft ?? long.MaxValue, accept);
        if (line.Count == 0)
            return new TranslationResult(TranslationOutcome.NoEngine, run.Calls);
        // What is more than a whole day's characters would wait for ever. Nothing is sent; where it is one member's text, moderators see by the count why it has no translation.
        if (options.CharactersPerDay > 0 && request.Texts.Sum(t => (long)t.Length) > options.CharactersPerDay)
            return new TranslationResult(TranslationOutcome.Failed, request.Members.Count > 1 ? [] : [new EngineCall(line[0].Engine.Name, EngineTrouble.Refused, 0)]) { Trouble = EngineTrouble.Refused };
        var waits = new List<DateTime>();
        var trouble = EngineTrouble.None;
        foreach (var station in line)
        {
            var attempt = await AskAsync(station, run, cancellation);
            if (attempt.Texts is not null)
                return new TranslationResult(TranslationOutcome.Translated, run.Calls) { Texts = attempt.Texts, Engine = station.Engine.Name };
            // What passes outweighs what was said for good: the engine that is away may have the pair's best words.
            if (attempt.Trouble != EngineTrouble.None && !(attempt.Trouble is EngineTrouble.Refused or EngineTrouble.Garbled && trouble != EngineTrouble.None))
                trouble = attempt.Trouble;
            if (attempt.Until is { } until)
                waits.Add(until);
        }
        // Whoever rests may have the words that another one could not find.
        return waits.Count > 0
            ? new TranslationResult(TranslationOutcome.Wait, run.Calls) { Until = waits.Min(), Trouble = trouble }
            : new TranslationResult(TranslationOutcome.Failed, run.Calls) { Trouble = trouble };
    }

    /// <summary>Whom to ask for a pair, in order of preference.</summary>
    private IEnumerable<Station> Line(string from, string to, bool isPrivate)
    {
        var names = options.Pairs.TryGetValue((from, to), out var own) ? own : options.Order.Count > 0 ? options.Order : null;
        var line = names is null ? stations : names.Select(n => stations.Find(p => string.Equals(p.Engine.Name, n, StringComparison.OrdinalIgnoreCase))).OfType<Station>();
        return line.Where(p => p.Engine.IsLocal || !isPrivate);
    }

    /// <summary>Has one engine translate everything, in as many calls as it needs.</summary>
    private async Task<Attempt> AskAsync(Station station, Run run, CancellationToken cancellation)
    {
        var portions = new Portions(run.Request, station.Engine);
        // What begins today and cannot be ended today would be spent twice.
        if (portions.Characters > run.Left)
            return new Attempt(null, EngineTrouble.None, time.GetUtcNow().UtcDateTime.Date.AddDays(1));
        var answers = new List<string>(run.Request.Texts.Count);
        foreach (var part in portions.Calls)
        {
            var characters = part.Sum(t => t.Length);
            if (station.Breaker.Enter() is not { } pass)
                return new Attempt(null, EngineTrouble.None, (station.Breaker.RestsUntil ?? time.GetUtcNow()).UtcDateTime);
            var answer = await CallAsync(station, pass, run.Request with { Texts = part, IsPart = portions.AreParts }, cancellation);
            run.Left -= characters;
            run.Calls.Add(new EngineCall(station.Engine.Name, answer.Trouble, characters));
            if (answer.Trouble != EngineTrouble.None)
                return new Attempt(null, answer.Trouble, station.Breaker.RestsUntil?.UtcDateTime);
            answers.AddRange(answer.Texts);
        }
        var texts = portions.Join(answers);
        if (run.Accept?.Invoke(texts) ?? true)
            return new Attempt(texts, EngineTrouble.None, null);
        // Not told to the breaker: members' texts can bring it about, and must not switch an engine off for everybody.
        run.Calls[^1] = run.Calls[^1] with { Trouble = EngineTrouble.Garbled };
        return new Attempt(null, EngineTrouble.Garbled, null);
    }

    private async Task<EngineAnswer> CallAsync(Station station, long pass, EngineRequest request, CancellationToken cancellation)
    {
        EngineAnswer? answer = null;
        try
        {
            answer = await station.Engine.TranslateAsync(request, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An answer that nobody thought of must not stop the others.
            answer = EngineAnswer.Of(EngineTrouble.Garbled);
        }
        finally
        {
            if (answer is null)
                station.Breaker.Leave(pass);
            else
                station.Breaker.Note(pass, answer);
        }
        if (answer.Trouble != EngineTrouble.None && station.Breaker.RestsUntil is { } until)
            LogRest(station.Engine.Name, until, answer.Trouble);
        return answer;
    }

    // Neither texts nor keys: logs are read by more people than the forum's pages.
    [LoggerMessage(1, LogLevel.Warning, "The translation engine {Engine} is left alone until {Until:u} after trouble: {Trouble}.")]
    private partial void LogRest(string engine, DateTimeOffset until, EngineTrouble trouble);

    private sealed record Station(ITranslationEngine Engine, Breaker Breaker);

    private sealed record Attempt(IReadOnlyList<string>? Texts, EngineTrouble Trouble, DateTime? Until);

    private sealed class Run(EngineRequest request, long left, Func<IReadOnlyList<string>, bool>? accept)
    {
        public EngineRequest Request => request;

        public long Left { get; set; } = left;

        public Func<IReadOnlyList<string>, bool>? Accept => accept;

        public List<EngineCall> Calls { get; } = [];
    }
}
