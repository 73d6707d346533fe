import type { PersonMessage, Template } from '../types.ts'

export type Values = PersonMessage & { secret: string }

/** What a template may name, and nothing beside it: no environment, no other field of the message. */
export const placeholders = ['phone', 'text', 'code', 'key', 'secret'] as const
const named = /\{([^{}]*)\}/g

/** Placeholders of a template that do not exist. */
export const unknownPlaceholders = (template: Template): string[] => [
  ...new Set(
    stringsOf(template).flatMap((text) =>
      [...text.matchAll(named)].flatMap(([whole, name]) => ((placeholders as readonly string[]).includes(name!) ? [] : [whole])),
    ),
  ),
]

function stringsOf(template: Template): string[] {
  if (typeof template === 'string') return [template]
  if (template === null || typeof template !== 'object') return []
  return Object.values(template).flatMap(stringsOf)
}

/** One string with its placeholders filled, once: what a value holds is never read as a placeholder. */
export const fillText = (text: string, values: Values): string =>
  text.replace(named, (_, name: string) => values[name as keyof Values] ?? '')

/** The template with the values in its strings. Values are put into finished strings, so no value can change the shape around it. */
export function fillTemplate(template: Template, values: Values): Template {
  if (typeof template === 'string') return fillText(template, values)
  if (template === null || typeof template !== 'object') return template
  if (Array.isArray(template)) return template.map((part) => fillTemplate(part, values))
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, fillTemplate(part, values)]))
}
