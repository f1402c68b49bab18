/** Elements made of plain text: nothing here, nor anywhere in the page, reads markup from data. */

const liveProperties = new Set(["checked", "disabled", "indeterminate", "value", "hidden", "open", "selected"]);

/**
 * An element with attributes and children. A child is an element, a text, or null for none; an attribute that is null
 * or false is left out, `on...` is a listener, `class` the classes, and the properties that forms change are set as such.
 */
export function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
        if (value === null || value === undefined || value === false) {
            continue;
        }

        if (key.startsWith("on")) {
            made.addEventListener(key.slice(2), value);
        } else if (liveProperties.has(key)) {
            made[key] = value;
        } else {
            made.setAttribute(key, value === true ? "" : String(value));
        }
    }

    appendAll(made, children);
    return made;
}

/** Replaces what an element holds. */
export function fill(parent, ...children) {
    parent.replaceChildren();
    appendAll(parent, children);
    return parent;
}

/** Sets an element's text only where it differs, so that a screen reader is not told twice. */
export function setText(target, text) {
    if (target.textContent !== text) {
        target.textContent = text;
    }
}

/** A text that may be long: cut with an ellipsis by the style sheet, whole in its title, and open at a click or Enter. */
export function longText(text, limit = 80) {
    if (text.length <= limit) {
        return element("span", { class: "text", dir: "auto" }, text);
    }

    const toggle = () => {
        const open = cut.getAttribute("aria-expanded") !== "true";
        cut.setAttribute("aria-expanded", String(open));
        cut.textContent = open ? text : shortened(text, limit);
    };
    const cut = element("button", {
        type: "button",
        class: "long",
        dir: "auto",
        title: shortened(text, 1000),
        "aria-expanded": "false",
        onclick: toggle,
    }, shortened(text, limit));
    return cut;
}

/** The first characters of a text, whole ones, and an ellipsis where it goes on. */
export function shortened(text, limit) {
    if (text.length <= limit) {
        return text;
    }

    return [...text.slice(0, 2 * limit)].slice(0, limit - 1).join("") + "\u2026";
}

/** Runs a function at most once a frame, however often it is asked for. */
export function oncePerFrame(action) {
    let waiting = false;
    return () => {
        if (!waiting) {
            waiting = true;
            requestAnimationFrame(() => {
                waiting = false;
                action();
            });
        }
    };
}

function appendAll(parent, children) {
    for (const child of children.flat(3)) {
        if (child !== null && child !== undefined && child !== false) {
            parent.append(child);
        }
    }
}
