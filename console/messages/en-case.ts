import type { caseZh } from './zh-case.ts'

/** Messages of the console, English: case files. */
export const caseEn: Record<keyof typeof caseZh, string> = {
  'case.title': 'Case file',
  'case.take': 'Take out (ZIP)',
  'case.taken': 'Taken out; the hash of its manifest is on record',
  'case.failed': 'Nothing was taken out; try again',
  'case.busy': 'Being packed',
  'case.print': 'Print',
  'case.back': 'Back to the event',
  'case.reveal': 'With personal data',
  'case.reveal-take': 'Take out for this purpose',
  'case.purpose': 'Purpose',
  'case.purpose-note': 'Who took it out, and why, is kept',
  'case.opened': 'Opened',
  'case.closed': 'closed',
  'case.parts': '{n} parts',
  'case.masked': 'personal data masked',
  'case.open': 'holds personal data',
  'case.at': 'as of {time}',
  'case.manifest': 'SHA-256 of the manifest: another one as soon as any part was changed',
  'case.made': 'Taken out',
  'case.made-none': 'Nobody has taken it out yet',
  'case.place': '{lat}, {lon}',
  'case.places': '{n} places',
  'case.bytes': '{n} bytes',
  'case.gone': 'the original is no longer kept, its hash is',
}
