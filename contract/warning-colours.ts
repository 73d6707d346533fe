/** Colours of warnings (预警颜色), heaviest first: published to people, never an alarm's severity. Apart from the schemas, for pages read it too. */
export const warningColours = ['red', 'orange', 'yellow', 'blue'] as const
