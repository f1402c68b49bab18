using System.Globalization;
using ActorSearch.Data.Fetching;

namespace ActorSearch.Cli.Output;

/// <summary>Says which file is being fetched, a line a file.</summary>
internal sealed class FetchNotes(TextWriter output) : IProgress<FetchProgress>
{
    private readonly HashSet<string> _told = [];

    /// <inheritdoc />
    public void Report(FetchProgress value)
    {
        lock (_told)
        {
            if (_told.Add(value.File))
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"fetching {value.File} ({value.TotalBytes / 1e6:0.0} MB) ..."));
            }
        }
    }
}
