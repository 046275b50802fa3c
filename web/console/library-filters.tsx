import Search from "lucide-solid/icons/search";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import "./library.css";

/** The search and the one filter over a list of articles or flows. */
export function LibraryFilters<State extends string>(props: {
  search: string;
  words: string;
  onWords: (words: string) => void;
  filter: string;
  states: readonly { value: State; label: string }[];
  state: State;
  onState: (state: State) => void;
}) {
  return (
    <div class="library-filters">
      <TextField
        label={props.search}
        hideLabel
        type="search"
        placeholder={props.search}
        icon={<Search />}
        value={props.words}
        onChange={props.onWords}
      />
      <Select label={props.filter} hideLabel options={[...props.states]} value={props.state} onChange={props.onState} />
    </div>
  );
}
