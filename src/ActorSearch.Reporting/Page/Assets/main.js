import { readAddress } from "./address.js";
import { keepAddress, watchAddress, watchKeys, watchPaper } from "./browser.js";
import { canDraw } from "./charting.js";
import { element, fill, oncePerFrame } from "./dom.js";
import { filterPoints, mergeBrush, parseFilter } from "./filter.js";
import { createContents, createFrame, createMasthead } from "./layout.js";
import { startLive } from "./live.js";
import { applyDelta, readModel } from "./model.js";
import { paletteOf } from "./palette.js";
import { initialPicks, keptPicks } from "./picking.js";
import { answerSection } from "./sections/answer.js";
import { curvesSection } from "./sections/curves.js";
import { effectsSection } from "./sections/effects.js";
import { failuresSection } from "./sections/failures.js";
import { initialPair, interactionsSection, keptPair } from "./sections/interactions.js";
import { networksSection } from "./sections/networks.js";
import { parallelSection } from "./sections/parallel.js";
import { provenanceSection } from "./sections/provenance.js";
import { rankingSection } from "./sections/ranking.js";
import { timelineSection } from "./sections/timeline.js";
import { tradeoffSection } from "./sections/tradeoff.js";
import { createState } from "./state.js";
import { followScheme } from "./theme.js";

const sectionOrder = [answerSection, rankingSection, curvesSection, effectsSection, interactionsSection, parallelSection,
    tradeoffSection, networksSection, failuresSection, timelineSection, provenanceSection];

const restMs = 300;

/** Starts the page from the document it carries, or from the one that a live page is sent. */
export function startPage() {
    const isLive = document.documentElement.dataset.live === "true";
    const wasSaved = document.getElementById("waiting") === null;
    if (isLive && wasSaved) {
        document.getElementById("content").prepend(savedWhileLive());
        return;
    }

    if (wasSaved) {
        beginAnew();
    }

    const page = createPage();
    if (isLive) {
        let held = null;
        startLive({
            onDocument(received) {
                held = received;
                page.show(received);
            },
            onDelta(delta) {
                const next = applyDelta(held, delta);
                if (next === null) {
                    return false;
                }

                held = next;
                page.show(next);
                return true;
            },
            onStatus: (status) => page.status(status),
        });
        return;
    }

    try {
        page.show(JSON.parse(document.getElementById("study").textContent));
    } catch (error) {
        page.refuse(error);
    }
}

/** Browsers save a page as it stands, drawn; one that carries its data is drawn anew from them. */
function beginAnew() {
    const content = document.getElementById("content");
    content.querySelector(".sections")?.remove();
    content.append(element("p", { class: "waiting", id: "waiting", role: "status" }));
}

/** A live page carries no data: what stands in one that was saved is all there is of it. */
function savedWhileLive() {
    return element("p", { class: "notice" }, "This page was saved while it followed a search. It stands as it was then, without its charts; actorsearch report --format html writes one that has everything.");
}

function createPage() {
    const content = document.getElementById("content");
    const waiting = document.getElementById("waiting");
    let model = null;
    let parts = null;
    let received = null;
    let status = null;
    let drawn = -restMs;

    const draw = () => {
        const document = received;
        received = null;
        drawn = performance.now();
        try {
            model = readModel(document);
        } catch (error) {
            refuse(error);
            return;
        }

        if (parts === null) {
            waiting.remove();
            parts = buildPage(content, () => model);
        } else {
            parts.modelChanged();
        }

        parts.masthead.update(status);
    };
    const drawSoon = oncePerFrame(draw);
    const refuse = (error) => {
        waiting.textContent = `This page cannot show the study: ${error.message}`;
        waiting.className = "notice";
        content.prepend(waiting);
    };
    return {
        /** Shows a document; of those that come close upon each other only the last, so that a quick search stays readable. */
        show(document) {
            const isWaited = received !== null;
            received = document;
            if (!isWaited) {
                setTimeout(drawSoon, Math.max(0, drawn + restMs - performance.now()));
            }
        },
        status(next) {
            status = next;
            if (parts === null) {
                waiting.textContent = next.text;
            } else {
                parts.masthead.update(status);
            }
        },
        refuse,
    };
}

function buildPage(content, model) {
    let automatic = initialPicks(model());
    const asked = readAddress(window.location.hash);
    const state = createState({
        filter: asked.filter ?? "",
        sort: asked.sort ?? "rank",
        scheme: asked.scheme ?? "auto",
        theme: "light",
        visible: [],
        picked: automatic,
        pair: initialPair(model()),
    });
    let filter = parseFilter("", model());
    let brushed = "";
    const sift = () => {
        filter = parseFilter(state.get().filter, model());
        state.set({ visible: filterPoints(filter, model()) });
    };
    sift();
    const scheme = followScheme(state);
    const context = {
        model,
        state,
        palette: () => paletteOf(state.get().theme),
        filter: () => filter,
        brush(text) {
            const merged = mergeBrush(state.get().filter, brushed, text);
            brushed = text;
            state.set({ filter: merged });
        },
        goTo: (id) => frames.find((frame) => frame.id === id)?.goTo(),
    };
    const masthead = createMasthead(document.getElementById("masthead"), context);
    const boxes = element("div", { class: "sections" });
    if (!canDraw()) {
        content.querySelector(".notice")?.remove();
        content.append(noCharts());
    }

    content.append(boxes);
    const frames = [];
    for (const section of sectionOrder) {
        const host = createFrame(section, context);
        frames.push(host);
        boxes.append(host.element);
    }

    const contents = createContents(document.getElementById("contents"), frames);
    contents.update();
    fill(document.getElementById("colophon"), "Made by ActorSearch.");

    let changes = new Set();
    const refresh = () => {
        const current = changes;
        changes = new Set();
        frames.forEach((frame) => frame.update(current));
    };
    const refreshSoon = oncePerFrame(refresh);
    state.subscribe((_, changed) => {
        if (changed.includes("filter")) {
            sift();
        }

        changed.forEach((field) => changes.add(field));
        if (["filter", "sort", "scheme"].some((field) => changed.includes(field))) {
            keepAddress(state.get());
        }

        refreshSoon();
    });
    watchKeys();
    watchPaper(scheme, frames, refresh);
    watchAddress(state);
    // An address that names a section opens the page there.
    context.goTo(window.location.hash.slice(1));
    return {
        masthead,
        modelChanged() {
            const chosen = state.get();
            const picked = keptPicks(model(), chosen.picked, automatic);
            if (picked !== chosen.picked) {
                automatic = picked;
            }

            state.set({ picked, pair: keptPair(model(), chosen.pair) });
            sift();
            changes.add("model");
            refresh();
            contents.update();
        },
    };
}

function noCharts() {
    return element("p", { class: "notice" }, "The charts are not drawn, for their library, which comes from the network, could not be loaded. The same figures stand in the tables.");
}

startPage();
