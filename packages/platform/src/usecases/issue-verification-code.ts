import type { PlatformContext } from '../context.ts';
import { newId } from '../ids.ts';
import { hashVerificationCode, newVerificationCode } from '../policies/verification-code.ts';

/**
 * Issues a code for one disclosure, to be read out to a positive person. The code itself is stored
 * nowhere.
 *
 * @returns The code in groups of four, and from when on it is refused, Unix seconds. Secret.
 */
export async function issueVerificationCode(
  context: PlatformContext,
  officerId: string,
): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const { randomBytes, codePepper, cases } = context;
  const issuedAt = context.clock();
  const expiresAt = issuedAt + context.settings.verificationCodeSeconds;
  while (true) {
    const code = newVerificationCode(randomBytes);
    const codeHash = hashVerificationCode(code, codePepper);
    const id = newId(randomBytes);
    if (await cases.insertCode({ id, codeHash, issuedAt, expiresAt, issuedBy: officerId }))
      return { code, expiresAt };
  }
}
