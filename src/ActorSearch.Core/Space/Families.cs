using System.Collections.Immutable;
using static ActorSearch.Core.Space.ParameterNames;

namespace ActorSearch.Core.Space;

/// <summary>The families of networks that an experiment may name.</summary>
internal static class Families
{
    /// <summary>Keys of families that stack convolutions of any shape.</summary>
    private static readonly ImmutableArray<string> OfStacks =
        [Channels, KernelSize, FirstKernelSize, Stride, Padding, Pooling, GlobalPooling];

    /// <summary>All of them, the plainest first.</summary>
    public static readonly ImmutableArray<Family> All =
    [
        new(ConvStack, Channels: null, KernelSize: 3, Padding: "same", Hidden: [], [.. OfStacks, Layers]),

        // LeNet-5 (LeCun, Bottou, Bengio and Haffner 1998).
        new(Lenet, [6, 16], KernelSize: 5, Padding: null, Hidden: [120, 84], OfStacks),

        // Two convolutions with dropout of channels after the second: PyTorch's first example on MNIST.
        new(CnnDropout, [10, 20], KernelSize: 5, "valid", Hidden: [50], OfStacks) { Dropout = 0.5 },

        // Two pairs of 3x3 convolutions, each pair pooled, in the manner of VGG, for small images.
        new(VggSmall, [64, 64, 128, 128], KernelSize: 3, "same", Hidden: [256, 128], [Channels, KernelSize, Pooling, GlobalPooling])
        {
            BatchNorm = true,
            Init = "kaiming",
        },

        // Configuration D of Simonyan and Zisserman 2015, which pools five times and so wants images of 32 pixels or more.
        new(Vgg16, Channels: null, KernelSize: 3, "same", Hidden: [4096, 4096], [Pooling, GlobalPooling])
        {
            InputSize = 64,
            Dropout = 0.5,
        },

        // Two convolutions, each pooled and followed by a residual block of two 3x3 convolutions.
        new(ResnetSmall, [16, 32], KernelSize: 5, "valid", Hidden: [], [Channels, KernelSize, Padding, Pooling, GlobalPooling]),

        // The 18-layer network of He, Zhang, Ren and Sun 2016, with their first weights.
        new(Resnet18, Channels: null, KernelSize: 3, "same", Hidden: [], []) { BatchNorm = true, Init = "kaiming" },
    ];

    /// <summary>The family of a name.</summary>
    public static Family Find(string name) => All.First(f => f.Name == name);
}
