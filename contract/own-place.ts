/**
 * The place of what is of an operating district as a whole where that is no area of the tree (a zone; a district that left towns to one): beside its
 * towns, under none of them. Whoever answers for all its towns answers for it. Its code is also the name of what any area has of its own beside its parts.
 */
const mark = 'own-'

/** `z-new` → `own-z-new`. */
export const ownCode = (code: string): string => (isOwnCode(code) ? code : mark + code)
export const isOwnCode = (code: string): boolean => code.startsWith(mark)
/** Whose own it is: `own-z-new` → `z-new`. */
export const ownerOf = (code: string): string => (isOwnCode(code) ? code.slice(mark.length) : code)

/** The path of the own place of an operating district: `50/z-new/own-z-new/`. */
export const ownPath = (city: string, district: string): string => `${city}/${district}/${ownCode(district)}/`
export const isOwnPath = (path: string): boolean => path.includes(`/${mark}`)

/** Prefixes without own places: what is listed area by area. */
export const withoutOwn = (prefixes: readonly string[]): string[] => prefixes.filter((path) => !isOwnPath(path))
