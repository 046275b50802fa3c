import { createContext, type JSX, useContext } from "solid-js";

/** How this page reaches files. Agents' addresses work by themselves; customers' carry a grant that is asked for and renewed. */
export type FileAccess = {
  /** Reactive; null until it can be said. */
  address: (id: string, part: "file" | "thumbnail") => string | null;
  /** What was given does not work (any more): ask for new ones. */
  renew: () => void;
};

const Context = createContext<FileAccess>();

export function FileAccessProvider(props: { value: FileAccess; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Throws outside FileAccessProvider. */
export function useFileAccess(): FileAccess {
  const access = useContext(Context);
  if (!access) throw new Error("useFileAccess must be used within FileAccessProvider");
  return access;
}

/** The same address, to be saved and not shown. Not known yet: a link to nowhere, or the page itself would be saved. */
export function downloadAddress(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  return `${address}${address.includes("?") ? "&" : "?"}download`;
}
