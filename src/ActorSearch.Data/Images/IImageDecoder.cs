namespace ActorSearch.Data.Images;

/// <summary>Turns a file that <see cref="ImageFile.ReadHead"/> found sound into pixels. Safe to call from any number of threads.</summary>
internal interface IImageDecoder
{
    /// <summary>Null, or why there is no decoder on this machine and what to install.</summary>
    string? Missing { get; }

    /// <summary>Decodes PNG and JPEG to red, green and blue; transparency is dropped, grey becomes three equal planes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="head">What its head says.</param>
    /// <param name="pixels">Gets H x W x 3 bytes; its length is <see cref="ImageHead.PixelBytes"/>.</param>
    /// <returns>Null, or what is wrong with the file.</returns>
    string? Decode(byte[] file, ImageHead head, Span<byte> pixels);
}
