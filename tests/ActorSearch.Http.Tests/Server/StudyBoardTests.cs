using System.Globalization;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Server.Doubles;

namespace ActorSearch.Http.Tests.Server;

public sealed class StudyBoardTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_change_is_signalled_to_those_who_asked_before_it_and_to_followers_of_that_study_alone()
    {
        var board = new StudyBoard();
        var (before, other) = (board.ChangeOf("a"), board.ChangeOf("b"));

        board.Recorded(StateOf("a"), []);
        var after = board.ChangeOf("a");

        Assert.True(before.IsCompleted);
        Assert.False(other.IsCompleted);
        Assert.False(after.IsCompleted);
    }

    [Fact]
    public void The_store_is_well_again_only_once_every_study_of_it_is()
    {
        var board = new StudyBoard();
        board.Recorded(StateOf("a"), []);
        board.Recorded(StateOf("b"), []);

        board.StoreFailed("b", new LedgerException("b is full"));
        board.StoreFailed("a", new LedgerException("a is full"));
        Assert.Equal("a is full", board.StoreFailure);
        board.StoreRecovered("a");
        Assert.Equal("b is full", board.StoreFailure);
        board.StoreRecovered("b");
        Assert.Null(board.StoreFailure);
    }

    [Fact]
    public void Names_that_a_peer_makes_up_push_out_the_nodes_that_were_silent_the_longest()
    {
        var board = new StudyBoard();
        for (var i = 0; i < 1500; i++)
        {
            board.Heard(new NodeState(i.ToString("d5", CultureInfo.InvariantCulture), "1", [], []), Start.AddSeconds(i));
        }

        Assert.Equal(1000, board.Nodes.Length);
        Assert.Equal(("00500", "01499"), (board.Nodes[0].State.Name, board.Nodes[^1].State.Name));
    }

    [Fact]
    public async Task Counts_of_many_threads_are_all_there()
    {
        var board = new StudyBoard();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                board.Count("it");
            }
        })));

        Assert.Equal(8000, board.Counters["it"]);
    }

    private static StudyState StateOf(string name)
    {
        var (definition, trials) = Plans.Of(name, 1);
        return Study.Apply(StudyState.Empty, Study.Decide(StudyState.Empty, new StudyCommand.Create(definition, trials), Start).Events);
    }
}
