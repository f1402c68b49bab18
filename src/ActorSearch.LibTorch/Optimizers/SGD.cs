using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>
        /// Stochastic gradient descent as PyTorch writes it: buffer = momentum * buffer + (1 - dampening) * gradient,
        /// parameter -= lr * buffer; the first buffer is the gradient.
        /// </summary>
        public class SGD : OptimizerHelper, torch.optim.IMomentum
        {
            private readonly Options defaults;

            public SGD(
                IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
                bool maximize = false)
                : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
            {
            }

            public SGD(
                IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
                bool maximize = false)
            {
                CheckNotNegative(lr, "learning rate");
                CheckNotNegative(momentum, "momentum");
                CheckNotNegative(weight_decay, "weight decay");
                if (nesterov && (momentum <= 0 || dampening != 0))
                    throw new ArgumentException("Nesterov momentum needs a momentum above 0 and no dampening.");
                defaults = new Options
                {
                    LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay,
                    nesterov = nesterov, maximize = maximize,
                };
                foreach (var group in parameters) add_param_group(group);
            }

            public double Momentum
            {
                get => defaults.momentum ?? 0;
                set
                {
                    defaults.momentum = value;
                    foreach (var group in _parameter_groups) ((ParamGroup)group).Momentum = value;
                }
            }

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var options = param_group.Options as Options ?? new Options { LearningRate = param_group.Options?.LearningRate };
                options.LearningRate ??= defaults.LearningRate;
                options.InitialLearningRate = options.LearningRate ?? 0;
                options.momentum ??= defaults.momentum;
                options.dampening ??= defaults.dampening;
                options.weight_decay ??= defaults.weight_decay;
                options.nesterov ??= defaults.nesterov;
                options.maximize ??= defaults.maximize;
                param_group.Options = options;
                base.add_param_group(param_group);
            }

            private protected override unsafe void Step(Modules.ParamGroup group)
            {
                var o = (Options)group.Options;
                var momentum = o.momentum ?? 0;
                group.EnsureState(momentum != 0 ? 1 : 0);
                var handles = group.Handles();
                var buffers = group.StateHandles(0);
                fixed (nint* p = handles, b = buffers)
                fixed (byte* fresh = group.Fresh)
                {
                    Call.Check(NativeMethods.ast_sgd_step(
                        p, b, fresh, handles.Length, group.LearningRate, momentum, o.dampening ?? 0, o.weight_decay ?? 0,
                        Call.Number(o.nesterov ?? false), Call.Number(o.maximize ?? false)));
                }
            }

            [SuppressMessage("Design", "CA1051", Justification = "Fields in TorchSharp.")]
            public class Options : OptimizerOptions
            {
                public double? momentum;
                public double? dampening;
                public double? weight_decay;
                public bool? nesterov;
                public bool? maximize;
            }

            public class ParamGroup : ParamGroup<Options>, torch.optim.IMomentum
            {
                public ParamGroup() => Options = new Options();

                public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
                {
                }

                public ParamGroup(
                    IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                    bool nesterov = false, bool maximize = false)
                    : base(parameters, new Options
                    {
                        LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
                    })
                {
                }

                public double Momentum
                {
                    get => Options.momentum ?? 0;
                    set => Options.momentum = value;
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            public static Modules.SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static Modules.SGD SGD(
                IEnumerable<Modules.SGD.ParamGroup> parameters, double learningRate, double momentum = 0.0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
