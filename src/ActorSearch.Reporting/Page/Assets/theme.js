/** Light or dark: what the reader chose, else what the system asks for; paper is always light. */

const schemeChoices = [["auto", "Auto"], ["light", "Light"], ["dark", "Dark"]];

/** Keeps `theme` of a state, and the page's own look, in step with `scheme` and the system. */
export function followScheme(state) {
    const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
    let printing = false;
    const apply = () => {
        const { scheme } = state.get();
        const theme = printing ? "light" : scheme === "auto" ? (systemDark.matches ? "dark" : "light") : scheme;
        document.documentElement.dataset.theme = theme;
        state.set({ theme });
    };
    systemDark.addEventListener("change", apply);
    state.subscribe((_, changed) => changed.includes("scheme") && apply());
    apply();
    return {
        print(on) {
            printing = on;
            apply();
        },
    };
}

/** The choices a reader has, as pairs of value and word. */
export function schemes() {
    return schemeChoices;
}
