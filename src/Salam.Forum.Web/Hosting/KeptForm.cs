namespace Salam.Forum.Web.Hosting;

/// <summary>One field of a form as it was sent.</summary>
/// <param name="Label">The name of the words that stand over it, where a person wrote it; null for what she chose or never saw.</param>
public sealed record KeptField(string Name, string Value, string? Label);

/// <summary>What was written into a form that could not be taken, so that nobody writes it twice.</summary>
/// <param name="Action">Where it was sent; null where sending it again would be of no use, or where it held a secret, which is never written into a page.</param>
/// <param name="Token">The token it was sent with, where that was good; null where the page has to make a new one.</param>
/// <param name="Fields">Its fields, in the order they were sent, without token and secrets.</param>
public sealed record KeptForm(string? Action, string? Token, IReadOnlyList<KeptField> Fields)
{
    /// <summary>The name of the field that carries the token of a form.</summary>
    public const string TokenField = "token";

    /// <summary>The words over a text that may be long.</summary>
    public const string AnyWords = "Status.Kept";

    private static readonly string[] Secrets = ["Password", "Current", "Code", "Proof"];

    private static readonly Dictionary<string, string> Written = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Title"] = "Submit.TitleLabel", ["Link"] = "Submit.LinkLabel", ["Body"] = AnyWords, ["About"] = "Profile.About", ["Words"] = AnyWords, ["Answer"] = AnyWords,
        ["Handle"] = "SignUp.Handle", ["Email"] = "Account.Email", ["Story"] = AnyWords, ["Report"] = AnyWords, ["Policy"] = AnyWords, ["Fees"] = AnyWords,
    };

    /// <summary>The form of a request whose answer is to be a status page; null where none was read, or nobody wrote anything in it.</summary>
    public static KeptForm? Of(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || context.Features.Get<Microsoft.AspNetCore.Http.Features.IFormFeature>()?.Form is not { } form)
            return null;
        var secret = form.Keys.Any(k => Secrets.Contains(k, StringComparer.OrdinalIgnoreCase));
        List<KeptField> fields =
        [
            .. form.Where(f => f.Key != TokenField && !Secrets.Contains(f.Key, StringComparer.OrdinalIgnoreCase))
                .SelectMany(f => f.Value.Select(v => new KeptField(f.Key, v ?? "", Written.GetValueOrDefault(f.Key)))),
        ];
        if (!fields.Exists(f => f is { Label: not null, Value.Length: > 0 }))
            return null;
        var (request, status) = (context.Request, context.Response.StatusCode);
        var again = !secret && status is StatusCodes.Status400BadRequest or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable;
        return new KeptForm(again ? request.PathBase + request.Path + request.QueryString : null, status == StatusCodes.Status400BadRequest ? null : form[TokenField].ToString(), fields);
    }
}
