// The bar at the foot of the paper, loaded when there is something to save or just saved.
import { isNews } from '../document/held.ts'
import { NewsLine } from '../document/news-line.tsx'
import { useOpenText } from '../document/open-text.ts'
import { Icon } from '../shell/icons.tsx'
import { useWords } from '../words/words.ts'
import { useDesk, useWork } from './desk.tsx'
import { nothingIn } from './pending.ts'
import { SaveBar } from './save-bar.tsx'
import { JoinedLine, SavedWords } from './save-state.tsx'
import { Trouble } from './trouble.tsx'
import { words } from './words.ts'

export function UnsavedBar() {
  const t = useWords(words)
  const desk = useDesk()
  const open = useOpenText()
  const { saved, pending, sending } = useWork(desk?.work, (each) => each)
  if (!desk) return null
  const { work, version } = desk
  const unsaved = sending !== undefined || (pending !== undefined && !nothingIn(pending))
  return (
    <div className="workbar">
      {saved && (
        <div className="saved-line">
          <span className="save" role="status">
            <SavedWords saved={saved} />
          </span>
          {unsaved && <span>{t('restUnsaved')}</span>}
          <span className="grow" />
          <button
            type="button"
            className="btn plain"
            aria-label={t('dismiss')}
            title={t('dismiss')}
            onClick={work.dismiss}
          >
            <Icon sign="cross" />
          </button>
          <JoinedLine saved={saved} />
          <span className="newer" role="status">
            {!unsaved && isNews(open) && <NewsLine {...open} />}
          </span>
        </div>
      )}
      {unsaved && (
        <>
          <Trouble showPlace={(key) => work.begin(version, key)} />
          <SaveBar />
        </>
      )}
    </div>
  )
}
