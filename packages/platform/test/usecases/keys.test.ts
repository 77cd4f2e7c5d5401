import {
  addOfficerKey,
  authenticateOfficer,
  keyListText,
  publicKeys,
  revokeOfficerKey,
} from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import { makeWorld, TEN } from '../support/world.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });

describe("officers' keys", () => {
  it('are known by who holds them, and stored as a hash', async () => {
    const { context } = await makeWorld();
    const { key, record } = await addOfficerKey(context, 'Bác sĩ Ánh');
    expect(key).toMatch(/^waypost-officer-[\w-]{43}$/);
    expect(record).toMatchObject({ name: 'Bác sĩ Ánh', createdAt: TEN, revokedAt: null });
    expect(await authenticateOfficer(context, key)).toEqual(record);
    expect(JSON.stringify(await context.officerKeys.list())).not.toContain(key.slice(-43));
  });
  it('give one answer when unknown and when revoked', async () => {
    const { context } = await makeWorld();
    const { key, record } = await addOfficerKey(context, 'A');
    await context.officerKeys.revoke(record.id, TEN);
    for (const tried of [key, `${key}x`, '', 'waypost-officer-'])
      await expect(authenticateOfficer(context, tried)).rejects.toThrow(code('UNAUTHENTICATED'));
  });
  it('have a name of their own', async () => {
    const { context } = await makeWorld();
    await addOfficerKey(context, 'A');
    await expect(addOfficerKey(context, 'A')).rejects.toThrow(code('KEY_NAME_TAKEN'));
  });
  it('open nothing once they are revoked, by name; others stay, and the name is not given again', async () => {
    const { context, at } = await makeWorld();
    const lost = await addOfficerKey(context, 'A');
    const other = await addOfficerKey(context, 'B');
    at(TEN + 5);
    await revokeOfficerKey(context, 'A');
    await expect(authenticateOfficer(context, lost.key)).rejects.toThrow(code('UNAUTHENTICATED'));
    expect(await authenticateOfficer(context, other.key)).toEqual(other.record);
    expect(await context.officerKeys.list()).toContainEqual({
      ...lost.record,
      revokedAt: TEN + 5,
    });
    await expect(addOfficerKey(context, 'A')).rejects.toThrow(code('KEY_NAME_TAKEN'));
    for (const name of ['A', 'C', ''])
      await expect(revokeOfficerKey(context, name)).rejects.toThrow(code('KEY_NAME_UNKNOWN'));
  });
  it.each([
    ['empty', ''],
    ['only spaces', '   '],
    ['too long', 'x'.repeat(81)],
    ['with a line break', 'a\nb'],
    ['with an escape', 'a\u001b[31m'],
    ['with a mark that turns the text', 'a\u202eb'],
  ])('have a name that is fit for a log: not %s', async (_, name) => {
    const { context } = await makeWorld();
    await expect(addOfficerKey(context, name)).rejects.toThrow(code('KEY_NAME_INVALID'));
  });
});

it('what other apps need is public, and holds no secret', async () => {
  const { context } = await makeWorld();
  expect(keyListText(context)).toBe(context.keys.keyListText);
  const set = publicKeys(context);
  expect(set.keys).toEqual(context.keys.codeKeys);
  expect(JSON.stringify(set)).not.toContain('"d"');
});
