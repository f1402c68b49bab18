using System.Security.Cryptography;

namespace ActorSearch.Data.Fetching;

/// <summary>
/// Brings a data set's files into a folder: each streamed to a file of its own name, checked, then moved into place
/// in one step. Two that fetch at once both succeed, and a file in place is always whole.
/// </summary>
internal sealed class Fetcher(string name, RemoteDataSet remote, string folder, DataSources sources)
{
    private const string PartSuffix = ".part";
    private const int BufferBytes = 1 << 16;

    // A fetch that died leaves its part behind; one that old belongs to nobody any more.
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    /// <summary>Fetches the files that are not there or not sound.</summary>
    /// <exception cref="DataException">A file cannot be had; says which, why, and where to put it by hand.</exception>
    public async Task EnsureAsync(IProgress<FetchProgress>? progress, CancellationToken ct)
    {
        var missing = remote.Files.Where(file => CachedFile.TryRead(PathOf(file), file, out _) is null).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            RemoveAbandonedParts();
            using var client = NewClient();
            foreach (var file in missing)
            {
                await EnsureAsync(file, client, progress, ct).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{folder}: cannot be written: {error.Message}", error);
        }
    }

    public string PathOf(RemoteFile file) => Path.Combine(folder, file.Name);

    private HttpClient NewClient()
    {
        // The stall timeout below replaces the client's own, which would bound a slow but steady download.
        var client = sources.Http is { } http ? new HttpClient(http()) : new HttpClient();
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private async Task EnsureAsync(
        RemoteFile file, HttpClient client, IProgress<FetchProgress>? progress, CancellationToken ct)
    {
        var failures = new List<string>();
        foreach (var mirror in remote.Mirrors)
        {
            var address = new Uri(mirror, file.Name);
            if (await TryFetchAsync(address, file, client, progress, ct).ConfigureAwait(false) is not { } failure)
            {
                return;
            }

            failures.Add($"  {address}: {failure}");
        }

        throw new DataException(
            $"{name}: {file.Name} could not be fetched:\n{string.Join('\n', failures)}\n"
            + $"Put {string.Join(", ", remote.Files.Select(each => each.Name))} into {folder} yourself, "
            + "or name a folder that holds them as dataset.path.");
    }

    /// <returns>Null if the file is in place, else why this mirror did not do.</returns>
    private async Task<string?> TryFetchAsync(
        Uri address, RemoteFile file, HttpClient client, IProgress<FetchProgress>? progress, CancellationToken ct)
    {
        var part = Path.Combine(folder, $"{file.Name}.{Path.GetRandomFileName()}{PartSuffix}");
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stall.CancelAfter(sources.StallTimeout);
        try
        {
            using var response = await client
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return $"answered {(int)response.StatusCode} {response.ReasonPhrase}";
            }

            if (response.Content.Headers.ContentLength is { } announced && announced != file.LengthBytes)
            {
                return $"announces {announced} bytes instead of {file.LengthBytes}";
            }

            var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                var failure = await StoreAsync(body, part, file, progress, stall).ConfigureAwait(false);
                if (failure is null)
                {
                    File.Move(part, PathOf(file), overwrite: true);
                }

                return failure;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return $"was silent for {sources.StallTimeout.TotalSeconds:0.###} s";
        }
        catch (HttpRequestException error)
        {
            return error.Message;
        }
        catch (HttpIOException error)
        {
            return error.Message;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<string?> StoreAsync(
        Stream body, string part, RemoteFile file, IProgress<FetchProgress>? progress, CancellationTokenSource stall)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var received = 0;
        var output = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        await using (output.ConfigureAwait(false))
        {
            while (await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false) is var length and > 0)
            {
                if (length > file.LengthBytes - received)
                {
                    return $"sends more than the {file.LengthBytes} bytes it should";
                }

                stall.CancelAfter(sources.StallTimeout);
                received += length;
                hash.AppendData(buffer, 0, length);
                await output.WriteAsync(buffer.AsMemory(0, length), stall.Token).ConfigureAwait(false);
                progress?.Report(new FetchProgress(file.Name, received, file.LengthBytes));
            }

            if (received < file.LengthBytes)
            {
                return $"broke off after {received} of {file.LengthBytes} bytes";
            }

            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            {
                return "sent a file without the published checksum (SHA-256)";
            }

            output.Flush(flushToDisk: true);
            return null;
        }
    }

    private void RemoveAbandonedParts()
    {
        foreach (var part in new DirectoryInfo(folder).EnumerateFiles("*" + PartSuffix))
        {
            if (DateTime.UtcNow - part.LastWriteTimeUtc > AbandonedAfter)
            {
                part.Delete();
            }
        }
    }
}
