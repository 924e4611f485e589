using Salam.Forum.Tests.Translation;

namespace Salam.Forum.Browser.Hosting;

/// <summary>A forum with a real engine on this machine.</summary>
public sealed class TranslatingStage : Stage
{
    private readonly ApertiumPeer engine = new();

    /// <inheritdoc/>
    protected override (string Name, string Value)[] Settings => [("Forum__Translation__Apertium__Url", engine.Url)];

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await engine.InitializeAsync();
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await engine.DisposeAsync();
    }
}
