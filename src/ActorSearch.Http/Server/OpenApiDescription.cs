using System.Text.Json;
using System.Text.Json.Nodes;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Http.Server;

/// <summary>
/// The description of the server for other programs, as OpenAPI 3.1. It is made of the list that the server follows and
/// of the readers and writers that it uses, so that it says what is.
/// </summary>
internal static class OpenApiDescription
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    public static readonly ReadOnlyMemory<byte> Bytes = JsonSerializer.SerializeToUtf8Bytes(Make(), Indented);

    private static JsonObject Make()
    {
        var paths = new JsonObject();
        foreach (var operation in Operation.All)
        {
            paths.Add(operation.Path, new JsonObject { [operation.Method.ToLowerInvariant()] = Describe(operation) });
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "ActorSearch coordinator",
                ["version"] = "1",
                ["description"] = $"Messages are JSON. The header {Answers.ManifestHeader} says which one an answer is.",
            },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
                ["schemas"] = Schemas(),
            },
        };
    }

    private static JsonObject Schemas()
    {
        var used = Operation.All.SelectMany(o => o.Answers.Append(o.Takes)).OfType<string>().Append("refused").Append("unavailable");
        var schemas = new JsonObject();
        foreach (var manifest in WireCodec.Manifests.Where(used.Contains))
        {
            schemas.Add(manifest, WireSchema.Of(manifest, $"#/components/schemas/{manifest}"));
        }

        return schemas;
    }

    private static JsonObject Describe(Operation operation)
    {
        var described = new JsonObject { ["summary"] = operation.Summary };
        if (operation.Path == Operation.Health)
        {
            described["security"] = new JsonArray();
        }

        var parameters = Parameters(operation.Path);
        if (parameters.Count > 0)
        {
            described["parameters"] = parameters;
        }

        if (operation.Takes is { } manifest)
        {
            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", Reference(manifest)) };
        }

        described["responses"] = Responses(operation);
        return described;
    }

    private static JsonArray Parameters(string path)
    {
        var parameters = new JsonArray();
        if (path.Contains("{name}", StringComparison.Ordinal))
        {
            parameters.Add(Parameter("name", "path", "The study's name.", new JsonObject { ["type"] = "string" }));
        }

        if (path == Operation.Events)
        {
            parameters.Add(Parameter("from", "query", "Version of the first event that is wanted.", WholeNumber(long.MaxValue)));
            parameters.Add(Parameter("wait_ms", "query", "How long to wait for it, in milliseconds.", WholeNumber(WireLimits.WaitMs)));
        }

        return parameters;
    }

    private static JsonObject Responses(Operation operation)
    {
        if (operation.Path == Operation.Health)
        {
            return new JsonObject
            {
                ["200"] = Response("All is well.", Content("text/plain", Text())),
                ["503"] = Response("What is wrong.", Content("text/plain", Text())),
            };
        }

        var responses = new JsonObject { ["200"] = Answer(operation) };
        var refusals = new List<(string Status, string When)> { ("401", "The token is missing or wrong.") };
        if (operation.Takes is not null || operation.Path == Operation.Events)
        {
            refusals.Add(("400", "The message is malformed."));
        }

        if (operation.Path is Operation.Study or Operation.Events)
        {
            refusals.Add(("404", "There is no such study."));
        }

        if (operation.Takes is not null)
        {
            refusals.Add(("403", "The message comes from a web page."));
            refusals.Add(("413", "The message is too large."));
        }

        if (operation.Takes == "submit")
        {
            refusals.Add(("422", "The study is wrong, or cannot go on as asked."));
        }

        foreach (var (status, when) in refusals.Order())
        {
            responses.Add(status, Response(when, Content("application/json", Reference("refused"))));
        }

        responses.Add("500", Response("The request failed; it may be repeated.", Content("application/json", Reference("unavailable"))));
        responses.Add("503", Response("To be repeated later.", Content("application/json", Reference("unavailable"))));
        return responses;
    }

    private static JsonObject Answer(Operation operation) => operation switch
    {
        { Path: Operation.Events } => Response("Events, one a line; none where none came in time.", Content("application/x-ndjson", EventLine())),
        { Path: Operation.OpenApi } => Response("The description.", Content("application/json", new JsonObject { ["type"] = "object" })),
        { Answers: [var one] } => Message(Reference(one), [one]),
        _ => Message(new JsonObject { ["oneOf"] = new JsonArray([.. operation.Answers.Select(Reference)]) }, operation.Answers),
    };

    private static JsonObject Message(JsonObject schema, IEnumerable<string> manifests)
    {
        var response = Response("The answer.", Content("application/json", schema));
        response["headers"] = new JsonObject
        {
            [Answers.ManifestHeader] = new JsonObject
            {
                ["required"] = true,
                ["schema"] = new JsonObject { ["enum"] = new JsonArray([.. manifests.Select(m => JsonValue.Create(m))]) },
            },
        };
        return response;
    }

    private static JsonObject EventLine() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["version"] = WholeNumber(long.MaxValue),
            ["kind"] = Text(),
            ["body"] = new JsonObject { ["type"] = "object" },
        },
        ["required"] = new JsonArray("version", "kind", "body"),
    };

    private static JsonObject Parameter(string name, string place, string what, JsonObject schema) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = place == "path",
        ["description"] = what,
        ["schema"] = schema,
    };

    private static JsonObject Response(string when, JsonObject content) => new() { ["description"] = when, ["content"] = content };

    private static JsonObject Content(string type, JsonObject schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(string manifest) => new() { ["$ref"] = $"#/components/schemas/{manifest}" };

    private static JsonObject WholeNumber(long most) => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = most };

    private static JsonObject Text() => new() { ["type"] = "string" };
}
