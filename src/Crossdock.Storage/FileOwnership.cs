namespace Crossdock.Storage;

/// <summary>
/// The one owner of a SQLite file: a lock file beside it, held open as long as the process lives, so that a crash leaves no lock behind.
/// </summary>
public sealed class FileOwnership : IDisposable
{
    private readonly FileStream stream;

    private FileOwnership(FileStream stream) => this.stream = stream;

    /// <summary>Takes the file, or says who has it.</summary>
    /// <param name="sqlitePath">The database file; the lock is <c>PATH.lock</c>.</param>
    public static Result<FileOwnership> Take(string sqlitePath)
    {
        var path = sqlitePath + ".lock";
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new FileOwnership(stream);
        }
        catch (IOException) when (File.Exists(path))
        {
            return new Refusal(RefusalKind.Conflict, "storage.file_owned",
                $"The database {sqlitePath} is open in another process. Stop that one first, or ask the running server.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Unavailable, "storage.folder_not_writable", $"The folder of {sqlitePath} cannot be written: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
