namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of a tensor's subscript: a position, a slice, a tensor of positions or truth values.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None = 0,
            Single = 1,
            Ellipsis = 2,
            Bool = 3,
            Tensor = 4,
            Slice = 5,
        }

        internal Kind kind;
        internal long start;
        internal long stop;
        internal long step;
        internal Tensor? tensor;

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
        {
            if (step == 0) throw new ArgumentException("A slice's step must not be 0.");
            return new() { kind = Kind.Slice, start = start ?? 0, stop = stop ?? long.MaxValue, step = step ?? 1 };
        }

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value);

        public static TensorIndex Bool(bool value) => new() { kind = Kind.Bool, start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => index is { } i ? new() { kind = Kind.Single, start = i } : None;

        public static TensorIndex Tensor(Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        public static readonly TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };

        /// <summary>A new axis of length 1.</summary>
        public static readonly TensorIndex None = new() { kind = Kind.None };

        public static readonly TensorIndex Null = None;

        public static readonly TensorIndex Colon = Slice();

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
