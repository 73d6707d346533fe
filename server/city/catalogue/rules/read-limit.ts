import type { Milestone } from '../../../../contract/catalogue.ts'
import { fromNextDayWords, limitText, parseTimeLimit } from '../../../../contract/time-limit.ts'

/** What a milestone may be called. Only these: `非种植季节 5 工作日` is no milestone but a case of its own, and a person's to decide. */
const milestones =
  /^(?:责令|现场)?(?:制止|停止|停工|警示|围护|围挡|告知|处罚|立案|整改|拆除|清除|清理|清运|恢复|修复|更换|消除(?:安全)?隐患)(?:完毕|到位)?$/

/**
 * Reads a limit as catalogues write it: `2紧急工作时`, `5个工作日内`, or milestones, `制止4工作时；处罚7工作日；拆除20工作日`. Null for
 * everything else: it goes before a person, never to a default.
 */
export function readLimit(written: string): Milestone[] | null {
  const parts = joined(written.normalize('NFKC'))
    .split(/[;,、\n]/)
    .map((part) => part.replaceAll(/\s/g, ''))
    .filter(Boolean)
  const read = parts.map(milestoneOf)
  if (read.length === 0 || !read.every((one) => one !== null)) return null
  // One limit is nobody's milestone; of several each has its name, or it is not known what they are.
  if (read.length === 1) return read[0]!.name === null ? read : null
  return read.every(({ name }) => name !== null) ? read : null
}

/** 次日起算 beside the only limit belongs to it, also behind a comma; of several a comma would not say to which. */
function joined(text: string): string {
  if (text.match(/\d+(?:\.\d+)?/g)?.length !== 1) return text
  return text.replace(behind, '$1$2').replace(before, '$1')
}
const behind = new RegExp(`(\\S)\\s*[,;、]\\s*(${fromNextDayWords})\\s*$`)
const before = new RegExp(`^\\s*(${fromNextDayWords})\\s*,`)
const named = new RegExp(`^(\\D*?):?((?:${fromNextDayWords})?\\d.*)$`)

function milestoneOf(part: string): Milestone | null {
  const [, given = '', rest = ''] = named.exec(part) ?? []
  const limit = parseTimeLimit(rest.replace(/(?:以内|之内|内)(?=$|\()/, ''))
  if (!limit || (given !== '' && !milestones.test(given))) return null
  return { name: given || null, limit: limitText(limit) }
}
