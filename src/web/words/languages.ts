// The languages of the screen.
export const LANGUAGES = ['en', 'id', 'th'] as const
export type UiLanguage = (typeof LANGUAGES)[number]
