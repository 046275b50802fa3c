/** What newPasswordSchema asks for (worker/protocol/session.ts). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

export type PasswordStrength = "short" | "fair" | "good" | "strong";

/** By length alone: what makes a password hard to guess, and what people can act on. Spaces and signs count like letters. */
export function passwordStrength(password: string): PasswordStrength {
  const { length } = password;
  if (length < PASSWORD_MIN) return "short";
  if (length < 14) return "fair";
  return length < 20 ? "good" : "strong";
}

/** Whether the Worker takes it. It counts as JavaScript does. */
export function isNewPassword(password: string): boolean {
  return password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX;
}
