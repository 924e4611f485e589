using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Terms;

/// <summary>A word of the religion that no engine is trusted with.</summary>
/// <param name="Name">What it is called among the terms; no reader sees it.</param>
/// <param name="IsKept">Whether it stays as the member wrote it. Otherwise it is written as <see cref="Written"/> says for the language of the reader.</param>
/// <param name="Written">By the code of a language: how it is written there.</param>
/// <param name="Spellings">By the code of a language, or <see cref="Anywhere"/>: the spellings it is found by there.</param>
public sealed record Term(string Name, bool IsKept, IReadOnlyDictionary<string, string> Written, IReadOnlyDictionary<string, IReadOnlyList<string>> Spellings)
{
    /// <summary>In place of a language: in texts of every language.</summary>
    public const string Anywhere = "*";

    /// <summary>How it is written in a language, or null where that is not known or it stays as it is.</summary>
    public string? In(string language) => IsKept ? null : Written.GetValueOrDefault(language);
}

/// <summary>A line of a file of terms that was left out, all of it or a part.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Reason">What is wrong, in words.</param>
public sealed record BadTerm(int Number, string Reason);
