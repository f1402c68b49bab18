using System.Runtime.InteropServices;
using System.Text;

namespace ActorSearch.Data.Images;

/// <summary>The decoder of the system stack: stb_image, through native/images.</summary>
internal sealed partial class StackImageDecoder : IImageDecoder
{
    private const string Library = "actorsearch_images";
    private const string FileName = "libactorsearch_images.so";
    private const int Abi = 1;
    private const int ReasonLength = 100;

    private static readonly Lazy<string?> Probed = new(Probe);

    public string? Missing => Probed.Value;

    public string? Decode(byte[] file, ImageHead head, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, head.PixelBytes);
        Span<byte> reason = stackalloc byte[ReasonLength];
        return Native.Decode(file, file.Length, head.Width, head.Height, head.DecodeBytes, pixels, reason, ReasonLength) switch
        {
            0 => null,
            2 => "its size is not that of its head",
            3 => "decoding takes more memory than its head accounts for",
            _ => Encoding.ASCII.GetString(reason[..Math.Max(0, reason.IndexOf((byte)0))]),
        };
    }

    private static string? Probe()
    {
        try
        {
            return Native.Abi() == Abi
                ? null
                : $"{FileName}, the decoder of PNG and JPEG, is of another build; run scripts/setup.sh.";
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return $"{FileName}, the decoder of PNG and JPEG, cannot be loaded: install stb_image (Debian: apt-get install libstb-dev) "
                + "and run scripts/setup.sh, which builds it.";
        }
    }

    private static partial class Native
    {
        static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, assembly, _) =>
            name == Library
                ? NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(assembly.Location) ?? AppContext.BaseDirectory, FileName))
                : 0);

        [LibraryImport(Library, EntryPoint = "actorsearch_images_abi")]
        internal static partial int Abi();

        [LibraryImport(Library, EntryPoint = "actorsearch_images_decode")]
        internal static partial int Decode(
            ReadOnlySpan<byte> file, long length, int width, int height, long budget, Span<byte> pixels, Span<byte> reason, int reasonLength);
    }
}
