// A deliberation without scripts: every act is a form.

import type { Page } from '@playwright/test';
import { expectAccessible } from '../helpers/axe';
import { visit } from '../helpers/page';
import { expect, test } from '../helpers/test';
import {
  candidate,
  candidates,
  confirmed,
  enter,
  markRow,
  member,
  panel,
  pick,
  president,
  raise,
  sufficient,
  vicePresident,
} from './jury';

/** Sends the form of each decision that is still to confirm, as its page gives it; two dozen pages need no drawing. */
async function sendConfirmations(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^À confirmer/ }).click();
  const { origin, pathname } = new URL(page.url());
  const links = await candidates(page).getByRole('link').all();
  for (const address of await Promise.all(links.map((link) => link.getAttribute('href')))) {
    const html = await (await page.request.get(address!)).text();
    const form = html.split('<form').find((part) => part.includes('id="confirm"'))!;
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!] as const);
    const answer = await page.request.post(`${pathname}/confirmer`, {
      headers: { origin },
      form: Object.fromEntries(fields),
      maxRedirects: 0,
    });
    expect(answer.status(), address!).toBe(303);
  }
}

test('marks are raised, proposed and decided with plain forms', async ({ page, somebody }) => {
  const juror = await somebody();
  await enter(page, president);
  await enter(juror, member);

  // Without a reason nothing is raised, and what was typed stays.
  const number = await pick(page, 0);
  const found = await sufficient(page);
  await page.getByLabel(`Note du jury, ${found.label}`, { exact: true }).fill(found.to);
  await page.getByRole('button', { name: `Relever ${found.label}`, exact: true }).click();
  await expect(page.getByLabel('Motif du relèvement')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await raise(page, found, 'Livret scolaire');
  await expect(page.getByText('Note relevée.')).toBeVisible();
  await expect(panel(page, number)).toBeVisible();
  await expect(markRow(page, found.label)).toContainText(`au lieu de ${found.from}`);

  await page.getByRole('button', { name: `Retirer le relèvement, ${found.label}` }).click();
  await expect(page.getByText('Relèvement retiré.')).toBeVisible();
  await expect(markRow(page, found.label)).not.toContainText('au lieu de');

  // The member proposes twice; one is taken, the other declined.
  for (const [place, answer, state] of [[0, 'Retenir', 'retenue'], [1, 'Décliner', 'déclinée']] as const) {
    await pick(juror, place);
    const wanted = await sufficient(juror);
    await raise(juror, wanted, `Appréciations, ${place}`);
    await expect(juror.getByText('Proposition transmise au président.')).toBeVisible();
    await page.reload();
    const proposal = page.getByRole('listitem').filter({ hasText: `Appréciations, ${place}` });
    await proposal.getByRole('button', { name: answer }).click();
    await expect(page.getByText('Réponse enregistrée.')).toBeVisible();
    await expect(proposal).toContainText(state);
  }

  await pick(page, 0);
  await page.getByRole('button', { name: 'Confirmer la décision', exact: true }).click();
  await expect(page.getByText('Décisions confirmées : 1.')).toBeVisible();
  expect(await confirmed(page)).toBe(1);
  await page.getByRole('button', { name: 'Rouvrir la décision' }).click();
  await expect(page.getByText('Décision rouverte.')).toBeVisible();
  expect(await confirmed(page)).toBe(0);
});

test('the session ends, is signed and closed with plain forms', async ({ page, somebody }) => {
  const second = await somebody();
  const jury = await enter(page, president);
  const number = await pick(page, 0);
  await page.getByRole('button', { name: 'Projeter ce candidat' }).click();
  await expect(page.getByText("L'écran de projection a changé.")).toBeVisible();
  await page.getByRole('button', { name: /^Confirmer les \d+ décisions claires$/ }).click();
  await expect(page.getByText(/Décisions confirmées\s: \d+\./)).toBeVisible();
  await sendConfirmations(page);
  await visit(page, jury);
  await page.getByRole('button', { name: 'Terminer la délibération' }).click();
  await expect(page.getByRole('button', { name: 'Signer le procès-verbal' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Signer le procès-verbal' }).click();
  await expect(page.getByText('Procès-verbal signé.')).toBeVisible();
  await enter(second, vicePresident);
  await second.getByRole('button', { name: 'Signer le procès-verbal' }).click();
  await expect(second.getByText('valable')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clore le jury' }).click();
  await expect(page.getByText('La séance est close : plus rien ne peut être modifié.')).toBeVisible();
  await page.getByRole('link', { name: /^Tous/ }).click();
  await expect(candidate(page, number)).toContainText('confirmé');
  await visit(page, `${jury}/pv`);
  await expect(page.getByText('valable')).toHaveCount(2);
});
