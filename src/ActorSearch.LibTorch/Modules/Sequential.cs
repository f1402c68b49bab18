using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules one after the other; what flows between them is disposed as soon as it is used up.</summary>
        public class Sequential : nn.Module<Tensor, Tensor>
        {
            private readonly List<nn.IModule<Tensor, Tensor>> layers = [];

            internal Sequential(IEnumerable<(string name, nn.Module<Tensor, Tensor> submodule)> modules) : base(nameof(Sequential))
            {
                foreach (var (name, module) in modules) append(name, module);
            }

            public int Count => layers.Count;

            public nn.IModule<Tensor, Tensor> this[int index] => layers[index];

            public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
            {
                register_module(name, (nn.Module)module);
                layers.Add(module);
                return this;
            }

            public Sequential append(nn.IModule<Tensor, Tensor> module) =>
                append(Count.ToString(CultureInfo.InvariantCulture), module);

            public override Tensor forward(Tensor input)
            {
                if (layers.Count == 0) return input.alias();
                var flowing = layers[0].call(input);
                for (var i = 1; i < layers.Count; i++)
                {
                    var next = layers[i].call(flowing);
                    if (!ReferenceEquals(next, flowing)) flowing.Dispose();
                    flowing = next;
                }

                return flowing;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential() => new([]);

            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(modules.Select((m, i) => (i.ToString(CultureInfo.InvariantCulture), m)));
        }
    }
}
