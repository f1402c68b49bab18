namespace ActorSearch.Data.Images;

/// <summary>What a file's content is, whatever its name says.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
}
