using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Stores;
using ActorSearch.Cli.Tests.BadInput;
using ActorSearch.Cli.Tests.Running;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Stores;

/// <summary>Which kind of store a name stands for.</summary>
public sealed class StoreNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().Add("grid.yaml", Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("results.db", "SQLite")]
    [InlineData("results", "SQLite")]
    [InlineData("results.litedb", "LiteDB")]
    [InlineData("RESULTS.LITEDB", "LiteDB")]
    [InlineData("litedb", "SQLite")]
    public void A_new_store_is_of_the_kind_that_its_name_says(string name, string kind) => Assert.Equal(kind, StoreFormat.OfName(name).Name);

    [Fact]
    public void A_store_that_is_there_is_of_the_kind_that_it_is()
    {
        Assert.Equal(StoreFormat.LiteDb, StoreFormat.OfHeader(BadInputCases.LiteDbFile));
        Assert.Equal(StoreFormat.Sqlite, StoreFormat.OfHeader("SQLite format 3\0 and so on"u8));
        Assert.Null(StoreFormat.OfHeader("SQLite format"u8));
        Assert.Null(StoreFormat.OfHeader(new byte[100]));
        Assert.Null(StoreFormat.OfHeader([]));
    }

    [Fact]
    public void A_SQLite_store_is_read_whatever_it_is_called()
    {
        Command.Run(_folder.Path, "run", "grid.yaml", "--store", "a.db").MustEndWith(0);
        File.Move(_folder["a.db"], _folder["a.litedb"]);

        Assert.StartsWith("small: 4 trials", Command.Run(_folder.Path, "report", "--store", "a.litedb").MustEndWith(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_store_comes_to_the_same_table()
    {
        Assert.SkipWhen(Stack.This.LiteDb is null, "this stack has one kind alone");
        Command.Run(_folder.Path, "run", "grid.yaml", "--store", "a.db").MustEndWith(0);
        Command.Run(_folder.Path, "run", "grid.yaml", "--store", "a.litedb").MustEndWith(0);
        File.Move(_folder["a.litedb"], _folder["moved.db"]);

        Assert.True(StoreFormat.OfHeader(File.ReadAllBytes(_folder["moved.db"])) == StoreFormat.LiteDb, "the store is no LiteDB file");
        Assert.Equal(UndisturbedRun.TableOf(_folder, "a.db"), UndisturbedRun.TableOf(_folder, "moved.db"));
    }
}
