import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open, openConsole, overflow, painted, seriousFaults, tokenOf, WIDTHS } from './browser.mjs';

const RUN = Date.now().toString(36);
/** Long, to see whether it fits on a narrow screen. */
const ALICE = `alice-${RUN}@longer-than-most.example.com`;
const BOB = `bob-${RUN}`;
const SCREENS = {
  phones: `phones?left=${ALICE}&right=${BOB}`,
  inspector: `inspector?owner=${ALICE}&first=${BOB}&second=stranger&third=${ALICE}`,
  simulator: `simulator?owner=${ALICE}`,
  book: `book?owner=${BOB}`,
  graph: `graph?owner=${ALICE}`,
  history: `history?owner=${ALICE}&viewer=${BOB}`,
};

let browser, page, faults, requests;
before(async () => ({ browser, page, faults, requests } = await openConsole()));
after(() => browser.close());

const phone = (address) => page.getByRole('region', { name: `Phone of ${address}` });
const onPhoneOf = (address) => phone(address).locator('.peer-entry');
const journal = () => page.getByRole('region', { name: 'Journal' });

test('on a local stack a click signs in, and another makes two people', async () => {
  await page.getByRole('button', { name: 'Open the console' }).click();
  await open(page, SCREENS.phones);
  await page.getByRole('button', { name: `Create ${ALICE} and ${BOB}` }).click();

  await onPhoneOf(ALICE).getByText('Bergen').waitFor();
  await onPhoneOf(BOB).getByText('Oslo').waitFor();
});

test('a status reaches the other phone, and the journal says after how long', async () => {
  await phone(ALICE).getByLabel(`New status of ${ALICE}`).fill('in the garden');
  await page.keyboard.press('Enter');

  await onPhoneOf(BOB).getByText('in the garden').waitFor();
  const event = journal().getByRole('listitem').filter({ hasText: 'in the garden' });
  await event.getByText(new RegExp(`${BOB}: [\\d.]+ m?s`)).waitFor();
  await page.getByText(`-d '{"status":"in the garden"}'`).waitFor();
  await page.getByRole('button', { name: 'TypeScript' }).click();
  await page.getByText(`kith.me.update({ status: 'in the garden' })`).waitFor();
});

test('a block takes effect on the other phone, and the next change does not arrive', async () => {
  await phone(ALICE)
    .getByRole('switch', { name: `Block ${BOB}` })
    .click();
  await onPhoneOf(BOB).getByText('is not in this address book').waitFor();
  await onPhoneOf(ALICE).getByText(`You blocked ${BOB}`).waitFor();

  await phone(ALICE).getByRole('button', { name: 'at lunch' }).click();
  const event = journal().getByRole('listitem').filter({ hasText: 'at lunch' });
  await event.getByText(`${BOB}: nothing`).waitFor();

  await phone(ALICE)
    .getByRole('switch', { name: `Block ${BOB}` })
    .click();
  await onPhoneOf(BOB).getByText('at lunch').waitFor();
});

test('a phone that was offline gets what it missed', async () => {
  await phone(BOB).getByRole('button', { name: 'Go offline' }).click();
  await phone(ALICE).getByRole('button', { name: 'on a train' }).click();
  const event = journal().getByRole('listitem').filter({ hasText: 'on a train' });
  await event.getByText(`${BOB}: offline`).waitFor();
  await phone(BOB).getByRole('button', { name: 'Go online' }).click();

  await onPhoneOf(BOB).getByText('on a train').waitFor();
  await event.getByText(new RegExp(`${BOB}: on resume, [\\d.]+ m?s`)).waitFor();
});

test('a user who cannot be shown is refused, and the phones stay', async () => {
  const right = page.getByLabel('Right phone');
  await right.fill('no address');
  await page.getByText('An address is 1 to 128 letters').waitFor();
  await right.fill(ALICE);
  await page.getByText('This is the user of the other phone').waitFor();
  await right.fill(BOB);

  await onPhoneOf(BOB).getByText('on a train').waitFor();
});

test('a picture is shown to those who may see it, and to nobody else', async () => {
  const toggle = (name, checked) => phone(ALICE).getByRole('switch', { name, checked }).click();
  await phone(ALICE)
    .getByLabel(`Picture of ${ALICE}`, { exact: true })
    .setInputFiles(await drawing());
  await pictureIn(phone(ALICE).locator('.me'));
  const link = await pictureIn(onPhoneOf(BOB));

  await toggle('Picture', true);
  await noPictureIn(onPhoneOf(BOB));
  await toggle('Picture', false);
  await pictureIn(onPhoneOf(BOB));

  await toggle(`Block ${BOB}`, false);
  await noPictureIn(onPhoneOf(BOB));
  assert.equal((await page.request.get(link)).status(), 404);
  await toggle(`Block ${BOB}`, true);
  await pictureIn(onPhoneOf(BOB));
});

/** A file as somebody would pick it. */
async function drawing() {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 320 });
    const context = canvas.getContext('2d');
    context.fillStyle = 'teal';
    context.fillRect(0, 0, 320, 160);
    return canvas.toDataURL('image/png');
  });
  return { name: 'drawing.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1], 'base64') };
}

/** Resolves to the URL of the picture there, once it has been loaded. */
async function pictureIn(place) {
  const picture = place.locator('.avatar img').first();
  await picture.waitFor();
  return picture.evaluate(async (image) => (await image.decode(), image.src));
}

function noPictureIn(place) {
  return place.locator('.avatar img').waitFor({ state: 'detached' });
}

test('the inspector names the rule that decided, and those that did not', async () => {
  await phone(ALICE).getByRole('switch', { name: 'Status' }).click();
  await onPhoneOf(BOB).getByText('no status visible').waitFor();
  await open(page, SCREENS.inspector);

  const row = page.getByRole('row', { name: /^status/ });
  await row.getByText('hidden').waitFor();
  const [bob, stranger, owner] = await row.getByRole('cell').all();
  assert.deepEqual(await rules(bob), [`deny user:${BOB} decided`, 'allow everyone not reached']);
  assert.deepEqual(await rules(stranger), [`deny user:${BOB} no match`, 'allow everyone decided']);
  assert.match(await owner.innerText(), /is the owner/);
  for (const cell of await page.getByRole('row', { name: /^picture/ }).getByRole('cell').all()) {
    await pictureIn(cell);
  }
});

async function rules(cell) {
  return (await cell.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
}

test('expectations change their colour while rules are typed, and nothing is stored before it is saved', async () => {
  await open(page, SCREENS.simulator);
  await page.getByText('3 of 3 hold').waitFor();
  await page.getByRole('button', { name: 'Add an expectation' }).click();
  await page.keyboard.type(`${BOB} sees status`);
  const state = () => page.locator('.expectation').last();
  await state().and(page.locator('[data-state=fails]')).waitFor();

  await page.getByLabel('status', { exact: true }).fill('allow contacts');
  await state().and(page.locator('[data-state=holds]')).waitFor();
  await page.getByLabel('status', { exact: true }).fill('alow contacts');
  await page.getByText('Write allow or deny').waitFor();
  await page.getByLabel('status', { exact: true }).fill('allow contacts');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('link', { name: 'Privacy simulator' }).click();
  await state().and(page.locator('[data-state=holds]')).waitFor();
  await page.getByRole('button', { name: 'Save the rules' }).click();

  await page.getByText('These are the stored rules.').waitFor();
  await open(page, SCREENS.inspector);
  await page
    .getByRole('row', { name: /^status/ })
    .getByText('on a train')
    .first()
    .waitFor();
});

test('after a cut the address book gets only what was changed meanwhile', async () => {
  await open(page, SCREENS.book);
  await pictureIn(page.getByRole('listitem').filter({ hasText: 'on a train' }).first());
  await page.getByRole('button', { name: 'Cut the connection' }).click();
  await page.getByRole('button', { name: `${ALICE} sets a status` }).click();
  await page.getByText('Done:').waitFor();
  await page.getByRole('button', { name: 'Reconnect' }).click();

  await page.getByText(/Resumed in [\d.]+ m?s: 1 frame for an address book of 2/).waitFor();
  await page.getByRole('region', { name: 'Entries' }).getByText('Changed at').waitFor();
});

test('the graph shows both halves of a relation, and its list says the same', async () => {
  await open(page, SCREENS.graph);
  await page.locator('.canvas canvas').first().waitFor();

  await page.getByRole('button', { name: BOB }).first().click();
  await page.getByRole('heading', { name: `Relations of ${BOB}` }).waitFor();
  assert.equal(await page.getByText('mutual').count(), 2);
});

test('the history says what an event changed for a viewer, and ends in what the server shows', async () => {
  await open(page, SCREENS.history);

  await page.getByText('The result is what the server shows').waitFor();
  await page.getByText('sees nothing any more: gets 404').first().waitFor();
  await page.getByRole('listitem').filter({ hasText: 'at lunch' }).getByText(`nothing changes for ${BOB}`).first().waitFor();
});

test('the chosen users are in the address, and stay when the screen changes', async () => {
  await page.getByRole('link', { name: 'Graph' }).click();
  await page.getByRole('heading', { name: `Relations of ${ALICE}` }).waitFor();
  await page.getByRole('link', { name: 'Profile inspector' }).click();
  await page.getByRole('row', { name: /^status/ }).waitFor();

  const parameters = new URLSearchParams(page.url().split('?')[1]);
  assert.deepEqual(Object.fromEntries(parameters), { owner: ALICE, first: BOB, second: 'stranger', third: ALICE });
});

test('five people are offered while most are missing, with a warning', async () => {
  const lookup = '**/v1/profiles:lookup';
  await page.route(lookup, (route) => route.fulfill({ json: { items: [{ address: 'bob' }, { address: 'alice' }] } }));
  await page.reload();

  await page.getByText('This replaces the profiles and rules of alice and bob.').waitFor();
  await page.unroute(lookup);
});

test('every screen is usable in both widths and both colours', async () => {
  for (const [name, screen] of Object.entries(SCREENS)) {
    await open(page, screen);
    await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
    for (const [device, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 900 });
      assert.equal(await overflow(page), 0, `${name} on a ${device}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await painted(page);
        assert.deepEqual(await seriousFaults(page), [], `${name} on a ${device}, ${colorScheme}`);
      }
    }
  }
  await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
});

test('a picture that is removed is gone on both phones', async () => {
  await open(page, SCREENS.phones);
  await pictureIn(onPhoneOf(BOB));
  await phone(ALICE)
    .getByRole('button', { name: `Remove the picture of ${ALICE}` })
    .click();

  await noPictureIn(onPhoneOf(BOB));
  await noPictureIn(phone(ALICE).locator('.me'));
});

test('the keyboard reaches every screen', async () => {
  await open(page, SCREENS.phones);
  await page.reload();
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to content' }).and(page.locator(':focus')).waitFor();
  await page.getByRole('link', { name: 'History' }).focus();
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

test('the chosen colours stay', async () => {
  const colours = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.getByRole('button', { name: /^Colours: system/ }).click();
  await page.getByRole('button', { name: /^Colours: light/ }).click();
  await page.reload();

  assert.equal(await colours(), 'dark');
});

test('a pasted token shows its user, and says what it may not see', async () => {
  const token = await tokenOf(page, BOB);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('textbox', { name: 'Token' }).fill('no token');
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByText('This is not a token').waitFor();
  await page.getByRole('textbox', { name: 'Token' }).fill(token);
  await page.getByRole('button', { name: 'Use this token' }).click();

  await open(page, SCREENS.history);
  await page.getByRole('heading', { name: `No token for ${ALICE}` }).waitFor();
  await open(page, `graph?owner=${BOB}`);
  await page.getByText(`may not read the relations of ${ALICE}`).waitFor();
});

test('the console asked for nothing that it may not have, and its policy forbade nothing', () => {
  assert.ok(requests.length > 100, `${requests.length} requests`);
  assert.deepEqual(
    requests.filter(({ status }) => [401, 403, 404].includes(status)),
    [],
  );
  assert.deepEqual(faults, []);
});
