// Tensors are counted, and libtorch's threads set, for the whole process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
