namespace Salam.Forum.Translation;

/// <summary>Where an engine is.</summary>
/// <param name="Url"><c>Url</c>: an http or https address, without a slash at the end.</param>
/// <param name="IsLocal"><c>Local</c>: whether what is sent there stays with the operator.</param>
public record EngineOptions(string Url, bool IsLocal)
{
    /// <summary><c>ApiKey</c>, or null. Never written to logs.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Url}, {(IsLocal ? "local" : "third party")}";
}

/// <summary>Where a language model is, and how it is asked.</summary>
/// <param name="Url">Likewise; <c>/v1</c> at its end may be left out.</param>
/// <param name="IsLocal">Likewise.</param>
public sealed record ChatOptions(string Url, bool IsLocal) : EngineOptions(Url, IsLocal)
{
    /// <summary><c>Model</c>: its name on that server.</summary>
    public required string Model { get; init; }

    /// <summary><c>Temperature</c>, 0 to 2.</summary>
    public double Temperature { get; init; } = 0.2;

    /// <summary>What it is told to do: the text of <c>PromptFile</c>, or ours.</summary>
    public required string Prompt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}

/// <summary>The settings of translation, <c>Forum:Translation</c>.</summary>
public sealed record TranslationOptions
{
    /// <summary><c>Order</c>: engines by name, the preferred one first. Empty asks all that there are, in the order they were registered in.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary><c>Pairs</c>: engines for one pair instead of <see cref="Order"/>; an empty list for nobody.</summary>
    public IReadOnlyDictionary<(string From, string To), IReadOnlyList<string>> Pairs { get; init; } = System.Collections.Frozen.FrozenDictionary<(string, string), IReadOnlyList<string>>.Empty;

    /// <summary><c>CharactersPerDay</c>: how many characters (UTF-16) engines are sent between two midnights (UTC); 0 for any number.</summary>
    public long CharactersPerDay { get; init; } = 1_000_000;

    /// <summary><c>TimeoutSeconds</c>: how long one call may take, 1 to 300 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>Index</c>: the codes of the languages whose translated pages search engines may list, each under its own address. None by default.</summary>
    public IReadOnlySet<string> Indexed { get; init; } = System.Collections.Frozen.FrozenSet<string>.Empty;

    /// <summary><c>LibreTranslate</c>; null where it has no address.</summary>
    public EngineOptions? LibreTranslate { get; init; }

    /// <summary><c>Chat</c>, likewise.</summary>
    public ChatOptions? Chat { get; init; }

    /// <summary><c>Apertium</c>, likewise.</summary>
    public EngineOptions? Apertium { get; init; }
}
