import type { VitalCell } from '../../../contract/vital.ts'
import { NONE } from '../../../ui/format.ts'
import { t } from './known-words.ts'

type Versions = Pick<VitalCell, 'version' | 'oldestVersion'>

/** 第 2 版, 第 1–2 版: by which versions of its definition a number was counted. */
export function versionText({ version, oldestVersion }: Versions): string {
  if (version === null || oldestVersion === null) return NONE
  return version === oldestVersion
    ? t('known.version-n', { n: version })
    : t('known.version-mixed', { from: oldestVersion, to: version })
}

/** The same in a sentence, where it is not the version in force; null: it is, or there is no number. */
export function otherVersion({ version, oldestVersion }: Versions, inForce: number): string | null {
  if (version === null || oldestVersion === null || (version === inForce && oldestVersion === inForce)) return null
  return version === oldestVersion
    ? t('known.by-version', { n: version })
    : t('known.by-versions', { from: oldestVersion, to: version })
}
