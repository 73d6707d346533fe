import { type ProblemCode, problems } from '../../../contract/problem.ts'
import { sayRefusal } from '../../../contract/refusal-words.ts'

/** Why a message was refused, in the words of the catalogue; a code of another release is shown as it is. */
export const sayRefused = (code: string, details: Record<string, string | number>, zone: string): { zh: string; en: string } =>
  code in problems ? sayRefusal(code as ProblemCode, details, zone) : { zh: code, en: code }
