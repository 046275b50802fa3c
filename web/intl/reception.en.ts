/** What a customer is told while nobody answers yet. Loaded with the first opening of the panel. */
export const catalogue = {
  "reception.away": "Nobody is here right now",
  "reception.today": "We are back today at {{time}}.",
  "reception.tomorrow": "We are back tomorrow at {{time}}.",
  "reception.onDay": "We are back on {{day}} at {{time}}.",
  "reception.soon": "We answer as soon as somebody is back.",
  "reception.write": "Write now all the same: nothing is lost, and whoever is here first answers you.",
  "reception.next": "You are next",
  "reception.place": "You are number {{place}} in the line",
  "reception.placeText": "Somebody answers you soon. You may leave this page: the answer waits here.",
  "reception.email": "Your e-mail",
  "reception.emailText": "If you like, leave your e-mail, so that we can reach you.",
  "reception.emailSend": "Save",
  "reception.emailWrong": "This is no e-mail address. Write it like clara@example.com.",
  "reception.emailFailed": "This could not be saved. Try again.",
  "reception.emailKept": "We can reach you at {{email}}.",
  "reception.emailChange": "Change",
} as const;
