import type { Setting } from '../../../../contract/pack.ts'

/**
 * Do recorded days say what another value of a setting would have done? Where it is set in a rule, in a check of what is carried or in a floor of a risk model they do;
 * a setting that changes what people are given to do (the time of a hazard), or how long what was found waits for them (`late` of a check), was
 * never done with another one, and decides nothing that is found.
 */
export const isReplayed = ({ sets }: Pick<Setting, 'sets'>): boolean =>
  sets.some((place) => 'rule' in place || ('check' in place && place.at !== 'late') || 'floor' in place)
