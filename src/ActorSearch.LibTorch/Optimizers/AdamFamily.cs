using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW share: all but where the weight decay goes.</summary>
public abstract class AdamFamily : OptimizerHelper, torch.optim.IBetas
{
    private readonly Options defaults;
    private readonly bool decoupled;

    private protected AdamFamily(
        bool decoupled, IEnumerable<ParamGroup> parameters, double lr, double beta1, double beta2, double eps, double weight_decay,
        bool amsgrad, bool maximize)
    {
        CheckNotNegative(lr, "learning rate");
        CheckNotNegative(eps, "eps");
        CheckNotNegative(weight_decay, "weight decay");
        AdamStep.CheckBeta(beta1, nameof(beta1));
        AdamStep.CheckBeta(beta2, nameof(beta2));
        this.decoupled = decoupled;
        defaults = new Options
        {
            LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
            amsgrad = amsgrad, maximize = maximize,
        };
        foreach (var group in parameters) add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (defaults.beta1 ?? 0, defaults.beta2 ?? 0);
        set
        {
            (defaults.beta1, defaults.beta2) = value;
            foreach (var group in _parameter_groups) ((ParamGroup)group).Betas = value;
        }
    }

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = param_group.Options as Options ?? new Options { LearningRate = param_group.Options?.LearningRate };
        options.LearningRate ??= defaults.LearningRate;
        options.InitialLearningRate = options.LearningRate ?? 0;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
        param_group.Options = options;
        base.add_param_group(param_group);
    }

    private protected override void Step(Modules.ParamGroup group)
    {
        var o = (Options)group.Options;
        AdamStep.Run(
            group, o.beta1 ?? 0, o.beta2 ?? 0, o.eps ?? 0, o.weight_decay ?? 0, o.amsgrad ?? false, o.maximize ?? false, decoupled);
    }

    [SuppressMessage("Design", "CA1051", Justification = "Fields in TorchSharp.")]
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;
    }

    public class ParamGroup : ParamGroup<Options>, torch.optim.IBetas
    {
        public ParamGroup() => Options = new Options();

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
