import { CommanderError } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import bluezone from '../../../core/test/vectors/bluezone.json' with { type: 'json' };
import dp3t from '../../../core/test/vectors/dp3t.json' with { type: 'json' };
import { UsageError } from '../../src/errors.ts';
import { idsCommand } from '../../src/ids/command.ts';
import type { Language } from '../../src/language/index.ts';
import { runWaypost } from '../run-waypost.ts';

const { captured, derived } = bluezone;
const key = captured[0]!.base_id;

const argsOf = (protocol: string, hex: string, day: number | string, ...more: string[]) => [
  protocol,
  '--key',
  hex,
  '--day',
  `${day}`,
  ...more,
];

/** What the command writes, run in this process. */
async function written(args: readonly string[], language: Language = 'en'): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const command = idsCommand(language)
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    await command.parseAsync(args, { from: 'user' });
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

async function idsOf(protocol: string, hex: string, day: number): Promise<string[]> {
  const result = JSON.parse(await written(argsOf(protocol, hex, day, '--json'))) as {
    protocol: string;
    ids: string[];
  };
  expect(Object.keys(result)).toEqual(['protocol', 'ids']);
  expect(result.protocol).toBe(protocol);
  return result.ids;
}

describe('waypost ids', () => {
  it('bluezone: the ids captured from the app, in their slots', async () => {
    const ids = await idsOf('bluezone', key, 0);
    expect(ids).toHaveLength(96);
    for (const row of captured) expect(ids[row.subkey_index]).toBe(row.own_id.toLowerCase());
  });

  it('bluezone: a later day', async () => {
    const ids = await idsOf('bluezone', derived.base_id, 1);
    for (const [slot, id] of Object.entries(derived.day1.ids))
      expect(ids[Number(slot)]).toBe(id.toLowerCase());
  });

  it('dp3t: the days of the reference', async () => {
    const root = dp3t.lowCostDays[0]!.sk;
    for (const [day, { ephIds }] of dp3t.lowCostDays.entries())
      expect(await idsOf('dp3t', root, day)).toEqual(ephIds);
  });

  it('dp3t-unlinkable and dp3t-hybrid: what belongs to a seed', async () => {
    const [[seed, ephId] = []] = Object.entries(dp3t.unlinkable.seed_to_ephid);
    expect(await idsOf('dp3t-unlinkable', seed!, 0)).toEqual([ephId]);
    const [window] = dp3t.hybrid.vectors;
    expect(await idsOf('dp3t-hybrid', window!.seed, 0)).toEqual(window!.ephids);
  });

  it('gaen: the RPIs of a TEK from its start interval on', async () => {
    const ids = await idsOf('gaen', '75c734c6dd1a782de7a965da5eb93125', 2_642_976);
    expect(ids).toHaveLength(144);
    expect([ids[0], ids[143]]).toEqual([
      '8be6cd371c5c891604bfbe49df845096',
      'f431b62ecf443102ce4ed0407de54bd4',
    ]);
  });

  it('writes an id a line without --json, and takes digits of either case', async () => {
    const lines = await written(argsOf('bluezone', key.toLowerCase(), 0));
    expect(lines).toBe(`${(await idsOf('bluezone', key, 0)).join('\n')}\n`);
  });

  it.each([
    ['a short key', ['bluezone', key.slice(2), '0'], /32 bytes, 64 hexadecimal digits/],
    ['a key of another protocol', ['gaen', key, '0'], /gaen is 16 bytes/],
    ['other digits', ['bluezone', `${key.slice(0, -1)}g`, '0'], /64 hexadecimal digits/],
    ['a day before the first', ['bluezone', key, '-1'], /no such day/],
    ['half a day', ['dp3t', key, '0.5'], /no such day/],
    ['a day after a hundred years', ['dp3t', key, '36526'], /no such day/],
    ['a second day of a seed', ['dp3t-unlinkable', key, '1'], /no such day/],
    ['an interval that is none', ['gaen', key.slice(32), '4294967296'], /no such day/],
  ])('refuses %s, without repeating the key', async (_name, [protocol, hex, day], message) => {
    const error = await written(argsOf(protocol!, hex!, day!)).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toMatch(message);
    expect(String(error).toUpperCase()).not.toContain(key.slice(40, 60));
  });

  it.each([
    ['an unknown protocol', argsOf('tcn', key, 0)],
    ['no key', ['bluezone', '--day', '0']],
    ['no day', ['bluezone', '--key', key]],
  ])('refuses %s', async (_name, args) => {
    await expect(written(args)).rejects.toBeInstanceOf(CommanderError);
  });

  it('speaks Vietnamese', async () => {
    await expect(written(argsOf('bluezone', '00', 0), 'vi')).rejects.toThrow('dài 32 byte');
  });

  it('is a command of waypost: exit 0, or 2 and nothing on standard output', async () => {
    const good = await runWaypost(['ids', ...argsOf('bluezone', key, 0, '--json')]);
    expect({ ...good, stdout: JSON.parse(good.stdout) as unknown }).toEqual({
      code: 0,
      stdout: { protocol: 'bluezone', ids: await idsOf('bluezone', key, 0) },
      stderr: '',
    });
    const bad = await runWaypost(['ids', ...argsOf('bluezone', '00', 0)]);
    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad.stderr).toContain('--key: a key of bluezone is 32 bytes');
  });
});
