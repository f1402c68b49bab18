/**
 * The part of the page's address after the #, which holds a view so that it can be shared. It comes from outside, so
 * whatever does not make sense is passed over.
 */

const addressLimit = 2000;

/** What an address says: any of `filter`, `sort` and `scheme`. */
export function readAddress(hash) {
    const text = hash.replace(/^#/, "").slice(0, 4 * addressLimit);
    const read = {};
    if (!text.includes("=")) {
        return read;
    }

    const said = new URLSearchParams(text);
    const filter = said.get("filter");
    if (filter) {
        read.filter = plainText(filter);
    }

    const sort = said.get("sort");
    if (sort) {
        read.sort = plainText(sort);
    }

    const theme = said.get("theme");
    if (theme === "light" || theme === "dark") {
        read.scheme = theme;
    }

    return read;
}

/** The address of a state, with its #; empty for the view that everybody gets. */
export function writeAddress({ filter, sort, scheme }) {
    const said = new URLSearchParams();
    if (filter) {
        said.set("filter", filter);
    }

    if (sort && sort !== "rank") {
        said.set("sort", sort);
    }

    if (scheme === "light" || scheme === "dark") {
        said.set("theme", scheme);
    }

    const text = said.toString();
    return text === "" ? "" : `#${text}`;
}

function plainText(text) {
    return text.replace(/[\u0000-\u001f\u007f]/g, " ").slice(0, addressLimit);
}
