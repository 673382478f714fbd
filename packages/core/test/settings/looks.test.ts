import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSettings, SETTINGS } from '@tesserae/core';
import { isGiven, LOOKS } from '@tesserae/core/internal';

for (const [look, values] of Object.entries(LOOKS)) {
  test(`${look} sets what it names, and leaves the rest`, () => {
    const { given: _, ...settings } = parseSettings({ look });
    const { given: __, ...defaults } = parseSettings({});
    assert.deepEqual(settings, { ...defaults, ...values, look });
  });

  test(`single settings win over ${look}`, () => {
    for (const name of Object.keys(values)) {
      const preset = SETTINGS.find((setting) => setting.name === name)?.default;
      const settings = parseSettings({ look, [name]: preset });
      assert.equal(settings[name as keyof typeof settings], preset, name);
    }
  });
}

test('what excludes a setting of a look takes its place', () => {
  assert.ok(!isGiven(parseSettings({ look: 'print', rows: 30 }), 'columns'));
  assert.ok(!isGiven(parseSettings({ look: 'print', size: '60cm', cell: '15mm' }), 'columns'));
  assert.equal(parseSettings({ look: 'print', size: '60cm' }).columns, LOOKS.print.columns);
  assert.equal(parseSettings({ look: 'whole-photos', views: 'crops' }).views, 'crops');
});

test('a look that is none is refused with their names', () => {
  assert.throws(() => parseSettings({ look: 'toString' }), { code: 'settings', subject: 'look' });
});
