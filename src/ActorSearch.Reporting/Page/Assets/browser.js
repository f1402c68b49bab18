import { readAddress, writeAddress } from "./address.js";

/** What the page has to do with its browser: address, keys, paper. */

/** Puts what the reader has chosen into the page's address. */
export function keepAddress(state) {
    const hash = writeAddress(state);
    try {
        window.history.replaceState(null, "", hash === "" ? window.location.pathname + window.location.search : hash);
    } catch {
        // A browser may keep pages from changing their address; then it cannot be shared, and nothing else is lost.
    }
}

/** Takes what somebody writes into the address while the page is open. */
export function watchAddress(state) {
    window.addEventListener("hashchange", () => {
        const asked = readAddress(window.location.hash);
        if (Object.keys(asked).length > 0) {
            state.set(asked);
        }
    });
}

/** A slash goes to the filter, the first link to the content. */
export function watchKeys() {
    document.addEventListener("keydown", (event) => {
        const inField = event.target instanceof Element && event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
        if (event.key === "/" && !inField && !event.ctrlKey && !event.metaKey && !event.altKey) {
            const field = document.getElementById("filter");
            event.preventDefault();
            field?.focus();
            field?.select();
        }
    });
    document.querySelector(".skip")?.addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById("content").focus();
    });
}

/** Paper is light, and has every section. */
export function watchPaper(scheme, frames, refresh) {
    window.addEventListener("beforeprint", () => {
        scheme.print(true);
        refresh();
        frames.forEach((frame) => frame.complete());
    });
    window.addEventListener("afterprint", () => scheme.print(false));
}
