import { pinyin } from 'pinyin-pro'

/** How a name is typed without characters: 寸滩街道 → { pinyin: 'cuntanjiedao', initials: 'ctjd' }. Letters and digits stay, all lower case. */
export function spell(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true }).map((s) => s.toLowerCase())
  return { pinyin: syllables.join(''), initials: syllables.map((s) => s[0] ?? '').join('') }
}

/** What a catalogue's entry is looked for by: its name and the first letters of its pinyin, lower case. */
export const soughtAs = (name: string): string => `${name.toLowerCase()} ${spell(name).initials}`
