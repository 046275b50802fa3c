import { expect, test, unique } from "./actors.ts";

test("[IN40][IN41] a supervisor sees live who waits in a team that is not theirs, takes it over and notes something", async ({
  colleague: carla,
  people,
  customer,
}) => {
  const emma = await people.agent("emma");
  await carla.opensTheConsole("/teams");
  const teams = carla.page.getByRole("navigation", { name: "Teams" });
  const wholesale = teams.getByRole("link", { name: /^Wholesale/ });
  await wholesale.click();
  await emma.opensTheConsole("/settings/profile");
  const available = carla.page.locator('.team-agents[data-availability="available"]');
  await expect(available.getByRole("link", { name: /Emma Wilson/ })).toBeVisible();

  const words = unique("Do you deliver forty kilos a week?");
  await customer.asks(words, "/wholesale");
  const line = carla.page.getByRole("region", { name: "Waiting line" });
  await line.getByRole("link", { name: words }).click();
  await carla.sees(words);
  await carla.takes();
  await carla.writesANote("I know this office, Emma: I take it.");
  await carla.says("We do, every Tuesday.");
  await customer.sees("We do, every Tuesday.");
  await carla.page.getByRole("link", { name: "Teams" }).click();
  await expect(carla.page.getByRole("link", { name: words })).toBeHidden();
});

test("[IN40][AG38] whoever is no supervisor has no such screen, and is told whose it is", async ({ agent }) => {
  await agent.opensTheConsole("/teams");
  await expect(agent.page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
  await expect(agent.page.getByText("It is for supervisors, admins and owners.")).toBeVisible();
  await expect(agent.page.getByRole("link", { name: "Teams" })).toBeHidden();
});
