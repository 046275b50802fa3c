import ImagePlus from "lucide-solid/icons/image-plus";
import { createSignal, Show } from "solid-js";
import { nothingSchema, request } from "../../connection/http.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toast.tsx";
import { useConsole } from "../console-context.tsx";
import { useSession } from "../session/session-context.tsx";
import { refusalText } from "../session/session-refusal.ts";
import { PictureDialog } from "./picture-dialog.tsx";
import { t } from "./settings-intl.ts";

const path = "/api/me/picture";

/** The buttons beside the agent's picture: another one, none. */
export function ProfilePicture() {
  const { me } = useConsole();
  const session = useSession();
  const [image, setImage] = createSignal<ImageBitmap | null>(null);
  const [removing, setRemoving] = createSignal(false);
  let input: HTMLInputElement | undefined;

  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      // Turned as its camera says; whatever is no image throws here.
      setImage(await createImageBitmap(file));
    } catch {
      showToast({ kind: "danger", text: t("error.image_invalid") });
    }
  };
  const close = () => {
    image()?.close();
    setImage(null);
    if (input) input.value = "";
  };
  const renew = () => Promise.all([session.load(), session.loadDirectory()]);
  const save = async (picture: Blob) => {
    const answer = await request({ method: "PUT", path, bytes: picture, schema: nothingSchema });
    if (!answer.ok) return refusalText(answer.error);
    await renew();
    showToast({ kind: "success", text: t("settings.saved") });
    return null;
  };
  const remove = async () => {
    if (removing()) return;
    setRemoving(true);
    const answer = await request({ method: "DELETE", path, schema: nothingSchema });
    if (answer.ok) await renew();
    else showToast({ kind: "danger", text: refusalText(answer.error) });
    setRemoving(false);
  };

  return (
    <span class="profile-picture">
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hidden
        aria-label={t("picture.choose")}
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <Button icon={<ImagePlus />} onClick={() => input?.click()}>
        {me().agent.picture === null ? t("picture.choose") : t("picture.another")}
      </Button>
      <Show when={me().agent.picture !== null}>
        <Button variant="ghost" pending={removing()} onClick={() => void remove()}>
          {t("picture.remove")}
        </Button>
      </Show>
      <PictureDialog image={image()} onClose={close} onSave={save} />
    </span>
  );
}
