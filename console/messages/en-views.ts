import type { viewsZh } from './zh-views.ts'

/** The same in English. */
export const viewsEn: Record<keyof typeof viewsZh, string> = {
  'views.save': 'Save as view',
  'views.save-title': 'Save the present filter as a view',
  'views.rename-title': 'Rename the view',
  'views.name': 'Name',
  'views.shared': 'Everybody of the unit sees it',
  'views.menu': 'Manage the view',
  'views.rename': 'Rename…',
  'views.update': 'Set to the present filter',
  'views.front': 'Move left',
  'views.back': 'Move right',
  'views.delete': 'Delete',
  'views.only-unit': 'shared by the unit, kept by its duty posts',
  'views.tab-shared': '{name} (unit)',
  'views.saved': 'View “{name}” saved',
  'views.updated': 'View “{name}” updated',
  'views.deleted': 'View “{name}” deleted',
  'views.keep': 'Save',
}
