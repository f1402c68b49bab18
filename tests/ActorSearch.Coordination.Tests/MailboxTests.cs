using ActorSearch.Coordination.Actors;

namespace ActorSearch.Coordination.Tests;

public class MailboxTests
{
    [Fact]
    public async Task Messages_come_in_the_order_they_were_sent()
    {
        var mailbox = new Mailbox<int>(10);
        for (var i = 0; i < 5; i++)
        {
            await mailbox.TellAsync(i);
        }

        var received = new List<int>();
        await mailbox.ReceiveAsync(received, most: 3);
        Assert.Equal([0, 1, 2], received);
        await mailbox.ReceiveAsync(received, most: 3);
        Assert.Equal([3, 4], received);
    }

    [Fact]
    public async Task A_full_mailbox_holds_its_senders_back_until_there_is_room()
    {
        var mailbox = new Mailbox<int>(1);
        await mailbox.TellAsync(1);

        var second = mailbox.TellAsync(2).AsTask();
        Assert.False(mailbox.TryTell(3));
        Assert.False(second.IsCompleted);

        var received = new List<int>();
        await mailbox.ReceiveAsync(received, most: 10);
        await second;
        await mailbox.ReceiveAsync(received, most: 10);
        Assert.Equal([2], received);
    }

    [Fact]
    public async Task An_answer_always_finds_room_and_takes_none()
    {
        var mailbox = new Mailbox<int>(1);
        await mailbox.TellAsync(1);
        mailbox.Answer(2);

        var received = new List<int>();
        await mailbox.ReceiveAsync(received, most: 10);
        Assert.Equal([1, 2], received);
        Assert.True(mailbox.TryTell(3));
        Assert.False(mailbox.TryTell(4));
    }

    [Fact]
    public async Task A_closed_mailbox_is_read_to_its_end_and_frees_those_who_wait()
    {
        var mailbox = new Mailbox<int>(1);
        await mailbox.TellAsync(1);
        var waiting = mailbox.TellAsync(2).AsTask();

        mailbox.Close();
        await waiting;

        var received = new List<int>();
        await mailbox.ReceiveAsync(received, most: 10);
        Assert.Equal([1], received);
        await mailbox.ReceiveAsync(received, most: 10);
        Assert.Empty(received);
    }
}
