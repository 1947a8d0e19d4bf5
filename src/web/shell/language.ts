// The language of the page follows the reader's: the attribute that fonts and screen readers go by.
import { changeSettings } from '../words/settings.ts'
import { onSpoken, spoken } from '../words/words.ts'

export function keepLanguage(): void {
  document.documentElement.lang = spoken()
  onSpoken((language) => {
    document.documentElement.lang = language
    changeSettings({ language })
  })
}
