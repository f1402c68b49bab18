using ActorSearch.Training.Devices;

namespace ActorSearch.Training.Tests;

public class NativeTensorsTests
{
    [Fact]
    public void Of_all_that_the_loader_tried_the_library_that_lacks_something_is_told()
    {
        const string Said = """
            Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace.
            /opt/search/LibTorchSharp: cannot open shared object file: No such file or directory
            libtorch_cpu.so.1: cannot open shared object file: No such file or directory
            libLibTorchSharp.so: cannot open shared object file: No such file or directory
            """;

        Assert.Equal("libtorch_cpu.so.1: cannot open shared object file: No such file or directory", NativeTensors.Missing(Said));
    }

    [Fact]
    public void A_library_that_is_nowhere_is_told_as_missing()
    {
        const string Said = """
            Unable to load shared library 'LibTorchSharp' or one of its dependencies.
            /opt/search/libLibTorchSharp.so: cannot open shared object file: No such file or directory
            LibTorchSharp: cannot open shared object file: No such file or directory
            """;

        Assert.Equal("libLibTorchSharp.so is not beside the program", NativeTensors.Missing(Said));
    }

    [Fact]
    public void Loading_leaves_standard_output_as_it_was()
    {
        var before = Console.Out;

        NativeTensors.Load(withGpus: true);

        Assert.Same(before, Console.Out);
    }
}
