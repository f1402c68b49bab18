namespace ActorSearch.Training.Checkpoints.Pickles;

/// <summary>The instructions of Python's pickles, protocol 2, that a state dictionary takes (pickletools.py describes them all).</summary>
internal static class Opcodes
{
    public const byte Protocol = 0x80;
    public const byte Global = (byte)'c';
    public const byte EmptyTuple = (byte)')';
    public const byte Reduce = (byte)'R';
    public const byte Mark = (byte)'(';
    public const byte EndTuple = (byte)'t';
    public const byte Text = (byte)'X';
    public const byte Int32 = (byte)'J';
    public const byte False = 0x89;
    public const byte PersistentId = (byte)'Q';
    public const byte SetItems = (byte)'u';
    public const byte Stop = (byte)'.';

    /// <summary>The class of state dictionaries.</summary>
    public const string Dictionary = "collections\nOrderedDict\n";

    /// <summary>What makes a tensor of a storage, an offset, sizes, strides, a flag and hooks.</summary>
    public const string MakeTensor = "torch._utils\n_rebuild_tensor_v2\n";
}
