using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// Finds the native library: where the environment variable <c>ACTORSEARCH_NATIVE</c> says (the file, or the folder that
/// holds it), and without it next to this assembly.
/// </summary>
internal static class NativeLibraryResolver
{
    internal const string FileName = "libactorsearch_torch.so";
    internal const string Variable = "ACTORSEARCH_NATIVE";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The resolver must stand before the first native call, whichever type makes it.")]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths) =>
        name == NativeMethods.Library
            ? Load(Candidates(AppContext.BaseDirectory, assembly.Location, Environment.GetEnvironmentVariable(Variable)))
            : 0;

    internal static IEnumerable<string> Candidates(string baseDirectory, string assemblyLocation, string? variable)
    {
        if (!string.IsNullOrEmpty(variable))
        {
            // Whoever names a library wants that one or none.
            yield return Directory.Exists(variable) ? Path.Combine(variable, FileName) : variable;
            yield break;
        }

        if (Path.GetDirectoryName(assemblyLocation) is { Length: > 0 } beside)
            yield return Path.Combine(beside, FileName);
        yield return Path.Combine(baseDirectory, FileName);
    }

    internal static nint Load(IEnumerable<string> candidates)
    {
        var tried = candidates.Distinct().ToList();
        foreach (var path in tried.Where(File.Exists))
        {
            try
            {
                return NativeLibrary.Load(path);
            }
            catch (DllNotFoundException e)
            {
                throw new DllNotFoundException(
                    $"{path} is there but cannot be loaded: {e.Message} "
                    + "Has the libtorch it was built against moved? Run scripts/setup.sh to build it again.", e);
            }
        }

        throw new DllNotFoundException(
            $"{FileName}, the native part of the tensors, is not there (looked at {string.Join(", ", tried)}). "
            + $"Run scripts/setup.sh, which builds it, or set {Variable} to the file.");
    }
}
