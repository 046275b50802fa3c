import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { refusal, type ErrorCode } from "#protocol/error";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import type { SessionStore } from "../../store/session-store.ts";
import { UiProvider } from "../../ui/ui-context.tsx";
import { intl, t } from "../console-intl.ts";
import { SessionProvider } from "./session-context.tsx";
import { SignInForm } from "./sign-in-form.tsx";

beforeAll(() => intl.start());
afterEach(cleanup);

function open(answer: ErrorCode | null, retryAfterMs?: number) {
  const signIn = vi.fn<SessionStore["signIn"]>(() =>
    Promise.resolve(
      answer === null
        ? { ok: true, value: undefined }
        : { ok: false, error: refusal(answer, retryAfterMs === undefined ? {} : { retryAfterMs }) },
    ),
  );
  const never = () => Promise.reject(new Error("not asked for here"));
  const session: SessionStore = {
    status: () => "out",
    me: () => null,
    trouble: () => null,
    hasBeenIn: () => false,
    directory: () => [],
    load: never,
    loadDirectory: never,
    signIn,
    secondFactor: never,
    signOut: never,
    change: never,
  };
  const onSecondFactor = vi.fn<() => void>();
  render(() => (
    <SessionProvider value={session}>
      <UiProvider locale="en" word={(word) => t(`ui.${word}`)}>
        <SignInForm problem={null} onSecondFactor={onSecondFactor} />
      </UiProvider>
    </SessionProvider>
  ));
  const email = screen.getByLabelText<HTMLInputElement>("E-mail");
  const password = screen.getByLabelText<HTMLInputElement>("Password");
  return {
    signIn,
    onSecondFactor,
    email,
    password,
    send: (withEmail: string, withPassword: string) => {
      fireEvent.input(email, { target: { value: withEmail } });
      fireEvent.input(password, { target: { value: withPassword } });
      fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
    },
  };
}

it("asks the server for nothing while something is missing, and says what", () => {
  const { signIn, send } = open(null);
  send("ana@example.com", "");
  expect(signIn).not.toHaveBeenCalled();
  expect(screen.getByText("Enter your password.")).toBeTruthy();
});

it("keeps the e-mail and forgets the password when it was refused", async () => {
  const { email, password, send } = open("sign_in_failed");
  send("ana@example.com", "not the one");
  await waitFor(() => expect(screen.getByText(/e-mail or the password is not right/)).toBeTruthy());
  expect(email.value).toBe("ana@example.com");
  expect(password.value).toBe("");
});

it("says for how long the sign-in is locked", async () => {
  const { send } = open("locked_out", 4.2 * 60_000);
  send("ana@example.com", "not the one");
  await waitFor(() => expect(screen.getByText(/Wait 5 min/)).toBeTruthy());
});

it("goes on to the second factor when there is one", async () => {
  const { send, onSecondFactor } = open("second_factor_required");
  send("ana@example.com", "the right one");
  await waitFor(() => expect(onSecondFactor).toHaveBeenCalledOnce());
});
