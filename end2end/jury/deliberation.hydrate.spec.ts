// The president acts, the others see it at once.

import { expectAccessible } from '../helpers/axe';
import { expect, test } from '../helpers/test';
import {
  candidate,
  confirmed,
  enter,
  markRow,
  member,
  otherMember,
  panel,
  pick,
  president,
  raise,
  sufficient,
} from './jury';

test('a member sees each act of the president at once @postgres', async ({ page, somebody }) => {
  const juror = await somebody();
  await enter(page, president);
  await enter(juror, member);
  await expect(page.getByRole('list', { name: 'Connectés' })).toContainText('Nora Benali');

  // A raise, from what the screen says is enough.
  const number = await pick(page, 0);
  await expect(panel(juror, number)).toBeVisible();
  const found = await sufficient(page);
  await page.getByRole('button', { name: 'Essayer' }).first().click();
  await expect(page.getByLabel(`Note du jury, ${found.label}`, { exact: true })).toHaveValue(found.to);
  await expect(page.getByText(/rien n’est enregistré tant que vous ne relevez pas/)).toBeVisible();
  await expectAccessible(page);
  await raise(page, found, 'Livret scolaire');
  for (const screen of [page, juror]) {
    await expect(markRow(screen, found.label)).toContainText(`au lieu de ${found.from}`);
    await expect(candidate(screen, number)).toContainText('relevé');
  }

  // One decision, then all clear ones.
  await page.getByRole('button', { name: 'Confirmer la décision', exact: true }).click();
  await expect(juror.getByText('Confirmée par Claire Morvan')).toBeVisible();
  await expect(juror.getByText(/^Décisions confirmées\s*: 1 sur/).first()).toBeVisible();
  const clear = page.getByRole('button', { name: /^Confirmer les \d+ décisions claires$/ });
  const many = Number(/\d+/.exec(await clear.innerText())![0]);
  expect(many).toBeGreaterThan(10);
  await clear.click();
  await expect(juror.getByText(new RegExp(`Décisions confirmées\\s*: ${many + 1} sur`)).first()).toBeVisible();
  expect(await confirmed(page)).toBe(many + 1);

  // Opened again, it is to be decided again, everywhere.
  await page.getByRole('button', { name: 'Rouvrir la décision' }).click();
  await expect(juror.getByText('Confirmée par Claire Morvan')).toBeHidden();
  await expect(candidate(juror, number)).toBeVisible();
});

test('two members propose, the president takes one and declines the other', async ({ page, somebody }) => {
  const jurors = [await somebody(), await somebody()] as const;
  await enter(page, president);
  await enter(jurors[0], member);
  await enter(jurors[1], otherMember);
  const answers = [
    { name: 'Nora Benali', answer: 'Retenir', state: 'retenue' },
    { name: 'Hervé Salou', answer: 'Décliner', state: 'déclinée' },
  ];
  for (const [place, juror] of jurors.entries()) {
    const { name, answer, state } = answers[place]!;
    // A member looks where he wants.
    await juror.getByLabel('Suivre le président').uncheck();
    const number = await pick(juror, place);
    const found = await sufficient(juror);
    const reason = `Appréciations de la classe, ${place}`;
    await raise(juror, found, reason);
    const waiting = page.getByRole('listitem').filter({ hasText: reason });
    await expect(waiting).toContainText(`${name} propose ${found.label}`);
    await expect(waiting).toContainText('en attente');
    await expect(candidate(page, number)).toContainText('proposition');
    if (place === 0) await expectAccessible(page);
    await waiting.getByRole('button', { name: answer }).click();
    // Both members read the answer; the mark moves only where the proposal was taken.
    for (const screen of jurors) {
      await expect(screen.getByRole('listitem').filter({ hasText: reason })).toContainText(state);
    }
    const row = markRow(juror, found.label);
    if (answer === 'Retenir') await expect(row).toContainText(`au lieu de ${found.from}`);
    else await expect(row).not.toContainText('au lieu de');
  }
});

test('what the law refuses is said where it was typed, and nothing is written', async ({ page, faults }) => {
  faults.expect(/answer 422: .*\/api\/raise_mark$/);
  await enter(page, president);
  const number = await pick(page, 0);
  const { label, from } = await sufficient(page);
  const field = page.getByLabel(`Note du jury, ${label}`, { exact: true });
  await field.fill('25');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await raise(page, { label, from, to: '1' }, 'Une baisse');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.reload();
  await expect(panel(page, number)).toBeVisible();
  await expect(markRow(page, label)).not.toContainText('au lieu de');
});
