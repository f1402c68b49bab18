namespace ActorSearch.Core.Space;

/// <summary>The names of the hyperparameters, and of the architectures, as experiment files spell them.</summary>
public static class ParameterNames
{
    public const string Architecture = "architecture";
    public const string Layers = "layers";
    public const string Channels = "channels";
    public const string InputSize = "input_size";
    public const string KernelSize = "kernel_size";
    public const string FirstKernelSize = "first_kernel_size";
    public const string Stride = "stride";
    public const string Padding = "padding";
    public const string Pooling = "pooling";
    public const string GlobalPooling = "global_pooling";
    public const string Activation = "activation";
    public const string BatchNorm = "batch_norm";
    public const string Dropout = "dropout";
    public const string Hidden = "hidden";
    public const string Convolution = "convolution";
    public const string Init = "init";

    public const string Epochs = "epochs";
    public const string BatchSize = "batch_size";
    public const string Optimizer = "optimizer";
    public const string LearningRate = "learning_rate";
    public const string Momentum = "momentum";
    public const string WeightDecay = "weight_decay";
    public const string Loss = "loss";
    public const string Schedule = "schedule";
    public const string ScheduleEpochs = "schedule_epochs";
    public const string ScheduleFactor = "schedule_factor";

    public const string ConvStack = "conv-stack";
    public const string Lenet = "lenet";
    public const string CnnDropout = "cnn-dropout";
    public const string VggSmall = "vgg-small";
    public const string Vgg16 = "vgg16";
    public const string ResnetSmall = "resnet-small";
    public const string Resnet18 = "resnet18";
}
