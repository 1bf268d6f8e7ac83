// The end of a session: end, sign, close; then nothing moves.

import { expectAccessible } from '../helpers/axe';
import { visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import { confirmAll, enter, pick, president, raise, sufficient, vicePresident } from './jury';

test('the session ends, is signed by two, is closed, and nothing changes any more @postgres', async ({
  page,
  somebody,
}) => {
  // A hundred decisions are many.
  test.slow();
  const second = await somebody();
  const jury = await enter(page, president);
  await enter(second, vicePresident);
  const number = await pick(page, 0);
  const found = await sufficient(page);
  await raise(page, found, 'Progrès constants');
  await expect(page.getByText(`au lieu de ${found.from}`)).toBeVisible();
  await expect(page.getByText(/Décisions encore à confirmer/)).toBeVisible();
  await confirmAll(page);
  await expect(page.getByText(/Décisions encore à confirmer/)).toBeHidden();
  await page.getByRole('button', { name: 'Terminer la délibération' }).click();

  // Each chair signs what it sees; one signature is enough to close.
  await expect(page.getByText("Le procès-verbal n’est pas signé.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Signer le procès-verbal' }).click();
  await expect(second.getByText('Claire Morvan, président de jury')).toBeVisible();
  await second.getByRole('button', { name: 'Signer le procès-verbal' }).click();
  await expect(page.getByText('Marc Guillou, vice-président de jury')).toBeVisible();
  await expect(page.getByText('valable')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clore le jury' }).click();
  for (const screen of [page, second]) {
    await expect(screen.getByText('La séance est close : plus rien ne peut être modifié.')).toBeVisible();
    await expect(screen.getByRole('button', { name: /^(Relever|Signer|Clore|Terminer|Confirmer les)/ })).toHaveCount(0);
  }

  // A page that was left open, or a form written by hand, changes nothing either.
  await page.getByRole('link', { name: /^Tous/ }).click();
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText('La délibération n’est pas ouverte.').first()).toBeVisible();
  const { origin, pathname, search, searchParams } = new URL(page.url());
  const late = await page.request.post(`${jury}/rouvrir`, {
    headers: { origin },
    form: { application: searchParams.get('candidat')!, op_id: 'late', back: pathname + search },
    maxRedirects: 0,
  });
  expect(late.status()).toBe(409);
  expect((await late.text()).includes('role="alert"'), 'the refusal is said').toBe(true);

  await visit(page, `${jury}/pv`);
  await expect(page.getByRole('heading', { level: 1, name: 'Procès-verbal de délibération' })).toBeVisible();
  const changed = page.getByRole('region', { name: 'Notes modifiées par le jury' });
  await expect(changed.getByRole('row').filter({ hasText: number })).toContainText('Progrès constants');
  await expect(page.getByText('Sans décision confirmée')).toHaveCount(0);
  await expect(page.getByText('valable')).toHaveCount(2);
});
