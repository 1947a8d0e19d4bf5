// The joint text with one's own delegation's notes in the margin: an internal page.
import { useParams } from 'react-router'
import { TextPage } from './text-page.tsx'

export function InternalText() {
  const { sop, version } = useParams() as { sop: string; version: string }
  return <TextPage key={sop} sop={sop} version={version} zone="room" />
}
