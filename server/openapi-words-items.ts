/** English summaries of business items and special apps. Part of `openapi-words.ts`. */
export const itemEnglish: Record<string, string> = {
  'GET /api/v1/business-items': 'Business items of one’s areas and of those above: by area, tier, unit, state, event type, words',
  'GET /api/v1/business-items/{code}': 'One business item with what sheets changed of it',
  'GET /api/v1/business-items.csv': 'Business items as a table that can be taken back (CSV)',
  'GET /api/v1/business-items.xlsx': 'Business items as a workbook that can be taken back',
  'GET /api/v1/business-item-units': 'Units of an area itself that do items',
  'POST /api/v1/business-item-sheets/look': 'What a sheet of business items would do, with the rows that cannot be taken',
  'POST /api/v1/business-item-sheets/errors': 'The rows of a sheet of business items that cannot be taken, with the reason',
  'POST /api/v1/business-item-sheets/take': 'Take a sheet of business items that was looked at: all of it or nothing',
  'GET /api/v1/special-apps': 'Special apps of one’s areas and of those above: by area, state, words',
  'GET /api/v1/special-apps/{code}': 'One special app with what sheets changed of it',
  'GET /api/v1/special-apps.csv': 'Special apps as a table that can be taken back (CSV)',
  'GET /api/v1/special-apps.xlsx': 'Special apps as a workbook that can be taken back',
  'POST /api/v1/special-app-sheets/look': 'What a sheet of special apps would do, with the rows that cannot be taken',
  'POST /api/v1/special-app-sheets/errors': 'The rows of a sheet of special apps that cannot be taken, with the reason',
  'POST /api/v1/special-app-sheets/take': 'Take a sheet of special apps that was looked at: all of it or nothing',
}
