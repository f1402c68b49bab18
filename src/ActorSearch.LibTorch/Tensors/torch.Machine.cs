using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch that the native library was compiled against.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)NativeMethods.ast_libtorch_version())!;

    public static int get_num_threads() => NativeMethods.ast_get_num_threads();

    /// <summary>The threads that one operation called from this thread may use.</summary>
    public static void set_num_threads(int num) => Call.Check(NativeMethods.ast_set_num_threads(num));

    public static int get_num_interop_threads() => NativeMethods.ast_get_num_interop_threads();

    /// <summary>Can be set once, before the first parallel work.</summary>
    public static void set_num_interop_threads(int num) => Call.Check(NativeMethods.ast_set_num_interop_threads(num));

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Nothing to initialise here; TorchSharp's callers may ask for it all the same.</summary>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"This libtorch ({__version__}) has no device of type {deviceType}.");
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());

    public static class cuda
    {
        public static bool is_available() => NativeMethods.ast_cuda_is_available() != 0;

        public static bool is_cudnn_available() => NativeMethods.ast_cuda_is_cudnn_available() != 0;

        public static int device_count() => NativeMethods.ast_cuda_device_count();

        /// <summary>Waits for the work queued on the current stream of the device.</summary>
        public static void synchronize(Device? device = null) => Call.Check(NativeMethods.ast_cuda_synchronize(device?.index ?? -1));
    }
}
