import { createT } from '../../../ui/t.ts'
import { vitalRegistryEn } from '../../messages/en-vital-registry.ts'
import { vitalRegistryZh } from '../../messages/zh-vital-registry.ts'

/** The words of the registry of vitals; they come with the pane that says them. */
export const t = createT(vitalRegistryZh, vitalRegistryEn)

const known: ReadonlySet<string> = new Set(Object.keys(vitalRegistryZh))

/** The name of a field of a definition, by its path; the path itself where no word was found. */
export const fieldWords = (path: string): string =>
  known.has(`field.${path}`) ? t(`field.${path}` as keyof typeof vitalRegistryZh) : path
