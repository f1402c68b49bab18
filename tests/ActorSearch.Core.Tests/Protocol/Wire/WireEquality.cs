using System.Collections;

namespace ActorSearch.Core.Tests.Protocol.Wire;

/// <summary>Compares messages by what they say: a record with a list in it compares the list's address.</summary>
internal static class WireEquality
{
    public static bool AreSame(object? left, object? right)
    {
        if (Equals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.GetType() != right.GetType())
        {
            return false;
        }

        if (left is IEnumerable many)
        {
            var others = ((IEnumerable)right).Cast<object?>().ToList();
            var ours = many.Cast<object?>().ToList();
            return ours.Count == others.Count && ours.Zip(others).All(p => AreSame(p.First, p.Second));
        }

        var type = left.GetType();
        var properties = type.Namespace!.StartsWith("ActorSearch", StringComparison.Ordinal) ? type.GetProperties() : [];
        return properties.Length > 0 && properties.All(p => AreSame(p.GetValue(left), p.GetValue(right)));
    }
}
