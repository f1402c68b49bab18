using System.Runtime.Versioning;

// Each of these fills the machine's cores, and one of them on purpose.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: SupportedOSPlatform("linux")]
