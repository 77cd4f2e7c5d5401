import { isRiskKind, parseRiskConfig, RISK_CONFIGS, type RiskConfig } from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';
import { InputError } from '../errors.ts';
import { readBounded } from './open-export.ts';

const MAX_CONFIG_BYTES = 1 << 20;

/**
 * What `--config` gives: a published configuration by its name, or one from a JSON file.
 *
 * @throws {@link InputError} naming the setting that cannot be used.
 */
export async function readRiskConfig(nameOrFile: string): Promise<RiskConfig> {
  if (isRiskKind(nameOrFile)) return RISK_CONFIGS[nameOrFile];
  const bytes = await readBounded(nameOrFile, MAX_CONFIG_BYTES);
  try {
    return parseRiskConfig(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const setting = isWaypostError(error) ? String(error.details['setting']) : 'JSON';
    throw new InputError(nameOrFile, { kind: 'config-refused', setting });
  }
}
