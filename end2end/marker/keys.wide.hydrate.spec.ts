// The keyboard map of the grid, key by key, with what assistive technology is told after each.

import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/test';
import { cell, first, firstEmpty, openLot, savedLine } from './marker';

interface Told {
  field: { role: string; name: string; value: string };
  cell: { role: string; name: string };
  row: string;
  grid: string;
}

/** The field in focus and what stands around it, as the browser tells assistive technology. */
async function told(page: Page): Promise<Told> {
  const devtools = await page.context().newCDPSession(page);
  try {
    await devtools.send('Accessibility.enable');
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const { nodes } = await devtools.send('Accessibility.getAXNodeAndAncestors', { objectId: result.objectId });
    const of = (role: string) => nodes.find((node) => node.role?.value === role);
    const field = nodes[0]!;
    return {
      field: { role: field.role?.value, name: field.name?.value, value: field.value?.value ?? '' },
      cell: { role: of('gridcell')?.role?.value, name: of('gridcell')?.name?.value },
      row: of('row')?.role?.value,
      grid: of('grid')?.name?.value,
    };
  } finally {
    await devtools.detach();
  }
}

async function number(page: Page, row: number): Promise<string> {
  return (await page.locator(`#r-${row} .code`).innerText()).trim();
}

test('each key does what the map says, and each cell says copy, test, value and state', async ({ page }) => {
  await openLot(page, first);
  const top = await firstEmpty(page);
  const last = (await page.locator('[role=row]').count()) - 2;
  await cell(page, top).focus();

  // Key, then the row in focus, its value and its state.
  const steps: [string, number, string, string][] = [
    ['1', top, '1', 'modifiée'],
    ['2', top, '12', 'modifiée'],
    [',', top, '12,', 'modifiée'],
    ['5', top, '12,5', 'modifiée'],
    ['Enter', top + 1, '', 'vide'],
    ['ArrowUp', top, '12,5', 'enregistrée'],
    ['ArrowDown', top + 1, '', 'vide'],
    ['8', top + 1, '8', 'modifiée'],
    ['Shift+Enter', top, '12,5', 'enregistrée'],
    ['F2', top, '12,5', 'modifiée'],
    ['Backspace', top, '12,', 'modifiée'],
    ['Escape', top, '12,5', 'enregistrée'],
    ['9', top, '9', 'modifiée'],
    ['ArrowDown', top + 1, '8', 'enregistrée'],
    ['1', top + 1, '1', 'modifiée'],
    ['6', top + 1, '16', 'modifiée'],
    ['Control+z', top + 1, '1', 'modifiée'],
    ['Control+z', top + 1, '8', 'enregistrée'],
    ['ArrowUp', top, '9', 'enregistrée'],
    ['Delete', top, '', 'vide'],
    ['Control+z', top, '9', 'enregistrée'],
    ['Control+z', top, '12,5', 'enregistrée'],
    ['Control+Shift+z', top, '9', 'enregistrée'],
    ['PageUp', top - 10, '', ''],
    ['PageDown', top, '9', 'enregistrée'],
    ['Control+Home', 0, '', ''],
    ['Control+End', last, '', 'vide'],
    ['Alt+n', top + 2, '', 'vide'],
    ['a', top + 2, 'a', 'modifiée'],
    ['Tab', top + 3, '', 'vide'],
    ['ArrowUp', top + 2, 'AB', 'enregistrée'],
    ['ArrowLeft', top + 2, 'AB', 'enregistrée'],
    ['ArrowRight', top + 2, 'AB', 'enregistrée'],
    ['Home', top + 2, 'AB', 'enregistrée'],
    ['End', top + 2, 'AB', 'enregistrée'],
  ];
  for (const [key, row, value, state] of steps) {
    await page.keyboard.press(key);
    await expect(cell(page, row), `${key}: focus`).toBeFocused();
    if (state === '') continue;
    await expect(cell(page, row), `${key}: value`).toHaveValue(value);
    const copy = await number(page, row);
    // Codes are said in words.
    const shown = value === 'AB' ? 'absent' : value;
    const name = [copy, 'Français', shown, state].filter((part) => part !== '').join(', ');
    await expect.poll(async () => (await told(page)).cell.name, `${key}: name of the cell`).toBe(name);
    const now = await told(page);
    expect(now.field, `${key}: field`).toEqual({ role: 'textbox', name: `Français, copie ${copy}`, value });
    expect([now.cell.role, now.row], key).toEqual(['gridcell', 'row']);
    expect(now.grid, key).toContain('Notes du lot');
  }

  // One tab stop: Tab leaves the grid, both ways.
  await page.keyboard.press('Tab');
  await expect(page.locator('#sheet-body :focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(cell(page, top + 2)).toBeFocused();

  await page.keyboard.press('Alt+h');
  await expect(page.getByRole('dialog', { name: 'Historique' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell(page, top + 2)).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Clavier' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('searchbox', { name: 'Chercher une copie' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell(page, top + 2)).toBeFocused();
  await expect(savedLine(page)).toContainText('Tout est enregistré à');
});

test('the wheel over a field changes no mark', async ({ page }) => {
  await openLot(page, first);
  await cell(page, 0).focus();
  const before = await cell(page, 0).inputValue();
  await cell(page, 0).hover();
  await page.mouse.wheel(0, 240);
  await page.mouse.wheel(0, -240);
  await expect(cell(page, 0)).toHaveValue(before);
  expect(await page.locator('input[type=number]').count()).toBe(0);
});
