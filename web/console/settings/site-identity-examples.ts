/** How a company's server signs a customer's name, in what most of them are written in. Not translated: it is code. */
export const signExamples = [
  {
    value: "node",
    label: "Node",
    code: `import { SignJWT } from "jose";

const key = new TextEncoder().encode(process.env.FALA_IDENTITY_KEY);
const jwt = await new SignJWT({ name: user.name, email: user.email })
  .setProtectedHeader({ alg: "HS256" })
  .setSubject(user.id)
  .setExpirationTime("1h")
  .sign(key);`,
  },
  {
    value: "php",
    label: "PHP",
    code: `use Firebase\\JWT\\JWT;

$jwt = JWT::encode([
  "sub" => $user->id,
  "name" => $user->name,
  "email" => $user->email,
  "exp" => time() + 3600,
], getenv("FALA_IDENTITY_KEY"), "HS256");`,
  },
  {
    value: "python",
    label: "Python",
    code: `import os, time, jwt

token = jwt.encode({
    "sub": user.id,
    "name": user.name,
    "email": user.email,
    "exp": int(time.time()) + 3600,
}, os.environ["FALA_IDENTITY_KEY"], algorithm="HS256")`,
  },
  {
    value: "ruby",
    label: "Ruby",
    code: `require "jwt"

token = JWT.encode({
  sub: user.id,
  name: user.name,
  email: user.email,
  exp: Time.now.to_i + 3600,
}, ENV["FALA_IDENTITY_KEY"], "HS256")`,
  },
] as const;

export const pageExample = `(window.fala = window.fala || []).push(["identify", {
  jwt,
  onIdentityExpired: () => fetch("/fala-token").then((answer) => answer.text()),
}]);`;
