namespace ActorSearch.Training.Checkpoints.Zip;

/// <summary>The parts of a zip file (PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16) that checkpoints have.</summary>
internal static class ZipFormat
{
    public const uint LocalSignature = 0x04034b50;
    public const uint CentralSignature = 0x02014b50;
    public const uint EndSignature = 0x06054b50;

    /// <summary>Bytes of a record's header before its name.</summary>
    public const int LocalLength = 30;

    /// <summary>Bytes of a directory's entry before its name.</summary>
    public const int CentralLength = 46;

    /// <summary>Bytes of the end of the directory.</summary>
    public const int EndLength = 22;

    /// <summary>The version that a reader must know: 1.0, with nothing compressed.</summary>
    public const ushort Version = 10;

    /// <summary>1 January 1980, the first day there is: equal weights are to give equal files.</summary>
    public const ushort Date = 0x0021;

    /// <summary>Records begin at multiples of this, as PyTorch's do, so that a reader may map them.</summary>
    public const int Alignment = 64;

    /// <summary>The kind of extra field that fills the gap, as PyTorch's writer names it: "FB".</summary>
    public const ushort Filler = 0x4246;

    /// <summary>Bytes of an extra field before its content.</summary>
    public const int FillerHead = 4;
}
