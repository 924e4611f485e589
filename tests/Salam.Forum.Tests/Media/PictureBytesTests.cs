using System.Text;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Media;

public sealed class PictureBytesTests
{
    [Theory]
    [InlineData("jpg", PictureFormat.Jpeg)]
    [InlineData("png", PictureFormat.Png)]
    [InlineData("gif", PictureFormat.Gif)]
    [InlineData("webp", PictureFormat.WebP)]
    [InlineData("avif", PictureFormat.Avif)]
    [InlineData("tif", PictureFormat.None)]
    public void A_format_is_told_by_the_bytes_of_a_file(string extension, PictureFormat format)
    {
        var file = PictureFiles.Of(extension);
        Assert.Equal(format, PictureBytes.FormatOf(file));
        Assert.False(PictureBytes.IsSomethingElseToo(file, file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<!doctype html><title>A picture</title>")]
    [InlineData("%PDF-1.7")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0heicmif1")]
    public void What_is_no_picture_that_is_taken_is_none(string file) => Assert.Equal(PictureFormat.None, PictureBytes.FormatOf(Encoding.Latin1.GetBytes(file)));

    [Fact]
    public void A_page_a_document_or_an_archive_in_a_picture_is_found()
    {
        var picture = PictureFiles.Of("jpg");
        var zip = "PK\x05\x06"u8.ToArray().Concat(new byte[18]).ToArray();
        foreach (var other in new byte[][]
        {
            [.. "GIF89a/*"u8, .. "*/=1;<SCRIPT>alert(1)</SCRIPT>"u8], [.. picture, .. "<?php system($_GET[1]);"u8], [.. picture[..20], .. "%PDF-1.4"u8, .. picture[20..]],
            [.. picture, .. zip], [.. picture, .. zip[..20], 5, 0, .. "words"u8], [.. picture, .. zip, .. new byte[3]], [.. picture, .. "<svg onload=alert(1)>"u8],
        })
            Assert.True(PictureBytes.IsSomethingElseToo(other, other));
    }

    [Fact]
    public void What_cameras_write_beside_a_picture_is_nothing_else()
    {
        var picture = PictureFiles.WithPlace(64, 48);
        foreach (var honest in new byte[][]
        {
            picture, [.. picture, .. "MotionPhoto_Data"u8, .. new byte[5_000]], [.. picture, .. "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8], [.. picture, .. "PK\x05\x06"u8],
        })
            Assert.False(PictureBytes.IsSomethingElseToo(honest, honest));
    }

    [Fact]
    public void Of_a_WebP_nothing_is_kept_but_pixels_and_what_is_none_is_refused()
    {
        byte[] file = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBP"u8, .. "VP8X"u8, 10, 0, 0, 0, 0x3C, 0, 0, 0, 1, 0, 0, 1, 0, 0, .. "ICCP"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. "VP8L"u8, 2, 0, 0, 0, 9, 9, .. "EXIF"u8, 4, 0, 0, 0, .. "here"u8, .. "XMP "u8, 2, 0, 0, 0, 7, 7, .. "odd "u8, 0, 0, 0, 0];
        byte[] pixels = [.. "RIFF"u8, 32, 0, 0, 0, .. "WEBP"u8, .. "VP8X"u8, 10, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 1, 0, 0, .. "VP8L"u8, 2, 0, 0, 0, 9, 9];
        Assert.Equal(pixels, WebP.PixelsOnly(file));
        Assert.Equal(pixels, WebP.PixelsOnly(pixels));
        foreach (var broken in new[] { [], "RIFF"u8.ToArray(), file[..^1], file[..^3], PictureFiles.Of("png") })
            Assert.Throws<InvalidDataException>(() => WebP.PixelsOnly(broken));
    }

    [Theory]
    [InlineData(100, "100")]
    [InlineData(480, "480")]
    [InlineData(481, "480 481")]
    [InlineData(1_600, "480 960 1600")]
    public void No_form_is_wider_than_what_was_sent(int width, string widths)
    {
        Assert.Equal(widths, string.Join(' ', PictureSizes.Of(width)));
        Assert.Equal(PictureSizes.Of(width)[0], PictureSizes.Smallest(width));
    }
}
