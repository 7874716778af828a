import { readFile } from 'node:fs/promises';

// The pages as a person finds their way in them: by roles and visible texts, each named in this one place.
export class Portal {
  #page;

  constructor(page) {
    this.#page = page;
  }

  get page() {
    return this.#page;
  }

  async signIn(account) {
    await this.#page.goto('/');
    await this.#page
      .getByRole('button', { name: new RegExp(account, 'i') })
      .click();
    await this.#page.getByRole('link', { name: 'Catalog' }).first().waitFor();
  }

  async openPipeline(service) {
    await this.openTab(service);
    await this.environment('dev').waitFor();
  }

  /** Opens the tab "GitOps" of a service, whatever is there. */
  async openTab(service) {
    await this.#page.goto('/');
    await this.#page
      .getByRole('link', { name: new RegExp(`^${service}$`, 'i') })
      .first()
      .click();
    await this.#page
      .getByRole('tab', { name: 'GitOps' })
      .or(this.#page.getByRole('link', { name: 'GitOps', exact: true }))
      .first()
      .click();
  }

  /** The page is there in the given color scheme. */
  themed(colorScheme) {
    return this.#page.locator(`[data-theme-mode=${colorScheme}]`).waitFor();
  }

  /** The pipeline is there in the given color scheme, with all its lists. */
  async loaded(colorScheme) {
    await this.themed(colorScheme);
    await this.environment('dev').waitFor();
    await this.#page
      .getByRole('status', { name: /^Loading/ })
      .first()
      .waitFor({ state: 'hidden' });
  }

  /** The lane of one environment. */
  environment(name) {
    return this.#page.getByRole('region', { name: new RegExp(`^${name}\\b`) });
  }

  environmentNames() {
    return this.#page
      .getByRole('region', { name: /^(dev|staging|production)\b/ })
      .getByRole('heading', { level: 3 })
      .allTextContents();
  }

  /** What the lane shows as deployed, such as a version. */
  deployed(environment, version) {
    return this.environment(environment)
      .getByText(version, { exact: true })
      .first();
  }

  /** Any sentence in the lane of an environment. */
  sentence(environment, text) {
    return this.environment(environment).getByText(text).first();
  }

  pullRequest(environment) {
    return this.environment(environment)
      .getByText(/pull request #?\d+/i)
      .first();
  }

  /**
   * Presses a button of the lane, and confirms where a dialog asks; a reason is given where one is wanted. `choose` fills
   * in what else the dialog asks for; `confirm` is the button that does it, where that is not called as the first.
   */
  async act(
    environment,
    action,
    { reason, choose = async () => {}, confirm = action } = {},
  ) {
    await this.environment(environment)
      .getByRole('button', { name: action, exact: true })
      .click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.waitFor();
    if (reason) {
      await dialog.getByRole('textbox', { name: /reason/i }).fill(reason);
    }
    await choose(dialog);
    // The dialog grows when its differences arrive: the trial waits for that, and a key press hits wherever the button is.
    const button = dialog.getByRole('button', { name: confirm, exact: true });
    await button.click({ trial: true });
    await button.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Whether the lane offers an action. */
  offers(environment, action) {
    return this.environment(environment)
      .getByRole('button', { name: action, exact: true })
      .isVisible();
  }

  /** What runs in the cluster, in the lane of an environment. */
  cluster(environment) {
    return this.environment(environment).getByRole('group', {
      name: 'Cluster',
    });
  }

  /** A word for the cluster, such as `Synced` or `Healthy`. */
  clusterIs(environment, word) {
    return this.cluster(environment).getByText(word, { exact: true });
  }

  /** Opens what differs in the cluster of an environment. */
  async openDrift(environment) {
    await this.cluster(environment).getByRole('button').click();
    await this.#page
      .getByRole('dialog', { name: `Drift of ${environment}` })
      .waitFor();
  }

  /** What differs of one object, such as `Deployment web`. */
  driftOf(object) {
    return this.#page.getByRole('region', { name: object, exact: true });
  }

  /** Asks for `Revert` or `Adopt` of one object, in the open dialog of drift; `look` sees the question. */
  async settle(action, object, reason, look = async () => {}) {
    await this.#page
      .getByRole('button', { name: `${action} ${object}`, exact: true })
      .click();
    const dialog = this.#page.getByRole('dialog', {
      name: new RegExp(`^${action} ${object} in`),
    });
    await dialog.getByRole('textbox', { name: /reason/i }).fill(reason);
    await look(dialog);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  closeDialog() {
    return this.#page.keyboard.press('Escape');
  }

  history(text) {
    return this.#page.getByText(text).first();
  }

  approve(environment) {
    return this.act(environment, 'Approve');
  }

  rollBack(environment, reason) {
    return this.act(environment, 'Roll back', { reason });
  }

  /** Rolls back the image, and leaves the configuration as it is. */
  rollBackImage(environment, reason) {
    return this.act(environment, 'Roll back', {
      reason,
      choose: async dialog => {
        // The radio itself is hidden behind how it looks.
        await dialog.getByText(/^Image alone/).click();
        await dialog.getByText('What follows').waitFor();
      },
    });
  }

  /** Skips one gate, such as `Approvals`. */
  bypass(environment, gate, reason) {
    return this.act(environment, 'Bypass a gate', {
      reason,
      choose: dialog => dialog.getByText(new RegExp(`^${gate}: `)).click(),
      confirm: `Bypass: ${gate}`,
    });
  }

  freeze(environment, reason) {
    return this.act(environment, 'Freeze', { reason });
  }

  /** What the head of the page says of a freeze, such as `production`. */
  frozen(name) {
    return this.#page
      .getByRole('list', { name: 'Freezes' })
      .getByText(new RegExp(`^Frozen: ${name}`));
  }

  /** Lifts a freeze from the head of the page. */
  async unfreeze(name) {
    await this.#page
      .getByRole('button', { name: `Unfreeze ${name}`, exact: true })
      .first()
      .click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Unfreeze', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Saves the history as `JSON lines` or `CSV`; answers the file's name and text. */
  async exportHistory(format) {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.#page
        .getByRole('button', { name: `Export ${format}`, exact: true })
        .click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text };
  }

  /** Follows the link from a service without a pipeline to the template that adds one. */
  async followToTemplate(title) {
    await this.#page
      .getByRole('link', { name: `Add GitOps to ${title}`, exact: true })
      .click();
  }

  /** Opens the page "Create"; answers the name of a template there. */
  async openTemplates(title) {
    await this.#page.getByRole('link', { name: 'Create' }).first().click();
    const template = this.#page.getByRole('heading', { name: title });
    await template.waitFor();
    return template;
  }

  /** A field of a template's form. */
  field(label) {
    return this.#page.getByLabel(label, { exact: false }).first();
  }

  /** A field of a template's form that has a value by now. */
  filledIn(value) {
    return this.#page.locator(`input[value="${value}"]`);
  }

  /** Goes on to the next step of a template's form; the button is called after where it leads. */
  go(button) {
    return this.#page
      .getByRole('button', { name: button, exact: true })
      .click();
  }

  /** Goes through the form of "Add GitOps to a service", and starts it. */
  async addGitOps(image) {
    await this.field('Image repository').fill(image);
    for (const button of ['Next', 'Review', 'Create']) await this.go(button);
  }

  /** What a template's run says in the end. */
  outcome(title) {
    return this.#page.getByRole('heading', { name: title, exact: true });
  }

  /** Where a link that a template's run ends with leads. */
  outcomeAddress(title) {
    return this.#page.getByRole('link', { name: title }).getAttribute('href');
  }

  /** Opens the page of what waits for this person. */
  async openWaiting() {
    await this.#page.getByRole('link', { name: 'Waiting' }).first().click();
    await this.#page.getByText(/^What waits for you:/).waitFor();
  }

  /** Something that waits, by service and environment: the link to where it can be done. */
  waiting(service, environment) {
    return this.#page
      .getByRole('list', { name: 'Waiting for you' })
      .getByRole('link', {
        name: new RegExp(`^${service}, ${environment}$`, 'i'),
      });
  }
}
