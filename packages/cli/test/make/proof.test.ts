import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readPicture } from '@tesserae/testing';
import { certificateWords } from '../../dist/words/en/certificate.js';
import { workshop } from '../support/fixture.js';
import { type Ended, inFolder, inProcess, listing } from '../support/tesserae.js';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

test('the certificate is the same in the event, the plan, the report, score and verify', async (t) => {
  const { at, library, make } = await workshop(t);
  const files = ['--plan', at('p.json'), '--report', at('r.json')];
  const { exit, last, events } = await make('--max-uses', '6', ...files);
  assert.equal(exit, 0, JSON.stringify(last));
  const { certificate } = last;
  const { cost, lowerBound, gap, spaced, steps, converged, violations } = certificate;
  assert.equal(Object.keys(certificate).length, 7);
  assert.ok(cost >= lowerBound && lowerBound > 0 && violations === 0);
  assert.ok(Math.abs(gap - (cost / lowerBound - 1)) < 1e-9);
  assert.deepEqual([spaced, steps > 0, converged], [true, true, false]);
  const scored = events.filter((event) => event.stage === 'assign' && event.gap !== undefined);
  assert.ok(scored.length > 0);
  assert.deepEqual([scored.at(-1)?.cost, scored.at(-1)?.gap.toFixed(9)], [cost, gap.toFixed(9)]);

  const { violations: _, ...inPlan } = certificate;
  assert.deepEqual(json(at('p.json')).certificate, inPlan);
  assert.deepEqual(json(at('p.json')).violations, []);
  assert.deepEqual(json(at('r.json')).certificate, certificate);
  const verified = await inProcess(['verify', at('p.json'), '--json']);
  assert.deepEqual([verified.exit, verified.last.certificate, verified.last.violations], [0, certificate, 0]);
  const scoredAgain = await inProcess(['score', at('p.json'), ...library, '--json']);
  assert.deepEqual(scoredAgain.last.certificate, certificate);
  const said = await inProcess(['verify', at('p.json')]);
  assert.match(
    said.stdout,
    /^sound .*every rule is kept\n +cell by cell, the look of the whole aside: at most .*\n +what is chosen for the look of the whole/,
  );
});

test('the gap in words is never less than it is', () => {
  for (const [gap, words] of [
    [0.00012, '0.02 %'],
    [0.0301, '3.1 %'],
    [0.03, '3.0 %'],
    [0.4101, '42 %'],
    [Number.POSITIVE_INFINITY, '∞ %'],
  ] as const) {
    assert.ok(
      certificateWords({ gap }).startsWith(`cell by cell, the look of the whole aside: at most ${words} from`),
      words,
    );
  }
  assert.match(certificateWords({ gap: 0 }), /the closest possible/);
});

test('verify --prove raises the bound until it hardly rises; it needs the library, the photos and the target', async (t) => {
  const { at, library, make } = await workshop(t);
  await make('--max-uses', '6', '--plan', at('p.json'));
  const prove = (...words: string[]) => inProcess(['verify', at('p.json'), '--prove', ...words]);
  const { certificate } = json(at('p.json'));
  const { exit, last, events } = await prove('--json');
  assert.deepEqual([exit, last.proof.stopped, last.violations], [0, false, 0]);
  const proved = last.proof.certificate;
  assert.equal(proved.cost, certificate.cost);
  assert.ok(proved.lowerBound >= certificate.lowerBound && proved.lowerBound <= proved.cost);
  assert.ok(proved.steps > certificate.steps && proved.spaced);
  assert.ok(events.some(({ stage }) => stage === 'prove'));
  assert.match(
    (await prove()).stdout,
    /^proved +cell by cell, the look of the whole aside: at most .* from the closest that the rules allow$/m,
  );

  const stopped = await inFolder(['verify', at('p.json'), '--prove', '--json'], {
    folder: at('.'),
    stopAt: { stage: 'prove', signals: ['SIGINT'] },
  });
  const { proof } = stopped.last;
  assert.deepEqual([stopped.exit, proof.stopped, proof.certificate.converged], [0, true, false]);
  assert.ok(proof.certificate.steps < proved.steps && proof.certificate.lowerBound >= certificate.lowerBound);

  // it costs something else than its certificate says: photos were measured otherwise when it was made
  const plan = json(at('p.json'));
  const cost = certificate.cost + 1;
  const older = { ...certificate, cost, gap: cost / certificate.lowerBound - 1 };
  writeFileSync(at('old.json'), JSON.stringify({ ...plan, certificate: older }));
  const old = await inProcess(['verify', at('old.json'), '--prove']);
  assert.equal(old.exit, 0);
  assert.match(old.stdout, /^old +its certificate is of an older version/m);
  for (const [name, change, code, ends] of [
    ['library', { library: at('none.tesserae') }, 'no-library', 10],
    ['target', { target: { ...plan.target, path: at('none.png') } }, 'not-found', 1],
    ['photo', { ids: plan.ids.with(23, 'f'.repeat(64)) }, 'not-found', 1],
  ] as const) {
    writeFileSync(at('lacks.json'), JSON.stringify({ ...plan, ...change }));
    const { exit, last } = await inProcess(['verify', at('lacks.json'), '--prove', '--json']);
    assert.deepEqual([exit, last.code], [ends, code], name);
    assert.ok(!last.message.includes('\n'), last.message);
  }
  assert.equal((await prove(...library)).exit, 0);
});

test('verify lists what is broken in a plan damaged on purpose, and ends with 1', async (t) => {
  const { at, make } = await workshop(t);
  await make('--plan', at('p.json'));
  const plan = json(at('p.json'));
  for (const [rule, change] of [
    ['spacing', { photos: plan.photos.with(1, plan.photos[0]) }],
    ['max-uses', { rules: { ...plan.rules, maxUses: 1 } }],
    ['min-uses', { rules: { ...plan.rules, minUses: 60 } }],
    ['banned', { rules: { ...plan.rules, maxUses: Array(24).fill(99).with(plan.photos[7], 0) } }],
    [
      'pinned',
      {
        rules: {
          ...plan.rules,
          pinned: Array(80)
            .fill(-1)
            .with(3, (plan.photos[3] + 1) % 24),
        },
      },
    ],
    ['ids', { ids: plan.ids.with(5, plan.ids[4]) }],
    ['certificate', { certificate: { ...plan.certificate, cost: plan.certificate.lowerBound / 2 } }],
  ] as const) {
    writeFileSync(at('damaged.json'), JSON.stringify({ ...plan, ...change }));
    const { exit, events, last } = await inProcess(['verify', at('damaged.json'), '--json']);
    const rules = events.filter((event) => event.t === 'violation').map((event) => event.rule);
    assert.equal(exit, 1, rule);
    assert.ok(rules.includes(rule), `${rule}: ${rules.join()}`);
    assert.deepEqual([last.t, last.exit, last.violations], ['done', 1, rules.length]);
    const said = await inProcess(['verify', at('damaged.json')]);
    assert.match(said.stdout, new RegExp(`^${rule} `, 'm'));
    assert.match(said.stdout, /^broken /m);
  }
});

test('plan says what each rule means, how large it prints, what it takes and what is lacking', async (t) => {
  const { folder, at, library } = await workshop(t);
  await inProcess(['index', at('a'), at('b'), ...library]);
  const before = listing(folder);
  const words = ['plan', at('target.png'), at('a'), at('b'), ...library, '--columns', '20', '--cell', '64'];
  const { exit, last } = await inProcess([...words, '--max-uses', '20', '--json', '-o', at('out.jpg')]);
  assert.deepEqual([exit, last.t, last.dryRun, last.photos, last.rows], [0, 'done', true, 24, 15]);
  assert.deepEqual(last.uniqueUpTo, { columns: 5, rows: 4 });
  assert.equal(last.usesEach, 300 / 24);
  assert.deepEqual(last.print, { dpi: 200, width: 162.6, height: 121.9, photo: 8.1, columns: 0 });
  for (const name of ['memory', 'seconds', 'disk']) assert.ok(last.estimates[name] > 0, name);
  assert.ok(Array.isArray(last.lacks));
  const { stdout } = await inProcess(words);
  assert.match(
    stdout,
    /^rules .*about 13 cells a photo .*unique is possible up to 5×4 · repeats more than 1 cell apart$/m,
  );
  assert.match(stdout, /^print .*16.3×12.2 cm at 200 dpi, photos of 8.1 mm: small; .*\(--cell 13mm\)$/m);
  assert.match(stdout, /^takes {4}about .* of memory · .* on disk/m);
  assert.match(stdout, /^lacks /m);
  assert.match(stdout, /Nothing was written\.$/m);
  assert.deepEqual(listing(folder), before);

  const banned = await inProcess([...words, '--ban', at('a'), '--json']);
  assert.deepEqual(banned.last.usesEach, 300 / 12);
  const impossible = await inProcess([...words, '--max-uses', '3', '--json']);
  assert.deepEqual([impossible.exit, impossible.last.code], [4, 'rules-impossible']);
});

test('the error map has a colour for every cell', async (t) => {
  const { at, make } = await workshop(t);
  const { exit, last } = await make('--error-map', at('e.png'));
  assert.deepEqual([exit, last.errorMap], [0, at('e.png')]);
  const map = await readPicture(at('e.png'));
  assert.deepEqual([map.width, map.height], [1280, 1024]);
  const colours = new Set<string>();
  for (let y = 64; y < 1024; y += 128) {
    for (let x = 64; x < 1280; x += 128)
      colours.add(
        map.data
          .subarray((y * 1280 + x) * 4)
          .slice(0, 3)
          .join(),
      );
  }
  assert.ok(colours.size > 20, `${colours.size} colours`);
  for (const [name, code] of [
    ['e.jpg', 'unknown-format'],
    ['out.png', 'usage'],
  ]) {
    const wrong = await make('--error-map', at(name));
    assert.deepEqual([wrong.exit, wrong.last.code], [2, code]);
  }
});

test('photos that are enlarged are counted, and the size that enlarges none is true', async (t) => {
  const { at, library, make } = await workshop(t);
  // left to the program, the spacing for so few photos has a note of its own, and so may have the tint
  const { last, events } = await make('--spacing', '1', '--tint', '1', '--plan', at('p.json'));
  assert.deepEqual(last.enlarged, { cells: 0, worst: 1 });
  assert.ok(!events.some((event) => event.t === 'note'));
  const drawn = (cell: string): Promise<Ended> =>
    inProcess(['render', at('p.json'), ...library, '-o', at('big.png'), '--cell', cell, '-y', '--json']);
  const large = await drawn('100');
  const note = large.events.find((event) => event.t === 'note')?.message ?? '';
  assert.match(note, /^80 of 80 cells show their photos enlarged, at most 1\.\d times: .* --cell \d+ enlarges none\.$/);
  assert.equal(large.last.enlarged.cells, 80);
  const fitting = /--cell (\d+)/.exec(note)?.[1] ?? '';
  assert.deepEqual((await drawn(fitting)).last.enlarged, { cells: 0, worst: 1 });
});

test('a mirror is a setting like others: on by a flag, by a file or by views that have it', async (t) => {
  const { at, make } = await workshop(t);
  const mirrored = async (...words: string[]): Promise<boolean> => {
    const { exit, last } = await make('--plan', at('p.json'), ...words);
    assert.equal(exit, 0, JSON.stringify(last));
    const column = json(at('p.json')).mirrored;
    return column === 1 || (Array.isArray(column) && column.includes(1));
  };
  writeFileSync(at('c.json'), '{"mirror": true}');
  assert.equal(await mirrored(), false);
  assert.ok(!('mirror' in json(at('p.json')).settings));
  assert.equal(await mirrored('--mirror'), true);
  assert.equal(json(at('p.json')).settings.mirror, true);
  assert.equal(await mirrored('--config', at('c.json')), true);
  assert.equal(await mirrored('--views', 'all'), true);
});

test('Ctrl-C while searching: 130, no mosaic; the best plan so far is kept if there is a file for it', async (t) => {
  const { folder, at, library } = await workshop(t);
  await inProcess(['index', at('a'), at('b'), ...library]);
  const words = [
    'make',
    'target.png',
    ...library,
    '--columns',
    '60',
    '--cell',
    '4',
    '--effort',
    'best',
    '--json',
    '-o',
    'o.png',
  ];
  for (const plan of [['--no-plan'], ['--plan', 'p.json']]) {
    const stopAt = { stage: 'assign', signals: ['SIGINT'] } as const;
    const { exit, last, events } = await inFolder([...words, '--max-uses', '200', '--tint', '1.1', ...plan], {
      folder,
      stopAt,
    });
    assert.deepEqual([exit, last.t, last.code], [130, 'error', 'aborted']);
    assert.deepEqual(
      listing(folder).filter((name) => /^[op]\./.test(name)),
      plan.slice(1),
    );
    if (plan.length === 1) continue;
    assert.ok(
      events.some(
        (event) =>
          event.t === 'note' && / in p\.json, without a tint: tesserae render p\.json -o o\.png/.test(event.message),
      ),
    );
    assert.equal((await inProcess(['verify', at('p.json')])).exit, 0);
  }
});
