using System.Buffers;
using System.Globalization;
using System.Text;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>An event as a line of the feed: <c>{"version":0,"kind":"study-created","body":{...}}</c>.</summary>
internal static class EventLine
{
    /// <summary>Appends the line, with its line feed.</summary>
    public static void Write(IBufferWriter<byte> to, long version, StudyEvent happened)
    {
        // A kind is one of the protocol's words and a body is JSON without line ends: nothing needs escaping.
        var start = string.Create(
            CultureInfo.InvariantCulture, $$"""{"version":{{version}},"kind":"{{StudyEventJson.KindOf(happened)}}","body":""");
        Encoding.UTF8.GetBytes(start, to);
        to.Write(StudyEventJson.Encode(happened));
        to.Write("}\n"u8);
    }
}
