import { burdenSeconds } from '../../../../../contract/evaluation-kinds.ts'

/** What a case asked of people: items that were filled in, photos, and how often somebody was there. */
export type Asked = { items: number; photos: number; visits: number }

/** The minutes a case asked of people, reckoned (domain.md 6): nobody is timed. */
export const burdenOf = ({ items, photos, visits }: Asked): number =>
  (items * burdenSeconds.item + photos * burdenSeconds.photo + visits * burdenSeconds.visit) / 60
