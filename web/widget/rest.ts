/** How long the page is left alone after it has loaded, before a frame is loaded that nobody asked for yet. */
export const REST_MS = 800;
