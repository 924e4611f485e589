using System.Globalization;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Web.Hosting;

/// <summary>What programs are told: JSON with a word for them, and a sentence in English for those who write them (RFC 9457).</summary>
public static class HookAnswers
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Not done, and why.</summary>
    public static IResult Problem(HttpContext context, int status, string code, string sentence)
    {
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(new { type = "about:blank", status, code, detail = sentence }, contentType: "application/problem+json", statusCode: status);
    }

    /// <summary>What came of one announcement: 200 when it counts or was known, 202 when it is kept aside, 409 when it contradicts what is known.</summary>
    public static IResult Of(HttpContext context, Announcement said, Taken taken)
    {
        if (taken.As == TakenAs.Refused)
            return Problem(context, taken.Limit == IntakeLimit.Aside ? StatusCodes.Status429TooManyRequests : StatusCodes.Status409Conflict, CodeOf(taken.Limit), SentenceOf(taken.Limit));
        if (taken.Reason is AsideReason.Conflict or AsideReason.RefundTooLarge)
            return Problem(context, StatusCodes.Status409Conflict, CodeOf(taken.Reason), SentenceOf(taken.Reason) + " It is kept aside, and your staff settles it at the desk by dismissing what is wrong.");
        return Results.Json(Line(said, taken), statusCode: taken.State == DonationState.Aside ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>What came of each of a list.</summary>
    public static IResult Of(IReadOnlyList<Announcement> said, IReadOnlyList<Taken> taken) => Results.Json(new { results = said.Zip(taken, Line) });

    /// <summary>What came of a statement.</summary>
    public static IResult Of(StatementTaken taken) => Results.Json(new { status = taken.Differences == 0 ? "agrees" : "differs", sums = taken.Lines, differences = taken.Differences });

    private static object Line(Announcement said, Taken taken)
    {
        if (taken.As == TakenAs.Refused)
            return new { donation = said.Name, status = "refused", code = CodeOf(taken.Limit), detail = SentenceOf(taken.Limit) };
        var status = taken.As switch { TakenAs.Known => "known", TakenAs.Accepted => "accepted", _ => "aside" };
        return taken.State == DonationState.Accepted
            ? new { donation = said.Name, status }
            : new { donation = said.Name, status, code = taken.State == DonationState.Dismissed ? "dismissed" : CodeOf(taken.Reason), detail = taken.State == DonationState.Dismissed ? "The foundation has said that it shall not count." : SentenceOf(taken.Reason) };
    }

    /// <summary>The word for a reason: its name in small letters, with hyphens.</summary>
    public static string CodeOf(AsideReason reason) => Hyphened(reason.ToString());

    private static string CodeOf(IntakeLimit limit) => "too-many-" + Hyphened(limit.ToString());

    private static string Hyphened(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLower(c, CultureInfo.InvariantCulture) : c.ToString()));

    private static string SentenceOf(IntakeLimit limit) => limit switch
    {
        IntakeLimit.Variants => "Too much that contradicts each other was announced under this id. Your staff settles it at the desk; until then nothing more is kept under it.",
        IntakeLimit.Refunds => "That donation was given back in too many parts. Nothing more of it is kept.",
        _ => "Too many announcements of your foundation do not count. Your staff settles them at the desk; until then nothing new is kept, so send it again then.",
    };

    private static string SentenceOf(AsideReason reason) => reason switch
    {
        AsideReason.UnknownProject => "Your foundation has no project of that number.",
        AsideReason.NotPublished => "The project was never opened; what was given to it counts once it is.",
        AsideReason.UnknownCurrency => "No active currency of ISO 4217 has that code.",
        AsideReason.OtherCurrency => "The project counts in another currency.",
        AsideReason.RefundWithoutDonation => "The donation that is given back has not arrived, or does not count; this is joined to it when it does.",
        AsideReason.RefundTooLarge => "More would be given back than was given: nothing that is too much by itself counts, and where it is too much together, none of it.",
        AsideReason.RefundDiffers => "It names another project, currency or kind than the donation that is given back.",
        AsideReason.Conflict => "Something else was announced under this id too: none of it counts.",
        AsideReason.NotVetted => "Your foundation was not vetted on the day of the gift.",
        AsideReason.CountedByPlatform => "A platform counts what is given to the project, and announcements for it would count twice.",
        AsideReason.TotalTooLarge => "The sum of the project would be too large to be counted exactly.",
        _ => "It counts.",
    };
}
