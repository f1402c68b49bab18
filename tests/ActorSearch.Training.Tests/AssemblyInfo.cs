// Live tensors are counted for the whole process, and one test counts them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
