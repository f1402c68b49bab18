// Colours that are told apart with any kind of colour vision: Okabe and Ito's eight (Color Universal Design, 2008),
// darker on a light page and lighter on a dark one where a thin line would be lost; viridis (Smith and van der Walt,
// 2015) for values. On either page the best value is the end that stands out, on a light one dark, on a dark one light.

const viridis = [
    "#440154", "#482475", "#414487", "#355f8d", "#2a788e", "#21918c", "#22a884", "#44bf70", "#7ad151", "#bddf26", "#fde725",
];

const lightPalette = {
    theme: "light",
    text: "#1c2330",
    muted: "#545e6f",
    axis: "#aab2bf",
    grid: "#e6e9ee",
    surface: "#ffffff",
    raised: "#ffffff",
    border: "#ccd2db",
    accent: "#0072b2",
    best: "#c24e00",
    faded: "#c3c9d3",
    missing: "#8a93a3",
    hole: "#eef0f4",
    series: [
        "#0072b2", "#d55e00", "#008a64", "#b8558d", "#b57d00", "#2f94cf",
        "#4b4fa3", "#7a4a1e", "#5a6472", "#9b1f4f", "#4d7c0f", "#111827",
    ],
    kinds: {
        waiting: "#e2e6ec", loading: "#56b4e9", training: "#0072b2", evaluating: "#009e73", recording: "#e69f00", lost: "#d55e00",
    },
    ramp: [...viridis].reverse(),
};

const darkPalette = {
    theme: "dark",
    text: "#e8ecf2",
    muted: "#a3aebf",
    axis: "#566174",
    grid: "#2a3240",
    surface: "#151a22",
    raised: "#1f2631",
    border: "#3a4454",
    accent: "#56b4e9",
    best: "#ff9b52",
    faded: "#3b4554",
    missing: "#7f8a9b",
    hole: "#1f2631",
    series: [
        "#56b4e9", "#f28c3a", "#2cc596", "#e39ac4", "#f0e442", "#8ea2ff",
        "#e69f00", "#9ad7f5", "#b9c2cf", "#ff7a93", "#a5d65a", "#ffffff",
    ],
    kinds: {
        waiting: "#2b3442", loading: "#8fd0f5", training: "#2f8fd0", evaluating: "#1fb88c", recording: "#e6b422", lost: "#f2743a",
    },
    ramp: viridis,
};

/** All colours of a theme, "light" or "dark". `ramp` goes from the worst value to the best. */
export function paletteOf(theme) {
    return theme === "dark" ? darkPalette : lightPalette;
}

/** Where a value stands between the worst (0) and the best (1) of a range; in the middle where all are the same. */
export function goodness(value, low, high, maximize) {
    if (!(high > low)) return 0.5;
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return maximize ? share : 1 - share;
}

/** The colour of a ramp at 0 to 1, its stops joined in a straight line. */
export function rampColor(ramp, share) {
    const at = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
    const stop = Math.min(ramp.length - 2, Math.floor(at));
    const from = channelsOf(ramp[stop]);
    const to = channelsOf(ramp[stop + 1]);
    return hexOf(from.map((channel, i) => channel + (to[i] - channel) * (at - stop)));
}

/** WCAG 2 contrast of two colours, 1 to 21. */
export function contrastOf(first, second) {
    const [high, low] = [luminanceOf(first), luminanceOf(second)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever is easier to read on a colour. */
export function inkOn(color) {
    return contrastOf(color, "#ffffff") >= contrastOf(color, "#10151d") ? "#ffffff" : "#10151d";
}

function channelsOf(color) {
    return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16));
}

function hexOf(channels) {
    return `#${channels.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
}

function luminanceOf(color) {
    const [r, g, b] = channelsOf(color).map((c) => {
        const s = c / 255;
        return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
