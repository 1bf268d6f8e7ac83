// Every page of the app, by somebody who may see it: accessible in light and dark, and as wide as its screen.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from '../helpers/axe';
import { account, expectFocusSeen, expectNoSideScroll, hydrated, logIn, visit } from '../helpers/page';
import { expect, test } from '../helpers/test';

/** Who opens which pages: the pattern of the app, and an address of the demonstration. */
const WALKS: { who: string | null; pages: Record<string, string> }[] = [
  { who: null, pages: { '/': '/', '/connexion': '/connexion', '/style': '/style' } },
  { who: 'correcteur1', pages: { '/lots': '/lots', '/lots/{id}': '/lots/33', '/mot-de-passe': '/mot-de-passe' } },
  {
    who: 'president1',
    pages: {
      '/jurys': '/jurys',
      '/jurys/{id}': '/jurys/1?vue=tous&candidat=1',
      '/jurys/{id}/pv': '/jurys/2/pv',
      '/jurys/{id}/simulation': '/jurys/1/simulation?seuil-gate1=9%2C5&sans=GO',
    },
  },
  { who: 'projection1', pages: { '/jurys/{id}/projection': '/jurys/1/projection' } },
  { who: 'admin1', pages: { '/comptes': '/comptes' } },
  { who: 'centre1', pages: { '/centre': '/centre' } },
  {
    who: 'dec1',
    pages: {
      '/bureau': '/bureau',
      '/bureau/preparation': '/bureau/preparation',
      '/bureau/lots': '/bureau/lots',
      '/bureau/lots/{id}': '/bureau/lots/34',
      '/bureau/lots/{id}/comparaison': '/bureau/lots/34/comparaison',
    },
  },
  {
    who: 'dec1',
    pages: {
      '/bureau/manquantes': '/bureau/manquantes?reglement=BCP25510&jury=3',
      '/bureau/candidats': '/bureau/candidats',
      '/bureau/candidats/{id}': '/bureau/candidats/1',
      '/bureau/candidats/{id}/situation': '/bureau/candidats/1/situation',
    },
  },
  {
    who: 'dec1',
    pages: {
      '/bureau/reglements': '/bureau/reglements?code=BCG27',
      '/bureau/reglements/comparer': '/bureau/reglements/comparer?de=BCP31202&a=BCP09',
      '/bureau/reglements/verifier': '/bureau/reglements/verifier',
    },
  },
  {
    who: 'dec1',
    pages: {
      '/bureau/jurys': '/bureau/jurys',
      '/bureau/jurys/{id}': '/bureau/jurys/2',
      '/bureau/publications': '/bureau/publications',
      '/jurys/{id}/affichage': '/jurys/2/affichage',
      '/bureau/imports': '/bureau/imports',
      '/bureau/imports/{id}': '(the import made first)',
    },
  },
];

for (const { who, pages } of WALKS) {
  test(`every page of ${who ?? 'a visitor'}, from ${Object.keys(pages)[0]}`, async ({ page }) => {
    test.slow();
    const screen = page.viewportSize()!;
    if (who) await logIn(page, account(who));
    if ('/bureau/imports/{id}' in pages) {
      await visit(page, '/bureau/imports');
      await page.getByLabel("UAI de l'établissement").fill('0350059Z');
      await page.getByLabel('Fichier').setInputFiles(join(import.meta.dirname, '../office/pupils.csv'));
      await page.getByRole('button', { name: 'Importer' }).click();
      await expect(page.getByText('Terminé avec rejets')).toBeVisible();
      pages['/bureau/imports/{id}'] = new URL(page.url()).pathname;
    }
    if ('/bureau/lots/{id}/comparaison' in pages) {
      await visit(page, '/bureau/lots/34');
      await page.getByRole('button', { name: 'Demander une seconde saisie' }).click();
    }
    for (const address of Object.values(pages)) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await hydrated(page);
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      // Colours are the same at every width: once is enough.
      await expectAccessible(page, screen.width > 600);
      await expectNoSideScroll(page);
      // The smallest phone, and a zoom of 400 % on a desk: as narrow, and low.
      for (const height of [640, 200]) {
        await page.setViewportSize({ width: 320, height });
        await expectNoSideScroll(page);
        await expectFocusSeen(page);
      }
      await page.setViewportSize(screen);
    }
  });
}

test('no page of the app is left out', () => {
  const routes = readFileSync(join(import.meta.dirname, '../../app/src/routes.rs'), 'utf8');
  const named = new Map([...routes.matchAll(/const (\w+): &str = "([^"]+)"/g)].map(([, name, path]) => [name, path]));
  const table = /PAGES: &\[Page\] = &\[(.*?)\];/s.exec(routes)![1]!;
  const patterns = [...table.matchAll(/page\((?:"([^"]+)"|(\w+)),/g)].map(([, path, name]) => path ?? named.get(name));
  expect(patterns.length).toBeGreaterThan(20);
  expect(WALKS.flatMap(({ pages }) => Object.keys(pages)).sort()).toEqual(patterns.sort());
});
