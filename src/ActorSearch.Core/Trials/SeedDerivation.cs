using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Trials;

/// <summary>Derives seeds from seeds, so that every random draw of a trial follows from the study's seed and the trial's identity.</summary>
public static class SeedDerivation
{
    /// <summary>
    /// The seed of a trial, from the study's seed and the trial's configuration and replicate alone. Trials that differ
    /// in nothing but the way in which convolutions are computed draw alike, so that their curves can be laid over each
    /// other: what is left between them is rounding.
    /// </summary>
    public static ulong TrialSeed(ulong studySeed, TrialPlan trial) => TrialSeed(
        studySeed,
        trial.Config.Find(ParameterNames.Convolution) is null
            ? trial.Id
            : TrialId.Of(trial.Config.Without(ParameterNames.Convolution), trial.Replicate));

    /// <summary>The seed of a trial, from the study's seed and the trial's identity alone.</summary>
    public static ulong TrialSeed(ulong studySeed, TrialId trial) => Derive(studySeed, $"trial/{trial}");

    /// <summary>
    /// A seed for one purpose, below 2^63: the first 8 bytes of SHA-256 over the parent seed and the purpose.
    /// Different purposes give unrelated seeds.
    /// </summary>
    public static ulong Derive(ulong seed, string purpose)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"actorsearch/seed/1\n{seed}\n{purpose}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1;
    }
}
