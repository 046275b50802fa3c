/** What flows of the panel say beside their own words. Loads with the first of them. */
export const catalogue = {
  "flow.region": "Answer the question",
  "flow.choose": "Choose one",
  "flow.rate": "Choose a rating",
  "flow.rating": "{{stars}} of {{most}}",
  "flow.send": "Send",
  "flow.email": "Your e-mail address",
  "flow.phone": "Your phone number",
  "flow.number": "A number",
  "flow.date": "A day",
  "flow.file": "Send a file with the button below.",
  "flow.person": "Talk to a person",
  "flow.personAsked": "Looking for somebody…",
  "flow.nobody": "Nobody is available right now. You can go on here.",
  "flow.offline": "You are not connected. Try again in a moment.",
  "flow.handedOver": "You are being handed over to a person.",
} as const;
