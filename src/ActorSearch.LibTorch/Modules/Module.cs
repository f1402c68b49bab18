using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: parameters, buffers and further modules by name, in the order they were registered.
        /// What is registered lives as long as the module, outside every dispose scope.
        /// </summary>
        public partial class Module : IDisposable
        {
            private readonly List<(string name, Module module)> submodules = [];
            private readonly List<(string name, Parameter parameter)> ownParameters = [];
            private readonly List<(string name, Tensor buffer, bool persistent)> ownBuffers = [];
            private readonly string name;
            private bool isTraining = true;

            protected Module(string name) => this.name = name;

            public virtual bool training => isTraining;

            public virtual string GetName() => name;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, module) in submodules) module.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in submodules) module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }

                    using var gradient = parameter.grad;
                    gradient?.detach_().zero_();
                }
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName(name);
                ownParameters.Add((name, (Parameter)param.DetachFromDisposeScope()));
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name);
                ownBuffers.Add((name, tensor.DetachFromDisposeScope(), persistent));
            }

            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name);
                submodules.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers every field of the module that holds a module, a parameter or a tensor (as a buffer), under the
            /// field's name. Call it at the end of a module's constructor.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in Fields())
                {
                    if (IsRegistered(field.Name)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(field.Name, module); break;
                        case Parameter parameter: register_parameter(field.Name, parameter); break;
                        case Tensor tensor: register_buffer(field.Name, tensor); break;
                    }
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in ownParameters) parameter.Dispose();
                foreach (var (_, buffer, _) in ownBuffers) buffer.Dispose();
                foreach (var (_, module) in submodules) module.Dispose();
            }

            protected internal virtual Module _to(Device? device, ScalarType? dtype, bool non_blocking)
            {
                foreach (var (_, module) in submodules) module._to(device, dtype, non_blocking);
                foreach (var (_, parameter) in ownParameters) Move(parameter, device, dtype, non_blocking);
                foreach (var (_, buffer, _) in ownBuffers) Move(buffer, device, is_floating_point(buffer.dtype) ? dtype : null, non_blocking);
                return this;
            }

            /// <summary>Replaces what the tensor holds; the object, and every reference to it, stays.</summary>
            private static void Move(Tensor tensor, Device? device, ScalarType? dtype, bool non_blocking)
            {
                using var none = no_grad();
                using var gradient = tensor.grad;
                using var moved = tensor.to(dtype ?? tensor.dtype, device ?? tensor.device, non_blocking: non_blocking);
                if (gradient is not null) tensor.grad = null;
                Call.Check(NativeMethods.ast_set_data(tensor.Handle, moved.Handle));
                if (gradient is null) return;
                using var movedGradient = gradient.to(moved.dtype, moved.device, non_blocking: non_blocking);
                tensor.grad = movedGradient;
            }

            private void CheckName(string name)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"\"{name}\" cannot name a part of a module: a name is not empty and has no dot.");
                if (IsRegistered(name)) throw new ArgumentException($"A part named \"{name}\" is registered already.");
            }

            private bool IsRegistered(string name) =>
                submodules.Exists(s => s.name == name) || ownParameters.Exists(p => p.name == name) || ownBuffers.Exists(b => b.name == name);

            private IEnumerable<FieldInfo> Fields()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        yield return field;
                }
            }
        }
    }
}
