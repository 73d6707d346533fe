/** Where a case or a signal is: the area by its name; `whole`: it is of all of it, and at no point. */
export type CasePlace = { areaName: string; whole: boolean }

/** What all of an area is called, by the last word of its name: 全区, 全街道. */
const kinds = ['街道', '市', '区', '县', '镇', '乡', '社区', '村']

/** 「全区」 beside the name of an area a case is of as a whole, else nothing. */
export function wholeWord({ areaName, whole }: CasePlace, lang: 'zh-CN' | 'zh' | 'en'): string {
  if (!whole) return ''
  if (lang === 'en') return '(all of it)'
  // 社区 before 区: the longest that fits.
  const kind = kinds.filter((one) => areaName.endsWith(one)).toSorted((a, b) => b.length - a.length)[0]
  return `全${kind ?? '域'}`
}

/** 「江北区 寸滩街道」, of a whole area 「江北区 全区」: the one way the place of a case is said. */
export const placeWords = (place: CasePlace, lang: 'zh-CN' | 'zh' | 'en'): string =>
  [place.areaName, wholeWord(place, lang)].filter(Boolean).join(' ')

/** The same where a list has room for one name only: 「寸滩街道」, 「江北区 全区」. */
export const shortPlace = ({ areaName, whole }: CasePlace, lang: 'zh-CN' | 'zh' | 'en'): string =>
  placeWords({ areaName: areaName.split(' ').at(-1) ?? areaName, whole }, lang)
