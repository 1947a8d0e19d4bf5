// The place at the foot for what others saved: always there for screen readers, its words loaded when there are some.
import { lazy, Suspense } from 'react'
import { isNews, type News } from './held.ts'

const NewsLine = lazy(async () => ({ default: (await import('./news-line.tsx')).NewsLine }))

export function NewsBar({ silent, ...news }: News & { readonly silent?: boolean }) {
  const shown = !silent && isNews(news)
  return (
    <div role="status" className={shown ? 'news noprint' : 'noprint'}>
      {shown && (
        <Suspense fallback={null}>
          <NewsLine {...news} />
        </Suspense>
      )}
    </div>
  )
}
