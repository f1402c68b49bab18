using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>What changes parameters by their gradients.</summary>
            public abstract class Optimizer : IDisposable
            {
                /// <summary>The groups of parameters, each with a learning rate of its own.</summary>
                public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

                private protected IList<ParamGroup> _parameter_groups { get; } = [];

                public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(g => g.Parameters);

                /// <summary>Forgets all gradients: they become null, as in PyTorch 2.</summary>
                public virtual unsafe void zero_grad()
                {
                    foreach (var group in _parameter_groups)
                    {
                        var handles = group.Handles();
                        fixed (nint* p = handles) Call.Check(NativeMethods.ast_zero_grads(p, handles.Length));
                    }
                }

                /// <summary>One step for all parameters that have a gradient.</summary>
                /// <param name="closure">Evaluates the loss anew, if the caller wants it answered.</param>
                public virtual Tensor step(Func<Tensor>? closure = null)
                {
                    Tensor? loss = null;
                    if (closure is not null)
                    {
                        using var recorded = enable_grad();
                        loss = closure();
                    }

                    foreach (var group in _parameter_groups) Step(group);
                    // TorchSharp answers null without a closure too.
                    return loss!;
                }

                public virtual void add_param_group(ParamGroup param_group)
                {
                    if (parameters().Intersect(param_group.Parameters, ReferenceEqualityComparer.Instance).Any())
                        throw new ArgumentException("A parameter of this group is in the optimizer already.");
                    _parameter_groups.Add(param_group);
                }

                private protected abstract void Step(ParamGroup group);

                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                protected virtual void Dispose(bool disposing)
                {
                    if (!disposing) return;
                    foreach (var group in _parameter_groups) group.DisposeState();
                }
            }

            /// <summary>What a schedule changes.</summary>
            public interface ILearningRateController
            {
                double LearningRate { get; set; }

                double InitialLearningRate { get; set; }
            }

            public interface IMomentum
            {
                double Momentum { get; set; }
            }

            public interface IBetas
            {
                (double, double) Betas { get; set; }
            }
        }
    }

    namespace Modules
    {
        public abstract class OptimizerHelper : torch.optim.Optimizer
        {
            private protected static void CheckNotNegative(double value, string name)
            {
                if (!(value >= 0)) throw new ArgumentException($"Invalid {name}: {value}. It must be 0 or more.");
            }
        }

        public class OptimizerOptions
        {
            public double? LearningRate { get; set; }

            public double InitialLearningRate { get; set; }
        }

        /// <summary>Parameters that share their options, and what the optimizer remembers for each of them.</summary>
        public class ParamGroup : torch.optim.ILearningRateController
        {
            private Parameter[] parameters = [];

            public IEnumerable<Parameter> Parameters
            {
                get => parameters;
                set => parameters = value as Parameter[] ?? [.. value];
            }

            public OptimizerOptions Options { get; set; } = new();

            public double LearningRate
            {
                get => Options.LearningRate ?? 0;
                set => Options.LearningRate = value;
            }

            public double InitialLearningRate
            {
                get => Options.InitialLearningRate;
                set => Options.InitialLearningRate = value;
            }

            /// <summary>One list per kind of memory (momentum, first moment ...), parallel to the parameters.</summary>
            internal List<torch.Tensor[]> State { get; } = [];

            internal long[] Steps { get; private set; } = [];

            internal byte[] Fresh { get; private set; } = [];

            internal nint[] Handles() => Array.ConvertAll(parameters, p => p.Handle);

            internal nint[] StateHandles(int kind) => State.Count > kind ? Array.ConvertAll(State[kind], t => t.Handle) : [];

            /// <summary>Makes the memory at the first step, when the parameters are where they will be trained.</summary>
            internal void EnsureState(int kinds)
            {
                if (Steps.Length != parameters.Length)
                {
                    Steps = new long[parameters.Length];
                    Fresh = new byte[parameters.Length];
                    Array.Fill(Fresh, (byte)1);
                }

                using var none = torch.no_grad();
                while (State.Count < kinds)
                    State.Add(Array.ConvertAll(parameters, p => p.zeros_like().DetachFromDisposeScope()));
            }

            internal void DisposeState()
            {
                foreach (var tensor in State.SelectMany(s => s)) tensor.Dispose();
                State.Clear();
            }
        }

        public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
        {
            public ParamGroup()
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, TOptions? options = null)
            {
                Parameters = parameters;
                base.Options = options!;
            }

            public new TOptions Options
            {
                get => (TOptions)base.Options;
                set => base.Options = value;
            }
        }
    }
}
