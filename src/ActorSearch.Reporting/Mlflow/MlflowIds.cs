using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>
/// Identities of experiments and runs, such as MLflow gives: they depend on the study alone, so writing it again finds
/// what is there. A study is its name and the moment it was begun; two stores may hold different ones of one name.
/// </summary>
internal static class MlflowIds
{
    /// <summary>MLflow's own experiment identities have 18 digits, the first of them no zero.</summary>
    private const ulong SmallestExperiment = 100_000_000_000_000_000;

    private const int RunIdBytes = 16;

    /// <summary>An experiment's identity: 18 decimal digits.</summary>
    public static string OfExperiment(string study, DateTimeOffset begunAt)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(Hash(StudyText(study, begunAt)));
        return (SmallestExperiment + (number % (9 * SmallestExperiment))).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A run's identity: 32 hexadecimal digits, another one for the same configuration of another study.</summary>
    public static string OfRun(string study, DateTimeOffset begunAt, TrialId trial) =>
        Convert.ToHexStringLower(Hash($"{StudyText(study, begunAt)}\n{trial}").AsSpan(0, RunIdBytes));

    private static string StudyText(string study, DateTimeOffset begunAt) =>
        string.Create(CultureInfo.InvariantCulture, $"actorsearch/mlflow/1\n{study}\n{begunAt.UtcTicks}");

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
