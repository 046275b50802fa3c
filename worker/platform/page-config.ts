/** What a page starts with, as it stands in its HTML. `<` cannot close the script early; JSON has it escaped. */
export function configScript(config: object): string {
  return `<script type="application/json" id="fala-config">${JSON.stringify(config).replaceAll("<", "\\u003c")}</script>`;
}
