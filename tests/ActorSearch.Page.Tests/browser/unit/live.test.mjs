import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startLive } from "../../../../src/ActorSearch.Reporting/Page/Assets/live.js";

/** A browser as far as live.js sees it: answers that the test gives, streams and timers that it drives. */
let answers;
let streams;
let timers;
let silences;
let seen;

const silenceMs = 60_000;

class FakeEventSource {
    constructor(address) {
        this.address = address;
        this.listeners = new Map();
        this.isClosed = false;
        streams.push(this);
    }

    addEventListener(kind, listener) {
        this.listeners.set(kind, listener);
    }

    close() {
        this.isClosed = true;
    }

    send(kind, data = {}, lastEventId = "") {
        this.listeners.get(kind)({ data: JSON.stringify(data), lastEventId });
    }
}

beforeEach(() => {
    answers = [];
    streams = [];
    timers = [];
    silences = [];
    seen = { documents: [], deltas: [], states: [] };
    globalThis.window = {
        EventSource: FakeEventSource,
        async fetch(address) {
            assert.equal(address, "data");
            const answer = answers.shift();
            if (answer === undefined) {
                throw new TypeError("nobody answers");
            }

            return {
                ok: answer.status === undefined,
                status: answer.status ?? 200,
                headers: new Map([["etag", `"run-${answer.version}"`]]),
                json: async () => answer,
            };
        },
        setTimeout(action, ms) {
            const timer = { action, ms };
            (ms === silenceMs ? silences : timers).push(timer);
            return timer;
        },
        clearTimeout(timer) {
            silences = silences.filter((one) => one !== timer);
        },
    };
});

afterEach(() => {
    delete globalThis.window;
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function start(onDelta = () => true) {
    const live = startLive({
        onDocument: (document) => seen.documents.push(document.version),
        onDelta(delta) {
            seen.deltas.push(delta.version);
            return onDelta(delta);
        },
        onStatus: ({ state, text }) => {
            assert.ok(text.length > 0);
            seen.states.push(state);
        },
    });
    await settled();
    return live;
}

test("the document comes first, then every change, then the end", async () => {
    answers = [{ version: 3 }];
    await start();
    assert.equal(streams[0].address, "events?from=run-3");
    streams[0].send("open");
    streams[0].send("delta", { from: 3, version: 5 }, "run-5");
    streams[0].send("delta", { from: 5, version: 6 }, "run-6");
    streams[0].send("ended", { status: "complete", version: 6 });
    streams[0].send("error");

    assert.deepEqual(seen, { documents: [3], deltas: [5, 6], states: ["connecting", "live", "ended"] });
    assert.ok(streams[0].isClosed);
    assert.equal(timers.length, 0);
});

test("a gap makes the page read all anew", async () => {
    answers = [{ version: 3 }, { version: 9 }];
    await start();
    streams[0].send("delta", { from: 4, version: 5 }, "run-5");
    await settled();

    assert.deepEqual(seen.documents, [3, 9]);
    assert.deepEqual(seen.deltas, []);
    assert.ok(streams[0].isClosed);
    assert.equal(streams[1].address, "events?from=run-9");
});

test("changes that the page cannot use make it read all anew", async () => {
    answers = [{ version: 3 }, { version: 5 }];
    await start(() => false);
    streams[0].send("delta", { from: 3, version: 5 }, "run-5");
    await settled();

    assert.deepEqual(seen.documents, [3, 5]);
});

test("a server that asks for it gets its document read anew, and the old stream is not heard any more", async () => {
    answers = [{ version: 3 }, { version: 4 }];
    await start();
    streams[0].send("reload");
    await settled();
    streams[0].send("delta", { from: 4, version: 5 });
    streams[0].send("error");

    assert.deepEqual(seen.documents, [3, 4]);
    assert.deepEqual(seen.deltas, []);
    assert.equal(streams.length, 2);
    assert.equal(timers.length, 0);
});

test("a lost connection is tried again from where it broke off, with pauses that grow to half a minute", async () => {
    answers = [{ version: 3 }];
    await start();
    streams[0].send("open");
    streams[0].send("delta", { from: 3, version: 4 }, "run-4");
    for (let time = 0; time < 7; time++) {
        streams.at(-1).send("error");
        timers.at(-1).action();
    }

    assert.deepEqual(timers.map((timer) => timer.ms), [1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    assert.equal(streams.at(-1).address, "events?from=run-4");
    streams.at(-1).send("open");
    streams.at(-1).send("error");
    assert.equal(timers.at(-1).ms, 1000);
    assert.deepEqual(seen.states.slice(-3), ["reconnecting", "live", "reconnecting"]);
    assert.deepEqual(seen.documents, [3]);
});

test("a stream that has fallen silent is opened anew from where it was, and one that speaks is not", async () => {
    answers = [{ version: 3 }];
    await start();
    const first = silences[0];
    streams[0].send("open");
    streams[0].send("alive");
    assert.ok(!silences.includes(first) && silences.length === 1, "what it says begins a new wait");
    const second = silences[0];
    streams[0].send("delta", { from: 3, version: 4 }, "run-4");
    assert.ok(!silences.includes(second) && silences.length === 1);

    silences[0].action();
    assert.ok(streams[0].isClosed);
    assert.deepEqual(seen.states.slice(-2), ["live", "reconnecting"]);
    timers[0].action();
    assert.equal(streams[1].address, "events?from=run-4");
    streams[1].send("ended", { status: "complete", version: 4 });
    assert.equal(silences.length, 0);
});

test("a document that cannot be had is asked for again", async () => {
    answers = [{ version: 0, status: 503 }];
    await start();
    assert.deepEqual(seen.states, ["connecting", "reconnecting"]);
    answers = [{ version: 2 }];
    timers[0].action();
    await settled();

    assert.deepEqual(seen.documents, [2]);
    assert.equal(streams.length, 1);
});

test("what was stopped says nothing any more", async () => {
    answers = [{ version: 3 }];
    const live = await start();
    live.stop();
    streams[0].send("error");

    assert.deepEqual(seen.states, ["connecting"]);
    assert.equal(timers.length, 0);
});
