// The joint text: what all sides see and, where drafting is open, write.
import { useParams } from 'react-router'
import { TextPage } from './text-page.tsx'

export function JointText() {
  const { sop, version } = useParams() as { sop: string; version: string }
  return <TextPage key={sop} sop={sop} version={version} zone="table" />
}
