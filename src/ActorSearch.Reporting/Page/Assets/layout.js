import { element, fill, setText } from "./dom.js";
import { formatCount, formatDuration } from "./format.js";
import { schemes } from "./theme.js";

/**
 * The frame of the page: its head with the study's name and state, the contents, and a box for every section, which is
 * filled when it comes near the window.
 */

const nearMargin = "600px 0px";

/** The head: whose results these are, how far they are, and light or dark. */
export function createMasthead(host, context) {
    const name = element("h1", { dir: "auto" });
    const badge = element("span", { class: "badge", role: "status", hidden: true });
    const said = element("p", { class: "said", hidden: true });
    const facts = element("p", { class: "facts" });
    const bar = element("progress", { "aria-label": "Trials that have ended" });
    const share = element("span", { class: "progress-text" });
    const progress = element("div", { class: "progress", hidden: true }, bar, share);
    fill(host,
        element("div", { class: "masthead-row" },
            element("p", { class: "brand" }, "ActorSearch"),
            badge,
            schemeSwitch(context)),
        element("div", { class: "masthead-title" }, name, facts),
        progress,
        said);

    return {
        /** Shows the study's state, and the connection's where the page is live. */
        update(status) {
            const { study } = context.model();
            setText(name, study.name);
            name.title = study.name;
            setText(facts, factsOf(study));
            const words = statusWords(study, status);
            badge.hidden = words === null;
            setText(badge, words?.text ?? "");
            badge.dataset.kind = words?.kind ?? "";
            setText(said, words?.more ?? "");
            said.hidden = said.textContent === "";
            const done = endedTrials(study);
            progress.hidden = study.complete;
            if (status !== null) {
                document.title = study.complete ? study.name : `${formatCount(done)}/${formatCount(study.total)} ${study.name}`;
            }

            bar.max = Math.max(1, study.total);
            bar.value = done;
            setText(share, `${formatCount(done)} of ${formatCount(study.total)} trials have ended`);
        },
    };
}

/** The contents: a link to each section that the study has. */
export function createContents(host, frames) {
    const links = new Map(frames.map((frame) => [frame, element("a", {
        href: `#${frame.id}`,
        onclick: (event) => {
            event.preventDefault();
            frame.goTo();
        },
    }, frame.title)]));
    fill(host, element("ol", null, frames.map((frame) => element("li", null, links.get(frame)))));
    const seen = new Set();
    const mark = () => {
        const current = frames.find((frame) => seen.has(frame.element));
        for (const [frame, link] of links) {
            if (frame === current) {
                link.setAttribute("aria-current", "true");
                host.scrollTo({ left: link.offsetLeft - host.clientWidth / 3 });
            } else {
                link.removeAttribute("aria-current");
            }
        }
    };
    const observer = new IntersectionObserver((entries) => {
        for (const entry of entries) {
            seen[entry.isIntersecting ? "add" : "delete"](entry.target);
        }

        mark();
    }, { rootMargin: "-15% 0px -70% 0px" });
    frames.forEach((frame) => observer.observe(frame.element));
    return {
        update() {
            for (const [frame, link] of links) {
                link.parentElement.hidden = frame.element.hidden;
            }
        },
    };
}

/**
 * A section's box. A definition is { id, title, lead(model), applies(model), eager, watches, build(body, context) } whose
 * build gives { update(changed) }. What is far from the window is built, and brought up to date, when it comes near.
 */
export function createFrame(definition, context) {
    const heading = element("h2", { id: `${definition.id}-title`, tabindex: "-1" }, definition.title);
    const lead = element("p", { class: "lead" });
    const body = element("div", { class: "section-body" });
    const box = element("section", {
        id: definition.id,
        class: "section",
        "aria-labelledby": `${definition.id}-title`,
    }, heading, lead, body);
    let built = null;
    let near = definition.eager ?? false;
    let missed = null;

    const build = () => {
        if (built === null && !box.hidden) {
            built = guarded(body, () => definition.build(body, context)) ?? { update() {} };
            body.dataset.built = "true";
        } else if (missed !== null) {
            const changed = missed;
            missed = null;
            guarded(body, () => built?.update(changed));
        }
    };
    const describe = () => {
        box.hidden = definition.applies ? !definition.applies(context.model()) : false;
        const text = box.hidden ? "" : definition.lead?.(context.model()) ?? "";
        setText(lead, text);
        lead.hidden = text === "";
    };
    new IntersectionObserver((entries) => {
        near = (definition.eager ?? false) || entries[entries.length - 1].isIntersecting;
        if (near) {
            build();
        }
    }, { rootMargin: nearMargin }).observe(box);
    describe();
    if (definition.eager) {
        build();
    }

    return {
        id: definition.id,
        title: definition.title,
        element: box,
        /** Brings the section in step with what changed: names of state fields, or "model". */
        update(changed) {
            if (changed.has("model")) {
                describe();
            }

            if (!changed.has("model") && !(definition.watches ?? []).some((field) => changed.has(field))) {
                return;
            }

            if (built !== null) {
                missed = new Set([...(missed ?? []), ...changed]);
            }

            if (near) {
                build();
            }
        },
        /** Builds the section wherever it is, for paper. */
        complete: build,
        goTo() {
            build();
            box.scrollIntoView({ block: "start" });
            heading.focus({ preventScroll: true });
        },
    };
}

function schemeSwitch(context) {
    const options = schemes().map(([value, word]) => {
        const input = element("input", {
            type: "radio",
            name: "scheme",
            value,
            checked: context.state.get().scheme === value,
            onchange: () => context.state.set({ scheme: value }),
        });
        context.state.subscribe((state) => {
            input.checked = state.scheme === value;
        });
        return element("label", null, input, element("span", null, word));
    });
    return element("fieldset", { class: "scheme" }, element("legend", { class: "unseen" }, "Colours of the page"), options);
}

function factsOf(study) {
    const parts = [`${formatCount(study.total)} ${study.total === 1 ? "trial" : "trials"}`];
    for (const [outcome, count] of Object.entries(study.counts ?? {})) {
        if (count > 0 && count !== study.total) {
            parts.push(`${formatCount(count)} ${outcome}`);
        }
    }

    const started = Date.parse(study.startedAt ?? "");
    const ended = Date.parse(study.lastEventAt ?? "");
    if (study.complete && ended > started) {
        parts.push(`took ${formatDuration((ended - started) / 1000)}`);
    }

    parts.push(`${study.maximize ? "highest" : "lowest"} ${study.metric} wins`);
    return parts.join(" \u00b7 ");
}

function endedTrials(study) {
    const counts = study.counts ?? {};
    return study.total - (counts.running ?? 0) - (counts.waiting ?? 0) - (counts.unfinished ?? 0);
}

/** The state of the connection in a word or few, and what there is to say beyond; of a page that is not live, whether its study is complete. */
function statusWords(study, status) {
    switch (status?.state) {
        case "live": return { kind: "live", text: "live" };
        case "connecting": return { kind: "partial", text: "connecting" };
        case "reconnecting": return { kind: "lost", text: "connection lost, trying again", more: status.text };
        case "ended": return { kind: "ended", text: "ended", more: status.text };
        default: return study.complete ? null : { kind: "partial", text: "not complete" };
    }
}

function guarded(body, action) {
    try {
        return action();
    } catch (error) {
        console.error(error);
        body.append(element("p", { class: "notice" }, "This section could not be drawn. The others do not depend on it."));
        return null;
    }
}
