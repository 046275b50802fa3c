import Download from "lucide-solid/icons/download";
import { createSignal, type JSX, Show } from "solid-js";
import { presentationOf } from "#domain/attachment/attachment";
import type { Attachment } from "#protocol/attachment";
import { downloadAddress, useFileAccess } from "./file-context.tsx";
import { lengthText, sizeText, tf } from "./file-words.ts";

/**
 * Video and audio in place, with the browser's own controls: seeking is by ranges. A grant that ended in the middle is renewed, and it goes on where it
 * was. What the browser cannot play is a file like any other.
 */
export function FilePlayer(props: { file: Attachment; fallback: JSX.Element }) {
  const access = useFileAccess();
  const [broken, setBroken] = createSignal(false);
  let resumeAt: { seconds: number; playing: boolean } | null = null;
  let renewals = 0;
  const source = () => access.address(props.file.id, "file") ?? undefined;
  const poster = () =>
    props.file.thumbnail === true ? (access.address(props.file.id, "thumbnail") ?? undefined) : undefined;

  const failed = (event: { currentTarget: HTMLMediaElement }) => {
    const player = event.currentTarget;
    if (player.error?.code === MediaError.MEDIA_ERR_DECODE || renewals >= 3) {
      setBroken(true);
      return;
    }
    renewals += 1;
    resumeAt = { seconds: player.currentTime, playing: !player.paused };
    access.renew();
  };
  const loaded = (event: { currentTarget: HTMLMediaElement }) => {
    const player = event.currentTarget;
    // A recording does not say its length until somebody looks for its end.
    if (player.duration === Number.POSITIVE_INFINITY) {
      player.currentTime = 1e7;
      player.addEventListener("durationchange", () => (player.currentTime = 0), { once: true });
    }
    if (resumeAt === null) return;
    player.currentTime = resumeAt.seconds;
    if (resumeAt.playing) void player.play().catch(() => {});
    resumeAt = null;
  };
  return (
    <Show when={!broken()} fallback={props.fallback}>
      <figure class="message-player" data-kind={presentationOf(props.file)}>
        <Show
          when={presentationOf(props.file) === "video"}
          fallback={
            <audio
              controls
              preload="metadata"
              onError={failed}
              onLoadedMetadata={loaded}
              src={source()}
              aria-label={tf("file.audio", { name: props.file.name })}
            />
          }
        >
          <video
            controls
            preload="metadata"
            onError={failed}
            onLoadedMetadata={loaded}
            playsinline
            src={source()}
            poster={poster()}
            style={{ "aspect-ratio": `${props.file.width ?? 16} / ${props.file.height ?? 9}` }}
            aria-label={tf("file.video", { name: props.file.name })}
          />
        </Show>
        <figcaption>
          <span class="ui-truncate" dir="auto">
            {props.file.name}
          </span>
          <small>
            <Show when={props.file.seconds}>{(seconds) => <>{lengthText(seconds())} · </>}</Show>
            {sizeText(props.file.size)}
          </small>
          <a
            href={downloadAddress(source())}
            download={props.file.name}
            aria-label={tf("file.download", { name: props.file.name })}
          >
            <Download />
          </a>
        </figcaption>
      </figure>
    </Show>
  );
}
