// Follows a search that goes on: reads its document, then takes every change to it, until the search has ended.

const firstPauseMs = 1000;
const longestPauseMs = 30000;
// Four times the longest silence of a server that is there: a connection may be lost without anybody saying so.
const longestSilenceMs = 60000;

// Begins to follow. `onDocument(document)` is given the whole document, at first and whenever changes were missed;
// `onDelta(delta)` what changes it, in order, and returns false where it cannot use that; `onStatus({ state, text })` what
// to say of the connection, of which `state` is "connecting", "live", "reconnecting" or "ended". Returns { stop() }.
export function startLive({ onDocument, onDelta, onStatus }) {
    let stream = null;
    let timer = null;
    let silence = null;
    let pauseMs = firstPauseMs;
    let version = null;
    let tag = null;
    let isOver = false;

    function say(state, text) {
        if (!isOver) {
            onStatus({ state, text });
        }
    }

    function close() {
        stream?.close();
        stream = null;
        window.clearTimeout(timer);
        window.clearTimeout(silence);
        timer = null;
        silence = null;
    }

    function finish(text) {
        close();
        say("ended", text);
        isOver = true;
    }

    // Tries again after a pause, which grows while nobody answers.
    function retry(next) {
        close();
        say("reconnecting", "The search cannot be reached; what is shown is kept. Trying again ...");
        timer = window.setTimeout(next, pauseMs);
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }

    function hear(own) {
        window.clearTimeout(silence);
        silence = window.setTimeout(() => own === stream && retry(follow), longestSilenceMs);
    }

    async function load() {
        close();
        try {
            const response = await window.fetch("data", { cache: "no-store" });
            if (!response.ok) {
                throw new Error(`status ${response.status}`);
            }

            const document = await response.json();
            if (isOver) {
                return;
            }

            version = document.version;
            tag = (response.headers.get("etag") ?? "").replaceAll("\"", "") || String(version);
            onDocument(document);
        } catch {
            if (!isOver) {
                retry(load);
            }

            return;
        }

        follow();
    }

    function follow() {
        const own = new window.EventSource(`events?from=${encodeURIComponent(tag)}`);
        stream = own;
        hear(own);
        own.addEventListener("alive", () => own === stream && hear(own));
        own.addEventListener("open", () => {
            pauseMs = firstPauseMs;
            say("live", "Live");
        });
        own.addEventListener("delta", (event) => {
            if (own !== stream) {
                return;
            }

            hear(own);
            const delta = JSON.parse(event.data);
            if (delta.from !== version) {
                load();
                return;
            }

            version = delta.version;
            tag = event.lastEventId || String(version);
            if (onDelta(delta) === false) {
                load();
            }
        });
        own.addEventListener("reload", () => own === stream && load());
        own.addEventListener("ended", (event) => own === stream && finish(endText(JSON.parse(event.data).status)));
        own.addEventListener("error", () => own === stream && retry(follow));
    }

    say("connecting", "Reading the study ...");
    load();
    return {
        stop() {
            isOver = true;
            close();
        },
    };
}

function endText(status) {
    switch (status) {
        case "complete":
            return "The search is complete.";
        case "interrupted":
            return "The search was interrupted, or is not followed any more; this is how far it had come.";
        default:
            return "The search has broken off; this is how far it had come.";
    }
}
