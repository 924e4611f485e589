using System.Net.Http.Headers;
using System.Text.Json;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>Pictures over HTTP: sent by script and without it, and asked for by browsers.</summary>
public sealed class PicturePagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Json = "application/json";

    [Fact]
    public async Task Script_sends_one_picture_and_is_told_its_key()
    {
        var sister = await site.SignInAsync(Cast.Sister);
        var answer = await SendAsync(sister, "/en/submit/pictures", [], [PictureFiles.Of("png", 700, 300)], Json);
        Assert.Equal(200, answer.Status);
        var told = JsonDocument.Parse(answer.Body).RootElement;
        var key = Guid.ParseExact(told.GetProperty("key").GetString()!, "n");
        Assert.Equal($"/pictures/{key:n}/480.webp", told.GetProperty("src").GetString());
        Assert.Equal((700, 300), (told.GetProperty("width").GetInt32(), told.GetProperty("height").GetInt32()));
        Assert.Equal(200, (await sister.GetAsync($"/pictures/{key:n}/700.webp")).Status);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_in_a_sentence_and_nothing_is_kept()
    {
        var brother = await site.SignInAsync(Cast.Brother2);
        foreach (var (file, sentence) in new (byte[], string)[]
        {
            ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "We take JPEG, PNG, GIF, WebP and AVIF."), (PictureFiles.Of("jpg")[..300], "damaged"), (new byte[Picture.BytesMax + 1], "at most 15 MB"),
            (PictureFiles.Of("png", 1, 65_000), "pixels on each side"), (PictureFiles.Moving(2_000), "frames"),
        })
        {
            var told = await SendAsync(brother, "/en/submit/pictures", [], [file], Json);
            Assert.Equal(400, told.Status);
            Assert.Contains(sentence, JsonDocument.Parse(told.Body).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
            var page = await SendAsync(brother, "/en/submit/pictures", [("Title", "A garden at dawn"), ("Body", "Kept words")], [file]);
            Assert.Equal(400, page.Status);
            Assert.Contains(sentence, page.Page.QuerySelector("#Pictures-e")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("Kept words", page.Page.QuerySelector("#Body")!.TextContent.Trim());
        }
        Assert.Equal(0, await site.DbAsync(db => Task.FromResult(db.PictureUploads.Count(u => u.MemberId == site.Viewer(Cast.Brother2).MemberId))));
    }

    [Fact]
    public async Task Without_script_pictures_are_added_to_what_was_written_described_taken_out_and_posted()
    {
        var sister = await site.SignInAsync(Cast.Sister2);
        var form = await SendAsync(sister, "/en/submit/pictures", [("Title", "Two pictures of the mosque"), ("Body", "From the gate."), ("Kind", "Text"), ("Language", "en"), ("OwnCircleOnly", "true")], [PictureFiles.Of("jpg"), PictureFiles.Of("png")]);
        Assert.Equal(200, form.Status);
        var keys = form.Page.QuerySelectorAll(".shot-list input[name=PictureKeys]").Select(k => k.GetAttribute("value")!).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Equal("From the gate.", form.Page.QuerySelector("#Body")!.TextContent.Trim());
        var posted = await SendAsync(sister, "/en/submit",
        [
            ("Title", "Two pictures of the mosque"), ("Body", "From the gate."), ("Kind", "Text"), ("Language", "en"), ("OwnCircleOnly", "true"), ("SubmitKey", Guid.NewGuid().ToString()), ("BlurPictures", "true"),
            ("PictureKeys", keys[0]), ("PictureAlts", "Not this one"), ("PictureKeys", keys[1]), ("PictureAlts", "The gate, seen from the street"), ("DropPictures", keys[0]),
        ], [PictureFiles.Of("webp", 1_200, 900)]);
        Assert.Equal(302, posted.Status);
        var page = await sister.GetAsync(posted.Location!);
        Assert.Equal(["The gate, seen from the street", "Picture 2 of 2"], page.Page.QuerySelectorAll("details.pics-veil .pic img[srcset]").Select(i => i.GetAttribute("alt")));
        var second = page.Page.QuerySelectorAll(".pic img[srcset]")[1];
        Assert.Equal(3, second.GetAttribute("srcset")!.Split(", ").Length);
        Assert.Equal(("1200", "900"), (second.GetAttribute("width"), second.GetAttribute("height")));
        var feed = await sister.GetAsync("/en/new?circle=sisters");
        var row = feed.Page.QuerySelectorAll("article.row").Single(r => r.QuerySelector("h2")!.TextContent.Contains("Two pictures of the mosque", StringComparison.Ordinal));
        Assert.Null(row.QuerySelector(".cover img"));
        Assert.Equal("2", row.QuerySelector(".cover-n")!.TextContent);
    }

    [Fact]
    public async Task A_post_that_is_changed_keeps_its_pictures_and_those_of_others_cannot_be_named()
    {
        var brother = await site.SignInAsync(Cast.Brother);
        var posted = await SendAsync(brother, "/en/submit", [("Title", "A picture of the river"), ("Body", ""), ("Kind", "Text"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())], [PictureFiles.Of("jpg")]);
        Assert.Equal(302, posted.Status);
        var id = posted.Location!.Split('-')[^1];
        var edit = await brother.GetAsync($"/en/p/{id}/edit");
        var key = edit.Page.QuerySelector(".shot-list input[name=PictureKeys]")!.GetAttribute("value")!;
        Assert.Equal("multipart/form-data", edit.Page.QuerySelector("form.form")!.GetAttribute("enctype"));
        var changed = await brother.PostAsync($"/en/p/{id}/edit", [("Title", "A picture of the river"), ("Body", "In spring."), ("Language", "en"), ("PictureKeys", key), ("PictureAlts", "The river")]);
        Assert.Equal(302, changed.Status);
        Assert.Equal("The river", (await brother.GetAsync(changed.Location!)).Page.QuerySelector(".pic img[srcset]")!.GetAttribute("alt"));
        var thief = await site.SignInAsync(Cast.Brother2);
        var stolen = await thief.PostAsync("/en/submit", [("Title", "A picture of the river"), ("Body", ""), ("Kind", "Text"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString()), ("PictureKeys", key), ("PictureAlts", "")]);
        Assert.Equal(400, stolen.Status);
        Assert.Empty(stolen.Page.QuerySelectorAll(".shot-list .shot"));
    }

    [Fact]
    public async Task Without_script_a_comment_brings_its_picture_with_the_form_and_can_change_it()
    {
        var sister = await site.SignInAsync(Cast.Sister);
        var posted = await SendAsync(sister, "/en/submit", [("Title", "Show us your garden"), ("Body", "Please."), ("Kind", "Text"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())], []);
        var id = posted.Location!.Split('-')[^1];
        var page = await sister.GetAsync(posted.Location!);
        Assert.Equal("multipart/form-data", page.Page.QuerySelector("form.reply")!.GetAttribute("enctype"));
        Assert.NotNull(page.Page.QuerySelector("form.reply input[type=file]"));
        Assert.NotNull(page.Page.QuerySelector("script[src*=pictures]"));
        var broken = await SendAsync(sister, $"/en/p/{id}/comment", [("Body", "Kept words"), ("SubmitKey", Guid.NewGuid().ToString())], ["<svg/>"u8.ToArray()]);
        Assert.Equal(400, broken.Status);
        Assert.Contains("We take JPEG", broken.Page.QuerySelector("#picture-0-e")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Kept words", broken.Page.QuerySelector(".reply textarea")!.TextContent.Trim());
        var said = await SendAsync(sister, $"/en/p/{id}/comment", [("Body", "Ours"), ("NewAlt", "Roses by the wall"), ("SubmitKey", Guid.NewGuid().ToString())], [PictureFiles.Of("jpg")]);
        Assert.Equal(302, said.Status);
        var comment = said.Location!.Split("#c")[^1];
        var first = (await sister.GetAsync(posted.Location!)).Page.QuerySelector($"#c{comment} .pic img[srcset]")!;
        Assert.Equal("Roses by the wall", first.GetAttribute("alt"));
        Assert.Equal(200, (await site.Guest().GetAsync(first.GetAttribute("src")!)).Status);
        var edit = await sister.GetAsync($"/en/c/{comment}/edit");
        var key = edit.Page.QuerySelector(".shot-list input[name=PictureKeys]")!.GetAttribute("value")!;
        var changed = await SendAsync(sister, $"/en/c/{comment}/edit", [("Body", "Ours"), ("PictureKeys", key), ("PictureAlts", "Roses"), ("NewAlt", "Tulips")], [PictureFiles.Of("png", 700, 500)]);
        Assert.Equal(302, changed.Status);
        var second = (await sister.GetAsync(posted.Location!)).Page.QuerySelector($"#c{comment} .pic img[srcset]")!;
        Assert.Equal(("Tulips", "700"), (second.GetAttribute("alt"), second.GetAttribute("width")));
        Assert.Equal(404, (await site.Guest().GetAsync(first.GetAttribute("src")!)).Status);
        var without = await SendAsync(sister, $"/en/c/{comment}/edit", [("Body", "Words after all"), ("PictureKeys", second.GetAttribute("src")!.Split('/')[2]), ("PictureAlts", ""), ("DropPictures", second.GetAttribute("src")!.Split('/')[2])], []);
        Assert.Equal(302, without.Status);
        Assert.Null((await sister.GetAsync(posted.Location!)).Page.QuerySelector($"#c{comment} .pic"));
    }

    [Fact]
    public async Task A_picture_is_kept_by_no_cache_without_asking_and_asked_for_twice_sent_once()
    {
        var sister = await site.SignInAsync(Cast.Sister3);
        var posted = await SendAsync(sister, "/en/submit", [("Title", "A picture for everybody"), ("Body", ""), ("Kind", "Text"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())], [PictureFiles.Of("jpg")]);
        var src = (await site.Guest().GetAsync(posted.Location!)).Page.QuerySelector(".pic img[srcset]")!.GetAttribute("src")!;
        var (first, hers) = (await site.Guest().GetAsync(src), await sister.GetAsync(src));
        Assert.Equal(("image/webp", "public, no-cache"), (first["Content-Type"], first["Cache-Control"]));
        Assert.Equal("private, no-cache", hers["Cache-Control"]);
        Assert.Contains("Cookie", first["Vary"], StringComparison.Ordinal);
        Assert.Equal(first.Bytes, hers.Bytes);
        var again = await site.Guest().GetAsync(src, ("If-None-Match", first["ETag"]!));
        Assert.Equal((304, 0), (again.Status, again.Bytes.Length));
        Assert.Equal(200, (await site.Guest().SendAsync("HEAD", src, null)).Status);
        // Where a file cannot be read the machine has trouble, and not whoever asks.
        var file = Directory.GetFiles(Path.Combine(site.DataFolder, "blobs"), "480.webp", SearchOption.AllDirectories).Single(f => f.Contains(src.Split('/')[2], StringComparison.Ordinal));
        File.Delete(file);
        Directory.CreateDirectory(file);
        var trouble = await site.Guest().GetAsync(src);
        Assert.Equal((503, "10"), (trouble.Status, trouble["Retry-After"]));
        foreach (var wrong in (string[])["/pictures/" + Guid.NewGuid().ToString("n") + "/480.webp", src.Replace("480", "481"), "/pictures/zz" + new string('0', 30) + "/480.webp"])
            Assert.Equal(404, (await site.Guest().GetAsync(wrong)).Status);
    }

    [Fact]
    public async Task A_form_that_is_larger_than_any_is_refused_before_it_is_read_and_other_pages_take_no_more_than_before()
    {
        var brother = await site.SignInAsync(Cast.Brother3);
        Assert.Equal(413, (await SendAsync(brother, "/en/submit/pictures", [], [new byte[(40 << 20) + 1]])).Status);
        Assert.Equal(413, (await SendAsync(brother, "/en/settings/profile", [], [new byte[(1 << 20) + 1]])).Status);
    }

    [Fact]
    public async Task A_large_form_that_ends_early_is_refused_and_one_of_nobody_is_sent_to_the_log_in()
    {
        var brother = await site.SignInAsync(Cast.Brother3);
        var broken = new ByteArrayContent([.. "--abc\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"a.jpg\"\r\n\r\n"u8, .. new byte[2 << 20]]);
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=abc");
        Assert.Equal(400, (await brother.SendAsync("POST", "/en/submit/pictures", broken)).Status);
        var guest = await SendAsync(site.Guest(), "/en/submit/pictures", [], [new byte[2 << 20]]);
        Assert.Equal(302, guest.Status);
        Assert.Contains("/account/login", guest.Location, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendAsync(Visitor visitor, string path, (string Name, string Value)[] fields, byte[][] files, string accept = "text/html")
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("token", await visitor.TokenAsync())))
            form.Add(new StringContent(value), name);
        foreach (var (i, file) in files.Index())
        {
            // Neither the name nor what it says of itself tells what it is.
            var part = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
            form.Add(part, "Files", $"picture{i}.jpg");
        }
        return await visitor.SendAsync("POST", path, form, ("Accept", accept));
    }
}
