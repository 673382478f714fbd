import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { workshop } from '../support/fixture.js';
import { type Ended, inFolder } from '../support/tesserae.js';

const { folder } = await workshop({ after });
const run = (...words: string[]): Promise<Ended> => inFolder([...words, '--json'], { folder });
const make = (...words: string[]): Promise<Ended> =>
  run('make', 'target.png', 'a', 'b', '--columns', '8', '--cell', '12', '-j', '1', ...words);

const there = (name: string): boolean => existsSync(join(folder, name));
const pictureIn = (plan: string) => JSON.parse(readFileSync(join(folder, plan), 'utf8')).picture;
const hashOf = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex');
const notes = ({ events }: Ended): string[] => events.filter(({ t }) => t === 'note').map(({ code }) => code);

for (const name of ['png', 'jpg', 'tif', 'webp']) {
  test(`a plan lies beside a ${name}, and knows it`, async () => {
    const { last } = await make('-o', `${name}.${name}`);
    assert.equal(last.exit, 0);
    assert.equal(last.plan, `${name}.plan.json`);
    assert.deepEqual(pictureIn(`${name}.plan.json`), { sha256: hashOf(`${name}.${name}`) });
  });
}

test('no plan is written if none is wanted, and another name is heeded', async () => {
  await make('-o', 'none.png', '--no-plan');
  assert.ok(there('none.png') && !there('none.plan.json'));
  await make('-o', 'other.png', '--plan', 'mine.json');
  assert.ok(there('mine.json') && !there('other.plan.json'));
});

test('the plan of another picture is not replaced, and neither is written', async () => {
  await make('-o', 'two.png');
  const before = hashOf('two.plan.json');
  const { last } = await make('-o', 'two.jpg', '--columns', '7');
  assert.equal(last.code, 'exists');
  assert.equal(last.file, 'two.plan.json');
  assert.ok(!there('two.jpg'));
  assert.equal(hashOf('two.plan.json'), before);
});

test('a picture stands for its plan in every command', async () => {
  await make('-o', 'p.png');
  const calls = [
    ['verify', 'p.png'],
    ['score', 'p.png'],
    ['render', 'p.png', '-o', 'again.png'],
    ['zoom', 'p.png', '-o', 'zoom'],
    ['print', 'p.png', '-o', 'p.pdf', '--paper', 'A6'],
    ['edit', 'p.png', '--lock', 'r1c1', '--dry-run'],
    ['film', 'p.png', '-o', 'p.gif', '--seconds', '1', '--for', '64x48', '--fps', '2'],
  ];
  for (const words of calls) {
    const ended = await run(...words);
    assert.equal(ended.last.exit, 0, `${words.join(' ')}: ${JSON.stringify(ended.last)}`);
    assert.ok(!notes(ended).includes('picture-differs'), words.join(' '));
  }
  assert.equal(hashOf('again.png'), hashOf('p.png'));
});

test('it is told when a picture and its plan no longer agree', async () => {
  await make('-o', 'd.png');
  const differs = async () => notes(await run('verify', 'd.png')).includes('picture-differs');
  appendFileSync(join(folder, 'd.png'), 'changed');
  assert.ok(await differs(), 'the picture was changed');

  await run('render', 'd.png', '-o', 'd.png', '-y');
  assert.ok(!(await differs()), 'it was drawn again');

  await run('edit', 'd.png', '--lock', 'r1c1', '-y');
  assert.ok(!(await differs()), 'no cell was changed');

  const { photos, paths } = JSON.parse(readFileSync(join(folder, 'd.plan.json'), 'utf8'));
  await run('edit', 'd.png', '--swap', `r2c2=${paths[photos[9] === 0 ? 1 : 0]}`, '-y');
  assert.equal(pictureIn('d.plan.json'), undefined);
  assert.ok(await differs(), 'a cell was changed');

  await run('edit', 'd.png', '--lock', 'r3c3', '--render', 'd.png', '-y');
  assert.ok(!(await differs()), 'both were written together');

  rmSync(join(folder, 'd.png'));
  assert.ok(!(await differs()), 'there is no picture to be mistaken for');
});

test('a picture without a plan is refused by the name of the plan', async () => {
  const { last } = await run('verify', 'target.png');
  assert.deepEqual([last.code, last.file, last.exit], ['not-found', 'target.png', 1]);
  assert.match(last.expected, /target\.plan\.json/);
});
