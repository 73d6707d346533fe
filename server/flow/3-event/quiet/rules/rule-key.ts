/** A rule by its pack: what its findings are counted under, and what a silence of a rule names. */
export const ruleKey = ({ pack, rule }: { pack: string; rule: string }): string => `${pack}/${rule}`
