import { element } from "./dom.js";

/** Buttons that hand a text to the reader: into the clipboard, or as a file. */

const saidFor = 2500;

/** A button that copies a text and says so. */
export function copyButton(label, text) {
    const button = element("button", { type: "button", onclick: async () => say(button, label, await copyText(text()) ? "Copied" : "Select it and press Ctrl+C") }, label);
    button.setAttribute("aria-live", "polite");
    return button;
}

/** A button that saves a text as a file. */
export function downloadButton(label, name, text) {
    return element("button", {
        type: "button",
        onclick: () => {
            const address = URL.createObjectURL(new Blob([text()], { type: "text/plain;charset=utf-8" }));
            const link = element("a", { href: address, download: name });
            document.body.append(link);
            link.click();
            link.remove();
            setTimeout(() => URL.revokeObjectURL(address), 10000);
        },
    }, label);
}

function say(button, label, words) {
    button.textContent = words;
    setTimeout(() => {
        button.textContent = label;
    }, saidFor);
}

async function copyText(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return copySelected(text);
    }
}

/** For browsers that keep the clipboard from pages opened as a file. */
function copySelected(text) {
    const focused = document.activeElement;
    const area = element("textarea", { class: "unseen", readonly: true, value: text, "aria-hidden": "true" });
    document.body.append(area);
    area.select();
    try {
        return document.execCommand("copy");
    } catch {
        return false;
    } finally {
        area.remove();
        focused?.focus();
    }
}
