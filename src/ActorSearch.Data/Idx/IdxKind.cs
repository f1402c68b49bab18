namespace ActorSearch.Data.Idx;

/// <summary>What an IDX file holds; the value is its number of dimensions, the last byte of its magic number.</summary>
internal enum IdxKind
{
    /// <summary>N labels: magic 0x00000801.</summary>
    Labels = 1,

    /// <summary>N x H x W pixels: magic 0x00000803.</summary>
    Images = 3,
}
