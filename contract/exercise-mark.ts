/**
 * What the title of a drill (演练) begins with: on screens, phones, in SMS, calls, webhooks and sheets. The database keeps it so: a drill
 * has it, and nothing else may (migration 0155), so whoever shows a title can tell, however old the build or the copy.
 */
export const exerciseMark = '【演练】'

/** Is it the title of a drill? */
export const isDrill = (title: string): boolean => title.startsWith(exerciseMark)

/** The title as it would be in earnest, for whoever shows the mark in a form of its own. */
export const withoutMark = (title: string): string => (isDrill(title) ? title.slice(exerciseMark.length) : title)

/** A title in earnest: the words of a report cannot make a real thing look like a drill. */
export const inEarnest = (title: string): string => title.replaceAll(exerciseMark, '（演练）')
