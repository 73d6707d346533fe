/**
 * What a change by hand of something a risk model rates must say (no zod: pages take these values too). Six letters or figures are the
 * shortest that can name a thing and what was done to it (消防水泵已修好); punctuation and one sign over and over say nothing.
 */
export const leastReason = 6
export const mostReason = 300
/** Files one change may carry. */
export const mostEvidence = 6

/** Does a text say why? Letters and figures of any language are counted, and there are at least three different ones. */
export function saysWhy(text: string): boolean {
  const said = [...text].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
  return said.length >= leastReason && new Set(said).size >= 3
}

/** The heading of a sheet's column of reasons. */
export const reasonHeading = { zh: '变更原因', en: 'Reason for the change' } as const

/** Who changed an object: at a desk by hand, an inspection on the spot, or the check that a hazard is over. */
export const changeWays = ['desk', 'inspection', 'hazard'] as const
export type ChangeWay = (typeof changeWays)[number]
