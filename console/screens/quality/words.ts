import { createT } from '../../../ui/t.ts'
import { qualityEn } from '../../messages/en-quality.ts'
import { qualityZh } from '../../messages/zh-quality.ts'

/** The words of this page; they come with it, not with the first load. */
export const t = createT(qualityZh, qualityEn)

/** What the simulator calls a cause, in words; one nobody has words for stays as it is. */
export const causeWords = (cause: string): string => {
  const key = `cause.${cause}`
  return key in qualityZh ? t(key as keyof typeof qualityZh) : cause
}
